package dev.chatmigration.importing;

import java.time.Instant;
import java.util.Map;

/** An event; without kind or time there is none. */
final class AccountEventCheck implements RecordParser.RecordCheck<AccountEvent> {
    private static final Map<String, AccountEvent.Kind> KINDS =
            Words.of(AccountEvent.Kind::label, AccountEvent.Kind.values());

    @Override
    public AccountEvent check(long accountId, FeedObject event) throws RecordRejected {
        AccountEvent.Kind kind = event.requiredOneOf("event", KINDS);
        Instant at = event.requiredInstant("at");
        String by = event.text("by");
        return new AccountEvent(
                accountId,
                kind,
                at,
                by == null ? "not named" : by,
                event.text("reason"),
                event.localTime("local_time"));
    }
}
