package dev.chatmigration.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.domain.notification.Notice;
import dev.chatmigration.domain.notification.NoticeKind;
import dev.chatmigration.domain.notification.ReadingHours;
import dev.chatmigration.jobs.Timeline;
import dev.chatmigration.testing.FeedAccount;
import dev.chatmigration.testing.MigrationBench;
import dev.chatmigration.testing.TestFeed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What administrators of accounts on many clocks are mailed over two months, while dates are moved, put on hold, released
 * and cancelled at any hour. What a date was at a time is taken from the history, not from the notices.
 */
@SuppressWarnings("NullAway.Init")
class TwoMonthsOfMailsTest {
    private static final Instant BEGIN = Instant.parse("2026-12-01T01:00:00Z");
    private static final Instant TASKS_DONE = Instant.parse("2026-12-12T00:00:00Z");
    private static final Instant END = Instant.parse("2027-01-31T00:00:00Z");
    private static final List<String> ZONES = List.of(
            "Europe/Paris",
            "Asia/Kolkata",
            "Pacific/Tongatapu",
            "America/New_York",
            "Australia/Lord_Howe",
            "America/Los_Angeles",
            "UTC");
    private static final int ACCOUNTS = 28;
    private static final ReadingHours HOURS = new ReadingHours(LocalTime.of(8, 0), LocalTime.of(18, 0));
    private static final Set<NoticeKind> IN_HOURS = Set.of(
            NoticeKind.SCHEDULED,
            NoticeKind.RESCHEDULED,
            NoticeKind.CANCELLED,
            NoticeKind.ON_HOLD,
            NoticeKind.REMINDER);

    @TempDir
    static Path directory;

    private static List<Mail> mails;
    private static Map<Long, NavigableMap<Instant, Step>> histories;

    @BeforeAll
    static void letTwoMonthsPass() {
        MigrationBench bench = MigrationBench.on(TestDatabase.H2);
        TestFeed feed = new TestFeed(directory);
        Random random = new Random(20261201);
        for (long id = 1; id <= ACCOUNTS; id++) {
            feed.account(id).asked("2026-11-20T10:00:00Z").with("time_zone", zone(id).getId());
            if (isDisturbed(id)) {
                disturb(feed, id, random);
            }
        }
        Timeline timeline = bench.bean(Timeline.class);
        timeline.until(feed.write(), BEGIN, TASKS_DONE, event -> {});
        for (long id = 1; id <= ACCOUNTS; id++) {
            if (doesItsTasks(id)) {
                FeedAccount account = feed.account(id);
                account.reviewedAsChatOnly(account.chatOwner());
            }
        }
        timeline.until(feed.write(), BEGIN, END, event -> {});
        mails = sent(bench);
        histories = histories(bench);
    }

    /** Three accounts of four; the others go their way from the first date to the upgrade. */
    private static boolean isDisturbed(long id) {
        return id % 4 != 0;
    }

    private static boolean doesItsTasks(long id) {
        return id % 8 == 0;
    }

    private static ZoneId zone(long id) {
        return ZoneId.of(ZONES.get((int) (id % ZONES.size())));
    }

    private static void disturb(TestFeed feed, long id, Random random) {
        Instant at = BEGIN;
        for (int i = 0; i < 3; i++) {
            at = at.plus(Duration.ofHours(1 + random.nextInt(200)));
            switch (random.nextInt(5)) {
                case 0 -> feed.event(id, "cancel", at.toString());
                case 1, 2 -> {
                    feed.event(id, "hold", at.toString());
                    at = at.plus(Duration.ofHours(1 + random.nextInt(150)));
                    feed.event(id, "release", at.toString());
                }
                default -> {
                    LocalDate date = LocalDate.ofInstant(at, zone(id)).plusDays(4 + random.nextInt(25));
                    feed.event(id, "reschedule", at.toString(), Map.of("local_time", date + "T21:00"));
                }
            }
        }
    }

