/**
 * The {@code mail-dispatch} step: from the outbox to the mail server, or to files where none is set.
 *
 * <p>A mail cannot be rolled back, and a mail server can take one without our learning of it. So a mail is claimed in a
 * transaction that ends before any of it is sent, and its outcome is recorded in another one after. Several connections
 * send at once; one transaction records what came of the last mails and claims the next, as few as keep the connections
 * busy. If the process dies, those claimed are {@code UNKNOWN}, and each is sent again once, byte for byte and under the
 * same Message-ID, only where the recipient could not sign in without it.
 *
 * <pre>
 *  PENDING ──claim──▶ SENDING ──▶ SENT      the server took it
 *     ▲                  ├──────▶ DEFERRED  the server said later; due again after a pause
 *     └──not handed over─┤──────▶ FAILED    the server refused it for good, or it cannot be written
 *                        └──────▶ UNKNOWN   nobody can say
 * </pre>
 *
 * <p>A mail that tells of an upgrade which was undone is {@code WITHDRAWN}: at once where it waits, and where it is just
 * being sent, unless the server takes it.
 *
 * <p>A mail is written once, before its first claim, and stored; that fixes its date, its words and its boundaries. The
 * stored bytes hold a placeholder for the setup link's token, which is put in on the way out and never stored.
 */
@NullMarked
package dev.chatmigration.maildispatch;

import org.jspecify.annotations.NullMarked;
