/**
 * The legacy account as the feed tells it: plain values with the feed's own names, already checked for type and size.
 * No rule lives here; every other package of the domain reads these values.
 */
@NullMarked
package dev.chatmigration.domain.account;

import org.jspecify.annotations.NullMarked;
