/**
 * The link by which an agent known to Chat only sets a password: what it is made of and how long it lives.
 *
 * <p>The link carries a token of two halves. The selector finds the row; it is random, stored in clear and may be
 * shown. The verifier proves the right to act; it is derived from a key that lies outside the database, and only its
 * hash is stored. Looking up by the one and comparing the other in constant time leaves nothing to learn from how long
 * an answer takes (<a
 * href="https://paragonie.com/blog/2017/02/split-tokens-token-based-authentication-protocols-without-side-channels">split
 * tokens</a>). Because the verifier is derived, the mail queue holds no secret and a mail sent again carries the same
 * link.
 *
 * <p>Requirements come from <a href="https://github.com/OWASP/ASVS/tree/master/5.0/en">OWASP ASVS 5.0</a>: single use
 * (6.5.1, enforced where the password is stored), a plain hash at rest suffices for a secret of 112 bits and more
 * (6.5.2), a cryptographically secure source (11.5.1). The link lives longer than the 24 hours that <a
 * href="https://pages.nist.gov/800-63-4/sp800-63a.html">NIST SP 800-63A-4</a> grants a mailed code, since nobody asked
 * for the mail and an upgrade may fall on a Friday night.
 */
@NullMarked
package dev.chatmigration.domain.passwordsetup;

import org.jspecify.annotations.NullMarked;
