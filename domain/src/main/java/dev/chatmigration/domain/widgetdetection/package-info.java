/**
 * Which chat widget does a page carry, will its calls survive the upgrade, and does its policy let the new widget in?
 *
 * <p>{@link WidgetDetector} reads one page at a time and keeps nothing. The way of a page through the package:
 *
 * <ol>
 *   <li>{@code VendorWords}: a page in which no vendor is named needs no more than its policy and its tag managers.
 *   <li>{@code TemplateCode}: template comments are taken out, server code is replaced by the text it would print, character by
 *       character, so that every position still is a position in the source.
 *   <li>{@code MarkupScan}: jsoup parses the HTML; elements, comments and text are told apart there and nowhere else.
 *   <li>{@code ScriptTokens} and {@code ScriptScan}: what the browser would run is tokenised; only string literals and identifiers
 *       are evidence. Comments are listed as inactive.
 *   <li>{@code LoaderAddress}: an address counts by its parsed host, never by what it contains.
 *   <li>{@code ChatApiCalls}: calls of the old API, looked up in {@code chat-api-calls.tsv}.
 *   <li>{@code PolicyCheck}: what the Content-Security-Policy would have to allow, {@code WidgetSources}, and does not.
 * </ol>
 *
 * <p>Code that is not run is listed too, with {@code active} false and the reason: an administrator who removes the live snippet
 * should know about the copy in the comment. No verdict ever rests on a regular expression over raw HTML.
 */
@NullMarked
package dev.chatmigration.domain.widgetdetection;

import org.jspecify.annotations.NullMarked;
