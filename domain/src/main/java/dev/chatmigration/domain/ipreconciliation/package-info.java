/**
 * Is every address that Chat lets in also let in by Support?
 *
 * <p>After the upgrade one allow-list counts, Support's. {@link
 * dev.chatmigration.domain.ipreconciliation.IpReconciler} takes the two lists as their owners wrote them and answers
 * with a verdict, with exactly what is missing, and with every entry that nobody could use or that somebody should look
 * at. The story in four steps:
 *
 * <ol>
 *   <li>An {@code EntryParser} reads each entry strictly: what two programs could read differently is an error with its
 *       position, never a guess.
 *   <li>Addresses, blocks and trailing asterisks become {@code AddressRanges}: sorted, merged, the two families apart.
 *   <li>Asterisks before the last number ({@code 10.*.5.1}) stay symbolic as {@code Ipv4Pattern}; one of them may stand
 *       for 16 million addresses and is never written out to be compared.
 *   <li>What remains of Chat's list is written as the fewest CIDR blocks, or with asterisks where blocks would be too
 *       many to read.
 * </ol>
 *
 * <p>Nothing here widens an entry silently, asks a name server or throws on what people type.
 */
@NullMarked
package dev.chatmigration.domain.ipreconciliation;

import org.jspecify.annotations.NullMarked;
