package dev.chatmigration.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.database.TestMigration;
import dev.chatmigration.domain.notification.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ParameterizedClass
@EnumSource(TestDatabase.class)
@SuppressWarnings("NullAway.Init")
class NoticesTest {
    private static final Instant NOW = Instant.parse("2026-12-01T01:00:00Z");
    private static TestMigration migration;

    NoticesTest(TestDatabase database) {}

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase database) {
        migration = TestMigration.on(database);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        migration.close();
    }

    @AfterEach
    void empty() {
        migration.sql().sql("DELETE FROM outbox").update();
        migration.sql().sql("DELETE FROM in_product_message").update();
    }

    @Test
    void anAdministratorGetsAMailAndAMessageInTheProduct() {
        write(NOW, to(NoticeExamples.scheduled(7), "Ann@Shop.Example", 1));

        assertThat(migration
                        .sql()
                        .sql("SELECT message_id, kind, account_id, recipient, locale, status, attempts FROM outbox")
                        .query()
                        .singleRow())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "message_id",
                        "scheduled.7.1.6a0bf011a1fc1e9a@mail.chat-upgrade.example",
                        "kind",
                        "SCHEDULED",
                        "account_id",
                        7L,
                        "recipient",
                        "Ann@Shop.Example",
                        "locale",
                        "fr-CA",
                        "status",
                        "PENDING",
                        "attempts",
                        0));
        assertThat(messages()).hasSize(1);
        assertThat(messages().get(0).get("text")).asString().contains("L'été & Söhne 7");
    }

    @Test
    void anAgentGetsAMailOnly() {
        write(NOW, to(NoticeExamples.setPassword(7, "Ann"), "ann@shop.example", 1));

        assertThat(mails()).isEqualTo(1);
        assertThat(messages()).isEmpty();
    }

    @Test
    void twoAgentsWhoShareAnAddressGetAMailEach() {
        Notice notice = NoticeExamples.useSso(7);

        write(
                NOW,
                new NoticeTo(notice, "team@shop.example", "Ann", null, null, "chat_agent 1", 1),
                new NoticeTo(notice, "team@shop.example", "Bob", null, null, "chat_agent 2", 1));

        assertThat(mails()).isEqualTo(2);
    }

    @Test
    void aNoticeWrittenBeforeIsLeftAlone() {
        NoticeTo notice = to(NoticeExamples.scheduled(7), "ann@shop.example", 1);
        write(NOW, notice, to(NoticeExamples.scheduled(7), "ANN@shop.example", 1));
        migration.sql().sql("UPDATE outbox SET status = 'SENT'").update();

        write(NOW.plusSeconds(60), notice);

        assertThat(migration
                        .sql()
                        .sql("SELECT status FROM outbox")
                        .query(String.class)
                        .list())
                .containsExactly("SENT");
        assertThat(messages()).extracting(row -> row.get("revision")).containsExactly(1);
    }

    @Test
    void aLaterDateReplacesTheEarlierOneInTheProduct() {
        write(NOW, to(NoticeExamples.scheduled(7), "ann@shop.example", 1));
        Object messageId = messages().get(0).get("message_id");

        write(
                NOW,
                to(NoticeExamples.rescheduled(7), "ann@shop.example", 2),
                to(NoticeExamples.upgraded(7), "ann@shop.example", 2),
                to(NoticeExamples.scheduled(8), "ann@shop.example", 1),
                to(NoticeExamples.scheduled(7), "bob@shop.example", 1));

        assertThat(messages())
                .extracting(row -> row.get("kind"))
                .containsExactlyInAnyOrder("RESCHEDULED", "UPGRADED", "SCHEDULED", "SCHEDULED");
        assertThat(messages())
                .filteredOn(row -> Objects.equals(row.get("message_id"), messageId))
                .extracting(row -> row.get("revision"))
                .containsExactly(2);
    }

    @Test
    void manyNoticesAtOnceAreWrittenAsFewAre() {
        write(NOW, toEach(150, NoticeExamples.scheduled(7), 1));
        write(NOW.plusSeconds(60), toEach(300, NoticeExamples.rescheduled(7), 2));

        assertThat(migration.sql().sql("""
                        SELECT kind, status, attempts, resent, revision, COUNT(*) AS mails
                          FROM outbox WHERE next_attempt_at >= created_at
                         GROUP BY kind, status, attempts, resent, revision ORDER BY kind
                        """).query().listOfRows())
                .extracting(row -> List.copyOf(row.values()))
                .containsExactly(
                        List.of("RESCHEDULED", "PENDING", 0, false, 2, 300L),
                        List.of("SCHEDULED", "PENDING", 0, false, 1, 150L));
        assertThat(messages())
                .hasSize(300)
                .allSatisfy(row -> assertThat(row).containsEntry("kind", "RESCHEDULED"))
                .allSatisfy(row -> assertThat(row).containsEntry("revision", 2));
    }

    private static NoticeTo[] toEach(int recipients, Notice notice, int revision) {
        return IntStream.range(0, recipients)
                .mapToObj(each -> to(notice, "admin" + each + "@shop.example", revision))
                .toArray(NoticeTo[]::new);
    }

    @Test
    void anOvertakenDateDoesNotComeBack() {
        write(NOW, to(NoticeExamples.rescheduled(7), "ann@shop.example", 2));

        write(NOW, to(NoticeExamples.scheduled(7), "ann@shop.example", 1));

        assertThat(messages()).extracting(row -> row.get("kind")).containsExactly("RESCHEDULED");
    }

    @Test
    void noticesAreWrittenInTheCallersTransactionOnly() {
        Notices notices = migration.bean(Notices.class);

        assertThatThrownBy(() -> notices.write(List.of(), NOW)).isInstanceOf(IllegalTransactionStateException.class);
    }

    private static void write(Instant now, NoticeTo... notices) {
        new TransactionTemplate(migration.bean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> migration.bean(Notices.class).write(List.of(notices), now));
    }

    private static NoticeTo to(Notice notice, String recipient, int revision) {
        return new NoticeTo(notice, recipient, "Ann", "fr-CA", "en", "", revision);
    }

    private static long mails() {
        return migration
                .sql()
                .sql("SELECT COUNT(*) FROM outbox")
                .query(Long.class)
                .single();
    }

    private static List<Map<String, Object>> messages() {
        return migration.sql().sql("SELECT * FROM in_product_message").query().listOfRows();
    }
}
