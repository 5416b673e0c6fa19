/**
 * Turns a notice into subject, text, HTML and calendar part, and into the text shown in the product.
 *
 * <p>Words stand in {@code messages_<tag>.properties}, one file per language; layout stands in the templates under
 * {@code src/main/jte}, one HTML and one text template per kind of notice, named after it. Templates ask {@link
 * dev.chatmigration.mail.Page} for sentences; sentences name the components of the notice ({@link
 * dev.chatmigration.mail.Facts}). So a new language is one file, and a new kind of notice is its record, its two
 * templates and its sentences.
 */
@NullMarked
package dev.chatmigration.mail;

import org.jspecify.annotations.NullMarked;
