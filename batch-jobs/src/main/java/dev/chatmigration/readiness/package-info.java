/** May this account be upgraded? Puts the decisions of the steps before to the rules and keeps what they find. */
@NullMarked
package dev.chatmigration.readiness;

import org.jspecify.annotations.NullMarked;
