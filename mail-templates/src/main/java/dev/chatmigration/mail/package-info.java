/** Turns a notice into subject, text, HTML and calendar part. */
@NullMarked
package dev.chatmigration.mail;

import org.jspecify.annotations.NullMarked;
