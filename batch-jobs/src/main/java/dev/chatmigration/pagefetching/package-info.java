/**
 * Fetches pages of customers' sites as a careful guest: over http and https, from addresses of the public internet only
 * (checked where the connection is made, so that the address checked is the address connected to), within limits of time
 * and size, as {@code robots.txt} allows (RFC 9309), without cookies, credentials or proxies. Nothing that comes back is
 * executed.
 */
@NullMarked
package dev.chatmigration.pagefetching;

import org.jspecify.annotations.NullMarked;
