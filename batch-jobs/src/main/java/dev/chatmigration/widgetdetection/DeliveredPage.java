package dev.chatmigration.widgetdetection;

import dev.chatmigration.domain.widgetdetection.PageSource;
import dev.chatmigration.importing.PageRecord;

/**
 * A page that came with the feed. Public since the code that Spring generates for its reader and writer lies elsewhere.
 *
 * @param record as it stands there
 * @param look what was seen on it, if it was looked at already
 */
public record DeliveredPage(PageRecord record, PageLook look) {
    static AccountPage page(PageRecord record) {
        return new AccountPage(record.accountId(), new PageSource(record.url(), record.html(), record.headers()));
    }
}
