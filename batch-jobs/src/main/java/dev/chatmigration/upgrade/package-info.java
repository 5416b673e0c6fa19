/**
 * The switch itself: accounts whose slot has come are decided about once more and moved in one transaction each, with
 * the notices that follow, or moved to another slot.
 */
@NullMarked
package dev.chatmigration.upgrade;

import org.jspecify.annotations.NullMarked;
