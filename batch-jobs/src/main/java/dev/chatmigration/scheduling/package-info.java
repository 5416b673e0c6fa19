/**
 * Which accounts get which slot, and where each account stands: the one place that writes states, their history and
 * the use of slots.
 */
@NullMarked
package dev.chatmigration.scheduling;

import org.jspecify.annotations.NullMarked;
