/**
 * What people are told, written in the transaction that causes it: a mail waiting in the outbox for each notice and
 * recipient, and for administrators a message in the product. Nothing is sent here; {@code mail-dispatch} does that.
 */
@NullMarked
package dev.chatmigration.notification;

import org.jspecify.annotations.NullMarked;