    @Test
    void theFeedIsAsTroubledAsItShouldBe() {
        assertThat(mails).extracting(Mail::kind).contains(IN_HOURS.toArray(NoticeKind[]::new));
        assertThat(mails).extracting(Mail::kind).contains(NoticeKind.UPGRADED, NoticeKind.POSTPONED);
        assertThat(mails).filteredOn(mail -> mail.kind() == NoticeKind.REMINDER).hasSizeGreaterThan(40);
    }

    @Test
    void noMailTellsADateThatDoesNotHoldWhenItLeaves() {
        assertThat(mails).allSatisfy(mail -> {
            Notice.Slot told = slot(mail.notice());
            if (told != null) {
                assertThat(told.start())
                        .as(mail.toString())
                        .isEqualTo(at(mail).slot())
                        .isAfter(mail.sentAt());
            }
        });
    }

    @Test
    void noMailTellsThatADateIsGoneWhichIsThereAgain() {
        assertThat(mails)
                .filteredOn(mail -> mail.kind() == NoticeKind.CANCELLED || mail.kind() == NoticeKind.ON_HOLD)
                .allSatisfy(mail -> assertThat(at(mail).slot() == null || at(mail).held())
                        .as(mail.toString())
                        .isTrue());
    }

    @Test
    void outsideTheHoursOfTheAccountsClockLeavesWhatFollowsAnUpgradeOrTellsOfOneBeforeTheyBegin() {
        assertThat(mails).filteredOn(mail -> IN_HOURS.contains(mail.kind())).allSatisfy(mail -> {
            Instant inHours = HOURS.firstFrom(mail.sentAt(), zone(mail.account()));
            Notice.Slot told = slot(mail.notice());
            assertThat(inHours.equals(mail.sentAt())
                            || (told != null && told.start().isBefore(inHours)))
                    .as(mail.toString())
                    .isTrue();
        });
    }

    @Test
    void remindersLeaveAtEightOnTheirDayAndNeverTwice() {
        List<String> seen = new ArrayList<>();
        for (Mail mail : mails) {
            if (mail.notice() instanceof Notice.Reminder reminder) {
                ZoneId zone = zone(mail.account());
                assertThat(LocalTime.ofInstant(mail.sentAt(), zone))
                        .as(mail.toString())
                        .isEqualTo(LocalTime.of(8, 0));
                assertThat(reminder.daysLeft()).isIn(14, 7, 3, 1);
                assertThat(LocalDate.ofInstant(mail.sentAt(), zone).plusDays(reminder.daysLeft()))
                        .as(mail.toString())
                        .isEqualTo(LocalDate.ofInstant(reminder.slot().start(), zone));
                seen.add(mail.account() + " " + mail.to() + " " + LocalDate.ofInstant(mail.sentAt(), zone));
            }
        }
        assertThat(seen).doesNotHaveDuplicates();
    }

    @Test
    void noReminderLeavesOnTheDayOfWordOfTheDateOrTheDayAfter() {
        Map<Long, LocalDate> told = new HashMap<>();
        for (Mail mail : mails) {
            LocalDate day = LocalDate.ofInstant(mail.sentAt(), zone(mail.account()));
            if (mail.kind() == NoticeKind.REMINDER) {
                assertThat(told.get(mail.account())).as(mail.toString()).isBefore(day.minusDays(1));
            } else if (slot(mail.notice()) != null) {
                told.put(mail.account(), day);
            }
        }
    }

    @Test
    void noReminderLeavesWhileAnAccountIsOnHold() {
        assertThat(mails)
                .filteredOn(mail -> mail.kind() == NoticeKind.REMINDER)
                .allSatisfy(
                        mail -> assertThat(at(mail).held()).as(mail.toString()).isFalse());
    }

    @Test
    void whoLetsTheTasksLieIsRemindedFourTimesAndWhoDoesThemNoMoreFromThenOn() {
        for (long id = 4; id <= ACCOUNTS; id += 4) {
            assertThat(reminders(id))
                    .as("account " + id)
                    .extracting(Notice.Reminder::daysLeft)
                    .isEqualTo(doesItsTasks(id) ? List.of(14) : List.of(14, 7, 3, 1));
        }
    }

