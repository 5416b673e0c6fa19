package dev.chatmigration.notification;

import dev.chatmigration.database.Rows;
import dev.chatmigration.database.Rows.Columns;
import dev.chatmigration.domain.notification.NoticeKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** All SQL that writes notices: the outbox, and the messages in the product. */
@Repository
class NoticeTables {
    private static final String WRITTEN_ALREADY =
            "SELECT o.message_id FROM outbox o JOIN {rows} ON o.message_id = r.id";

    private static final String MESSAGES_THERE =
            "SELECT m.message_id FROM in_product_message m JOIN {rows} ON m.message_id = r.id";

    // A notice that was overtaken before it was written does not bring its old date back.
    private static final String RENEW_MESSAGES = """
            MERGE INTO in_product_message m
            USING (SELECT * FROM {rows}) r
               ON m.message_id = r.message_id
             WHEN MATCHED AND r.revision >= m.revision THEN
              UPDATE SET kind = r.kind, locale = r.locale, text = r.text, revision = r.revision,
                updated_at = r.updated_at
            """;

    private static final String TOLD_OF_A_DATE = """
            SELECT DISTINCT o.account_id, o.recipient FROM outbox o JOIN {rows} ON o.account_id = r.account_id
             WHERE o.kind = 'SCHEDULED' AND o.status IN ('SENT', 'SENDING', 'UNKNOWN')
            """;

    private static final String REMOVE_MESSAGES = """
            DELETE FROM in_product_message m
             WHERE EXISTS (SELECT 1 FROM {rows} WHERE m.kind = r.kind) AND m.account_id = ?
            """;

    private static final Columns<String> ID = Columns.<String>of().text("id", id -> id);

    private static final Columns<NoticeKind> KIND = Columns.<NoticeKind>of().text("kind", NoticeKind::name);

    private static final Columns<Mail> MAIL = Columns.<Mail>of()
            .text("message_id", Mail::messageId)
            .text("kind", Mail::kind)
            .bigint("account_id", Mail::accountId)
            .text("recipient", Mail::recipient)
            .text("recipient_name", Mail::recipientName)
            .text("locale", Mail::locale)
            .text("notice", Mail::notice)
            .text("status", mail -> "PENDING")
            .integer("attempts", mail -> 0)
            .instant("created_at", Mail::writtenAt)
            .instant("next_attempt_at", Mail::leavesAt)
            .bool("resent", mail -> false)
            .integer("revision", Mail::revision)
            .instant("holds_until", Mail::holdsUntil)
            .text("hours_zone", Mail::hoursZone);

    private static final Columns<Message> MESSAGE = Columns.<Message>of()
            .text("message_id", Message::messageId)
            .bigint("account_id", Message::accountId)
            .text("recipient", Message::recipient)
            .text("kind", Message::kind)
            .text("locale", Message::locale)
            .text("text", Message::text)
            .integer("revision", Message::revision)
            .instant("updated_at", Message::writtenAt);

    private final Rows rows;

    NoticeTables(Rows rows) {
        this.rows = rows;
    }

    /** Which of these mails are in the outbox, whatever became of them. */
    Set<String> writtenAlready(Collection<String> messageIds) {
        return ids(WRITTEN_ALREADY, messageIds);
    }

    private Set<String> ids(String sql, Collection<String> messageIds) {
        return new HashSet<>(rows.query(sql, ID, messageIds, (result, row) -> result.getString(1)));
    }

    /** Who of these accounts has been mailed a first date, or may have been: addresses in lower case by account. */
    Map<Long, Set<String>> toldOfADate(Collection<Long> accountIds) {
        Map<Long, Set<String>> told = new HashMap<>();
        rows.query(
                        TOLD_OF_A_DATE,
                        Columns.ACCOUNT_IDS,
                        accountIds,
                        (result, row) -> Map.entry(
                                result.getLong("account_id"),
                                result.getString("recipient").toLowerCase(Locale.ROOT)))
                .forEach(each -> told.computeIfAbsent(each.getKey(), id -> new HashSet<>())
                        .add(each.getValue()));
        return told;
    }

    void addMails(Collection<Mail> mails) {
        rows.append("outbox", MAIL, mails);
    }

    void putMessages(Collection<Message> messages) {
        Set<String> there =
                ids(MESSAGES_THERE, messages.stream().map(Message::messageId).toList());
        List<Message> added = new ArrayList<>();
        List<Message> renewed = new ArrayList<>();
        messages.forEach(each -> (there.contains(each.messageId()) ? renewed : added).add(each));
        addMessages(added);
        rows.updateSome(RENEW_MESSAGES, MESSAGE, renewed);
    }

    /** Adds messages to places in the product that are empty. */
    void addMessages(Collection<Message> messages) {
        rows.append("in_product_message", MESSAGE, messages);
    }

    void removeMessages(long accountId, Collection<NoticeKind> kinds) {
        rows.updateSome(REMOVE_MESSAGES, KIND, kinds, accountId);
    }

    record Mail(
            String messageId,
            String kind,
            long accountId,
            String recipient,
            String recipientName,
            String locale,
            String notice,
            @Nullable Integer revision,
            @Nullable Instant holdsUntil,
            @Nullable String hoursZone,
            Instant leavesAt,
            Instant writtenAt) {}

    record Message(
            String messageId,
            long accountId,
            String recipient,
            String kind,
            String locale,
            String text,
            int revision,
            Instant writtenAt) {}
}
