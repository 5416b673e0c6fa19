/**
 * A feed of any size, made from a seed: for trying the product out, for measuring it, for reproducing a night.
 *
 * <p>{@link dev.chatmigration.generating.Mix} says what occurs and how often. {@link
 * dev.chatmigration.generating.Customer} draws an account in outline; {@code Staff}, {@code AccountLine}, {@code
 * IpLists}, {@code AccountEvents} and {@code SitePages} make the lines of the feed from it. People, companies and
 * sites are invented; domains end in {@code .example}, public addresses come from the ranges set aside for documentation.
 *
 * <p>The same seed and size give the same bytes everywhere: every choice is a throw of {@link
 * dev.chatmigration.generating.Dice}; nothing reads a clock, a locale or the order of a hash table.
 */
@NullMarked
package dev.chatmigration.generating;

import org.jspecify.annotations.NullMarked;
