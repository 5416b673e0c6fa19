package dev.chatmigration.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.domain.notification.Notice;
import dev.chatmigration.domain.notification.Notice.Task;
import dev.chatmigration.domain.notification.NoticeKind;
import dev.chatmigration.scheduling.AccountVerbs;
import dev.chatmigration.testing.MigrationBench;
import dev.chatmigration.testing.TestFeed;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is reminded of open tasks before the date, and what becomes of words about a date that was changed. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RemindersTest {
    private static final String NIGHT = "2026-12-01T01:00:00Z";
    private static final String ASKED = "2026-11-20T10:00:00Z";

    /** The owner's slot is midnight of 22 December in Paris. */
    private static final List<String> REMINDED =
            List.of("2026-12-08T07:00:00Z", "2026-12-15T07:00:00Z", "2026-12-19T07:00:00Z", "2026-12-21T07:00:00Z");

    private final MigrationBench bench;
    private final TestFeed feed;

    RemindersTest(TestDatabase database, @TempDir Path directory) {
        bench = MigrationBench.on(database);
        feed = new TestFeed(directory);
        feed.account(1).asked(ASKED);
    }

    @Test
    void administratorsWithOpenTasksAreRemindedFourTimesAtTheBeginningOfTheDay() {
        bench.nightly(feed, NIGHT);
        assertThat(bench.slot(1)).isEqualTo("2026-12-21T23:00:00Z");

        for (String at : REMINDED) {
            bench.upgrade(Instant.parse(at).minusSeconds(1));
            bench.upgrade(at);
            bench.upgrade(Instant.parse(at).plusSeconds(3600));
        }

        assertThat(reminders()).extracting(Notice.Reminder::daysLeft).containsExactly(14, 7, 3, 1);
        assertThat(reminders())
                .allSatisfy(reminder ->
                        assertThat(reminder.tasks()).extracting(Task::check).contains("agents-not-reviewed"));
        assertThat(written("REMINDER")).containsExactlyElementsOf(REMINDED);
        assertThat(statuses("REMINDER")).containsExactly("SENT", "SENT", "SENT", "SENT");
    }

    @Test
    void theLastReminderSaysWhatStandsInTheWay() {
        feed.account(1).withMissingAddress();
        bench.nightly(feed, NIGHT);

        bench.upgrade(REMINDED.get(3));

        assertThat(reminders()).singleElement().satisfies(reminder -> {
            assertThat(reminder.daysLeft()).isEqualTo(1);
            assertThat(reminder.blocked()).isTrue();
        });
    }

    @Test
    void ofRemindersThatBecameDueWhileNothingRanTheLatestIsWrittenWithTheDaysThatAreLeft() {
        bench.nightly(feed, NIGHT);

        bench.upgrade("2026-12-16T08:00:00Z");

        assertThat(reminders()).extracting(Notice.Reminder::daysLeft).containsExactly(6);
    }

    @Test
    void aLateReminderDoesNotComeOnTheDayOfTheNextOne() {
        bench.nightly(feed, NIGHT);

        bench.upgrade("2026-12-15T01:00:00Z");
        bench.upgrade(REMINDED.get(1));

        assertThat(reminders()).extracting(Notice.Reminder::daysLeft).containsExactly(7);
    }

    @Test
    void afterTheSlotNobodyIsReminded() {
        bench.nightly(feed, NIGHT);

        bench.upgrade("2026-12-21T22:59:00Z");

        assertThat(reminders()).isEmpty();
    }

    @Test
    void whoHasDoneEverythingIsNotReminded() {
        bench.nightly(feed, NIGHT);
        bench.upgrade(REMINDED.get(0));
        bench.sql().sql("DELETE FROM finding").update();

        REMINDED.subList(1, 4).forEach(bench::upgrade);

        assertThat(reminders()).extracting(Notice.Reminder::daysLeft).containsExactly(14);
    }

    @Test
    void whatIsOursToDoIsNothingToBeRemindedOf() {
        bench.nightly(feed, NIGHT);
        bench.sql().sql("DELETE FROM finding").update();
        bench.sql().sql("""
                        INSERT INTO finding (account_id, check_name, subject, severity, evidence, since, since_run)
                        VALUES (1, 'feed-incomplete', 'account', 'BLOCKS', 'no users', DATE '2026-12-01', 1)
                        """).update();

        bench.upgrade(REMINDED.get(0));

        assertThat(reminders()).isEmpty();
    }

    @Test
    void aHeldAccountIsNotRemindedAndGoesOnWithTheNextDayOnceReleased() {
        bench.nightly(feed, NIGHT);
        bench.act(1, "2026-12-07T10:00:00Z", (verbs, account, act) -> verbs.hold(account.id(), act));
        bench.upgrade("2026-12-07T10:05:00Z");
        bench.upgrade(REMINDED.get(0));
        assertThat(reminders()).isEmpty();

        bench.act(1, "2026-12-09T10:00:00Z", AccountVerbs::release);
        bench.upgrade("2026-12-09T10:05:00Z");
        bench.upgrade(REMINDED.get(1));

        assertThat(reminders()).extracting(Notice.Reminder::daysLeft).containsExactly(7);
    }

    @Test
    void aMoveReplacesTheRemindersOfTheEarlierDate() {
        bench.nightly(feed, NIGHT);

        bench.schedule(1, "2026-12-07T10:00:00Z", "2026-12-18T22:00");

        assertThat(dueReminders())
                .containsExactly("2 7 2026-12-11T07:00:00Z", "2 3 2026-12-15T07:00:00Z", "2 1 2026-12-17T07:00:00Z");
        bench.act(1, "2026-12-07T11:00:00Z", AccountVerbs::cancel);
        assertThat(dueReminders()).isEmpty();
    }

    @Test
    void aReminderThatHasNotLeftWhenTheDateMovesIsTakenBack() {
        bench.nightly(feed, NIGHT);
        stopMails();
        bench.upgrade(REMINDED.get(0));
        assertThat(statuses("REMINDER")).containsExactly("PENDING");

        bench.schedule(1, "2026-12-08T07:10:00Z", "2026-12-28T22:00");
        letMailsGo();
        bench.upgrade("2026-12-08T07:15:00Z");

        assertThat(statuses("REMINDER")).containsExactly("WITHDRAWN");
        assertThat(statuses("RESCHEDULED")).containsExactly("SENT");
        assertThat(bench.sql()
                        .sql("SELECT kind FROM in_product_message WHERE account_id = 1")
                        .query(String.class)
                        .list())
                .containsExactly("RESCHEDULED");
    }

    @Test
    void aReminderThatCouldNotLeaveOnItsDayDoesNotLeaveAtAll() {
        bench.nightly(feed, NIGHT);
        stopMails();
        bench.upgrade(REMINDED.get(0));
        letMailsGo();

        bench.upgrade("2026-12-08T23:00:00Z");

        assertThat(statuses("REMINDER")).containsExactly("WITHDRAWN");
    }

    @Test
    void whoNeverGotTheFirstDateIsToldWithTheSecondWhatToExpect() {
        stopMails();
        bench.nightly(feed, NIGHT);
        bench.schedule(1, "2026-12-01T10:00:00Z", "2026-12-28T22:00");
        letMailsGo();

        bench.upgrade("2026-12-01T10:05:00Z");

        assertThat(statuses("SCHEDULED")).containsExactly("WITHDRAWN");
        assertThat(rescheduled().unreviewed()).isEqualTo(Notice.UnreviewedAgents.MERGE_ON_BEHALF);
        assertThat(rescheduled().agentsToReview()).isEqualTo(1);
        assertThat(bench.count("outbox")).isEqualTo(2);
    }

    @Test
    void whoGotTheFirstDateIsToldOfTheSecondInShort() {
        bench.nightly(feed, NIGHT);
        bench.upgrade("2026-12-01T07:00:00Z");
        bench.schedule(1, "2026-12-01T10:00:00Z", "2026-12-28T22:00");

        bench.upgrade("2026-12-01T10:05:00Z");

        assertThat(statuses("SCHEDULED")).containsExactly("SENT");
        assertThat(rescheduled().unreviewed()).isNull();
    }

    @Test
    void aDateThatWasNotToldBeforeTheUpgradeIsNotToldAfterIt() {
        stopMails();
        bench.nightly(feed, NIGHT);
        bench.nightly(feed, "2026-12-21T01:00:00Z");
        bench.upgrade(bench.slot(1));
        letMailsGo();

        bench.upgrade(bench.slot(1).plusSeconds(300));

        assertThat(statuses("SCHEDULED")).containsExactly("WITHDRAWN");
        assertThat(statuses("UPGRADED")).containsExactly("SENT");
    }

    private List<Notice.Reminder> reminders() {
        return bench
                .sql()
                .sql("SELECT notice FROM outbox WHERE kind = 'REMINDER' ORDER BY created_at")
                .query(String.class)
                .list()
                .stream()
                .map(json -> (Notice.Reminder) NoticeJson.read(NoticeKind.REMINDER, json))
                .toList();
    }

    private Notice.Rescheduled rescheduled() {
        return (Notice.Rescheduled) NoticeJson.read(
                NoticeKind.RESCHEDULED, bench.notices(1, "RESCHEDULED").get(0));
    }

    private List<String> written(String kind) {
        return bench.sql()
                .sql("SELECT created_at FROM outbox WHERE kind = :kind ORDER BY created_at")
                .param("kind", kind)
                .query((row, number) ->
                        row.getObject(1, OffsetDateTime.class).toInstant().toString())
                .list();
    }

    private List<String> statuses(String kind) {
        return bench.sql()
                .sql("SELECT status FROM outbox WHERE kind = :kind ORDER BY created_at")
                .param("kind", kind)
                .query(String.class)
                .list();
    }

    /** Revision, days before and time of each reminder that is still to come. */
    private List<String> dueReminders() {
        return bench.sql()
                .sql("""
                        SELECT revision, days_before, due_at FROM due_notice
                         WHERE kind = 'REMINDER' AND told_at IS NULL ORDER BY due_at
                        """)
                .query((row, number) -> row.getInt(1) + " " + row.getInt(2) + " "
                        + row.getObject(3, OffsetDateTime.class).toInstant())
                .list();
    }

    private void stopMails() {
        bench.sql()
                .sql(
                        "INSERT INTO brake (name, set_by, reason, set_at) VALUES ('mails', 'Ann', 'test', CURRENT_TIMESTAMP)")
                .update();
    }

    private void letMailsGo() {
        bench.sql().sql("DELETE FROM brake").update();
    }
}
