package dev.chatmigration.domain.widgetdetection;

import org.jspecify.annotations.Nullable;

/**
 * One place in a page where a snippet stands, running or not.
 *
 * @param form {@code Z1} to {@code Z9} for the legacy chat widget, {@code W0} to {@code W7} for the Web Widget and what came before:
 *     <ul>
 *       <li>Z1 {@code document.write}, host livechat.zopim.net; Z2 the same, host zopim.com; Z3 host put together at run time; Z4 host
 *           cdn.zopim.com; Z5 host v2.zopim.com; Z6 the same with {@code https:}; Z7 a plain script element; Z8 the pop-out page; Z9 only
 *           the key, in the settings of a consent manager or a tag container
 *       <li>W0 Zenbox, a feedback tab without chat; W1 and W2 iframe loader; W3 asset composer; W4 and W5 {@code ze-snippet} with a UUID and
 *           with a subdomain; W6 {@code ze-snippet} added by a script; W7 {@code ze-snippet} with a copy of the script
 *     </ul>
 *
 * @param key account key (32 characters), UUID, {@code web_widget/sub.zendesk.com} or {@code sub.zendesk.com}; null where it is a
 *     placeholder or comes from elsewhere at run time
 * @param line 1-based line of the source
 * @param active whether a visitor's browser would run it
 * @param why why it is active or not, in words for an administrator
 */
public record Placement(String form, @Nullable String key, int line, boolean active, String why) {

    boolean isLegacyChat() {
        return form.startsWith("Z");
    }

    /** Zenbox is a feedback tab: a placement to tidy up, but no chat widget. */
    boolean isWebWidget() {
        return form.startsWith("W") && !form.equals("W0");
    }
}