    @Test
    void whoHasADateUntilItsUpgradeWasRemindedOnEachDayThatWasAheadOfIt() {
        for (long id = 1; id <= ACCOUNTS; id++) {
            if (doesItsTasks(id)) {
                continue;
            }
            NavigableMap<Instant, Step> history = Objects.requireNonNull(histories.get(id));
            for (Map.Entry<Instant, Step> stretch : history.entrySet()) {
                Instant from = stretch.getKey();
                Instant slot = stretch.getValue().slot();
                Instant to = history.higherKey(from);
                if (slot == null || stretch.getValue().held() || to == null) {
                    continue;
                }
                for (int days : List.of(14, 7, 3, 1)) {
                    LocalDate day = LocalDate.ofInstant(slot, zone(id)).minusDays(days);
                    Instant due = day.atTime(8, 0).atZone(zone(id)).toInstant();
                    if (due.isAfter(from.plus(Duration.ofDays(3))) && due.isBefore(to)) {
                        assertThat(mails)
                                .as("account " + id + ", " + days + " days before " + slot)
                                .filteredOn(mail -> mail.kind() == NoticeKind.REMINDER)
                                .extracting(Mail::sentAt)
                                .contains(due);
                    }
                }
            }
        }
    }

    private static List<Notice.Reminder> reminders(long account) {
        return mails.stream()
                .filter(mail -> mail.account() == account && mail.kind() == NoticeKind.REMINDER)
                .map(mail -> (Notice.Reminder) mail.notice())
                .toList();
    }

    private static Notice.@Nullable Slot slot(Notice notice) {
        if (notice instanceof Notice.Scheduled scheduled) {
            return scheduled.slot();
        }
        if (notice instanceof Notice.Rescheduled rescheduled) {
            return rescheduled.slot();
        }
        if (notice instanceof Notice.Postponed postponed) {
            return postponed.slot();
        }
        return notice instanceof Notice.Reminder reminder ? reminder.slot() : null;
    }

    /** How the account stood when the mail left. */
    private static Step at(Mail mail) {
        return Objects.requireNonNull(histories.get(mail.account()))
                .floorEntry(mail.sentAt())
                .getValue();
    }

    private static List<Mail> sent(MigrationBench bench) {
        return bench.sql()
                .sql("""
                        SELECT account_id, kind, recipient, notice, ended_at FROM outbox
                         WHERE status = 'SENT' ORDER BY ended_at, message_id
                        """)
                .query((row, number) -> {
                    NoticeKind kind = NoticeKind.valueOf(row.getString("kind"));
                    return new Mail(
                            row.getLong("account_id"),
                            kind,
                            row.getString("recipient"),
                            NoticeJson.read(kind, row.getString("notice")),
                            row.getObject("ended_at", OffsetDateTime.class).toInstant());
                })
                .list();
    }

    private static Map<Long, NavigableMap<Instant, Step>> histories(MigrationBench bench) {
        Map<Long, NavigableMap<Instant, Step>> found = new HashMap<>();
        bench.sql().sql("""
                        SELECT account_id, happened_at, what, slot_start FROM audit
                         WHERE account_id IS NOT NULL AND subject IS NULL ORDER BY audit_id
                        """).query(row -> {
            var steps = found.computeIfAbsent(row.getLong("account_id"), id -> new TreeMap<>());
            boolean held = !steps.isEmpty() && steps.lastEntry().getValue().held();
            String what = row.getString("what");
            OffsetDateTime slot = row.getObject("slot_start", OffsetDateTime.class);
            Instant at = row.getObject("happened_at", OffsetDateTime.class).toInstant();
            // A cancellation counts from when it was asked for, which may be before the step ahead of it.
            steps.put(
                    steps.isEmpty() || at.isAfter(steps.lastKey()) ? at : steps.lastKey(),
                    new Step(
                            slot == null ? null : slot.toInstant(),
                            what.equals("HELD") || (held && !what.equals("RELEASED"))));
        });
        return found;
    }

    private record Mail(long account, NoticeKind kind, String to, Notice notice, Instant sentAt) {}

    private record Step(@Nullable Instant slot, boolean held) {}
}
