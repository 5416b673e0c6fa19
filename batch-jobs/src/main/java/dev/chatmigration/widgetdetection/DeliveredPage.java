package dev.chatmigration.widgetdetection;

import dev.chatmigration.domain.widgetdetection.PageSource;
import dev.chatmigration.importing.PageRecord;

/**
 * A page that came with the feed. Public since the code that Spring generates for its reader and writer lies elsewhere.
 *
 * @param record as it stands there
 * @param page as it is looked at
 */
public record DeliveredPage(PageRecord record, AccountPage page) {
    static DeliveredPage of(PageRecord record) {
        return new DeliveredPage(
                record,
                new AccountPage(record.accountId(), new PageSource(record.url(), record.html(), record.headers())));
    }
}
