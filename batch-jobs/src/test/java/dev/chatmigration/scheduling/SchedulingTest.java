package dev.chatmigration.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.database.Brakes;
import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.domain.scheduling.AccountState;
import dev.chatmigration.testing.MigrationBench;
import dev.chatmigration.testing.TestFeed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Which accounts get which slot, from the feed to the tables. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SchedulingTest {
    private static final String NIGHT = "2026-12-01T01:00:00Z";
    private static final String NEXT_NIGHT = "2026-12-02T01:00:00Z";
    private static final String ASKED = "2026-11-20T10:00:00Z";

    private final MigrationBench bench;
    private final TestFeed feed;

    SchedulingTest(TestDatabase database, @TempDir Path directory) {
        bench = MigrationBench.on(database);
        feed = new TestFeed(directory);
    }

    @AfterEach
    void everySlotIsBookedExactlyAsOftenAsItIsPromised() {
        assertThat(bench.bookedSlots()).isEqualTo(bench.promisedSlots());
    }

    @Test
    void anAccountThatAskedGetsASlotAfterTheFullNotice() {
        feed.account(1).asked(ASKED);
        feed.account(2);

        bench.nightly(feed, NIGHT);

        MigrationState state = bench.state(1);
        assertThat(state.state()).isEqualTo(AccountState.SCHEDULED);
        assertThat(state.promised().local().toLocalDate()).isEqualTo(LocalDate.parse("2026-12-22"));
        assertThat(state.promised().start())
                .isEqualTo(
                        state.promised().local().atZone(state.promised().zone()).toInstant());
        assertThat(bench.history(1))
                .containsExactly("ASKED REGISTERED REQUESTED batch", "SLOT_SET REQUESTED SCHEDULED batch");
        assertThat(bench.mails(1)).containsExactly("SCHEDULED owner@customer-1.example");
        assertThat(bench.state(2).state()).isEqualTo(AccountState.REGISTERED);
        assertThat(bench.mails(2)).isEmpty();
    }

    @Test
    void theFiftyFirstAccountGoesElsewhereAndItIsTheOneThatAskedLast() {
        LongStream.rangeClosed(1, 51).forEach(id -> feed.account(id).asked(id == 7 ? "2026-11-20T10:00:01Z" : ASKED));

        bench.nightly(feed, NIGHT);

        Instant first = bench.slot(1);
        assertThat(bench.promisedSlots()).containsEntry(first, 50L).hasSize(2);
        assertThat(bench.slot(7)).isEqualTo(first.plus(Duration.ofHours(1)));
    }

    @Test
    void whoAskedAtTheSameTimeIsServedById() {
        LongStream.iterate(151, id -> id > 100, id -> id - 1)
                .forEach(id -> feed.account(id).asked(ASKED));

        bench.nightly(feed, NIGHT);

        assertThat(bench.slot(151)).isAfter(bench.slot(101));
        assertThat(bench.promisedSlots()).containsEntry(bench.slot(150), 50L);
    }

    @Test
    void aLaterNightFillsWhatIsLeftOfAnInstantAndNoMore() {
        LongStream.rangeClosed(1, 49).forEach(id -> feed.account(id).asked(ASKED));
        bench.nightly(feed, NIGHT);
        Instant first = bench.slot(1);
        feed.account(60).asked(ASKED).wishing("not_before", "2026-12-22");
        feed.account(61).asked(ASKED);

        bench.nightly(feed, "2026-12-01T02:00:00Z");

        assertThat(bench.slot(60)).isEqualTo(first);
        assertThat(bench.slot(61)).isEqualTo(first.plus(Duration.ofHours(1)));
    }

    @Test
    void aSlotOnceGivenStaysWhateverNightFollows() {
        feed.account(1).asked(ASKED);
        feed.account(2).asked(ASKED);
        bench.nightly(feed, NIGHT);
        Map<?, ?> before = Map.of(1, bench.state(1), 2, bench.state(2));
        feed.account(1).wishing("preferred_local_time", "21:00");

        bench.nightly(feed, NIGHT);
        bench.nightly(feed, NEXT_NIGHT);

        assertThat(Map.of(1, bench.state(1), 2, bench.state(2))).isEqualTo(before);
        assertThat(bench.history(1)).hasSize(2);
        assertThat(bench.mails(1)).hasSize(1);
    }

    @Test
    void aRequestInTheFutureIsServedOnceItsTimeHasCome() {
        feed.account(1).asked("2026-12-01T01:00:00.001Z");
        feed.account(2).asked(NIGHT);

        bench.nightly(feed, NIGHT);
        assertThat(bench.state(1).state()).isEqualTo(AccountState.REGISTERED);
        assertThat(bench.state(2).state()).isEqualTo(AccountState.SCHEDULED);

        bench.nightly(feed, NEXT_NIGHT);
        assertThat(bench.state(1).state()).isEqualTo(AccountState.SCHEDULED);
    }

    @Test
    void openFindingsDoNotKeepAnAccountFromItsSlot() {
        feed.account(1).asked(ASKED).withMissingAddress();

        bench.nightly(feed, NIGHT);

        assertThat(bench.state(1).state()).isEqualTo(AccountState.SCHEDULED);
        assertThat(bench.notices(1, "SCHEDULED")).singleElement().asString().contains("ip-not-covered");
    }

    @Test
    void aCancelledAccountGetsASlotAgainOnlyForALaterRequest() {
        feed.account(1).asked(ASKED);
        bench.nightly(feed, NIGHT);
        feed.event(1, "cancel", "2026-12-01T12:00:00Z");

        bench.nightly(feed, NEXT_NIGHT);
        bench.nightly(feed, "2026-12-03T01:00:00Z");
        assertThat(bench.state(1).state()).isEqualTo(AccountState.REQUESTED);
        assertThat(bench.state(1).slot()).isNull();
        assertThat(bench.mails(1))
                .containsExactly("CANCELLED owner@customer-1.example", "SCHEDULED owner@customer-1.example");
        assertThat(bench.history(1)).last().isEqualTo("CANCELLED SCHEDULED REQUESTED Ann");

        feed.account(1).asked("2026-12-03T09:00:00Z");
        bench.nightly(feed, "2026-12-04T01:00:00Z");
        assertThat(bench.state(1).state()).isEqualTo(AccountState.SCHEDULED);
        assertThat(bench.state(1).revision()).isEqualTo(3);
    }

    @Test
    void anAccountThatReachedALaterPhaseElsewhereIsCancelledWithANotice() {
        feed.account(1).asked(ASKED);
        bench.nightly(feed, NIGHT);
        feed.account(1).with("phase", "phase4");

        bench.nightly(feed, NEXT_NIGHT);
        bench.nightly(feed, "2026-12-03T01:00:00Z");

        assertThat(bench.state(1).state()).isEqualTo(AccountState.REQUESTED);
        assertThat(bench.state(1).slot()).isNull();
        assertThat(bench.history(1)).last().isEqualTo("PHASE_CHANGED SCHEDULED REQUESTED batch");
        assertThat(bench.notices(1, "CANCELLED")).singleElement().asString().contains("PHASE_CHANGED");
    }

    @Test
    void administratorsMoveTheirSlotByFeedWithinTheirBounds() {
        feed.account(1).asked(ASKED);
        bench.nightly(feed, NIGHT);
        feed.event(1, "reschedule", "2026-12-01T12:00:00Z", Map.of("local_time", "2026-12-05T14:00"));

        bench.nightly(feed, NEXT_NIGHT);

        assertThat(bench.slot(1)).isEqualTo("2026-12-05T13:00:00Z");
        assertThat(bench.state(1).moves()).isZero();
        assertThat(bench.history(1)).last().isEqualTo("MOVED SCHEDULED SCHEDULED Ann");
        assertThat(bench.kindsOfMail(1)).containsExactly("RESCHEDULED", "SCHEDULED");
        assertThat(outcome(1, "RESCHEDULE")).contains("is upgraded on 2026-12-05T14:00");
    }

    @Test
    void aMoveOutsideTheirBoundsIsRefusedWithAReason() {
        feed.account(1).asked(ASKED);
        feed.account(2).asked(ASKED);
        feed.account(3);
        bench.nightly(feed, NIGHT);
        Instant slot = bench.slot(1);
        feed.event(1, "reschedule", "2026-12-01T12:00:00Z", Map.of("local_time", "2026-12-04T14:00"));
        feed.event(2, "reschedule", "2026-12-01T12:00:00Z");
        feed.event(3, "reschedule", "2026-12-01T12:00:00Z", Map.of("local_time", "2026-12-10T14:00"));

        bench.nightly(feed, NEXT_NIGHT);

        assertThat(bench.slot(1)).isEqualTo(slot);
        assertThat(bench.kindsOfMail(1)).containsExactly("SCHEDULED");
        assertThat(outcome(1, "RESCHEDULE")).contains("2026-12-04 is not 3 to 60 days ahead");
        assertThat(outcome(2, "RESCHEDULE")).contains("names no local_time");
        assertThat(outcome(3, "RESCHEDULE")).contains("REGISTERED");
    }

    @Test
    void anEventIsAppliedOnceOnTheFirstRunAtOrAfterItsTime() {
        feed.account(1).asked(ASKED);
        feed.event(1, "cancel", NEXT_NIGHT);

        bench.nightly(feed, NIGHT);
        assertThat(bench.state(1).state()).isEqualTo(AccountState.SCHEDULED);
        assertThat(outcome(1, "CANCEL")).isNull();

        bench.nightly(feed, NEXT_NIGHT);
        bench.nightly(feed, "2026-12-03T01:00:00Z");
        assertThat(bench.state(1).state()).isEqualTo(AccountState.REQUESTED);
        assertThat(bench.history(1))
                .filteredOn(step -> step.startsWith("CANCELLED"))
                .hasSize(1);
    }

    @Test
    void theUpgradeJobAppliesEventsTooBeforeItUpgrades() {
        feed.account(1).asked(ASKED);
        feed.event(1, "hold", "2026-12-01T12:00:00Z");
        bench.nightly(feed, NIGHT);

        bench.upgrade("2026-12-01T12:00:00Z");

        assertThat(bench.state(1).held()).isTrue();
    }

    @Test
    void aHeldAccountIsNotUpgradedAndASlotThatPassedIsMovedOnRelease() {
        feed.account(1).asked(ASKED);
        feed.event(1, "hold", "2026-12-01T12:00:00Z");
        bench.nightly(feed, NIGHT);
        Instant slot = bench.slot(1);
        bench.upgrade(slot);
        bench.upgrade(slot.plus(Duration.ofDays(1)));
        assertThat(bench.state(1).state()).isEqualTo(AccountState.SCHEDULED);
        assertThat(bench.slot(1)).isEqualTo(slot);

        feed.event(1, "release", "2026-12-24T12:00:00Z");
        bench.nightly(feed, "2026-12-25T01:00:00Z");

        assertThat(bench.state(1).held()).isFalse();
        assertThat(bench.state(1).promised().local().toLocalDate()).isEqualTo(LocalDate.parse("2027-01-15"));
        assertThat(bench.state(1).moves()).isEqualTo(1);
        assertThat(bench.history(1)).endsWith("RELEASED SCHEDULED SCHEDULED Ann", "MOVED SCHEDULED SCHEDULED Ann");
        assertThat(bench.notices(1, "POSTPONED")).singleElement().asString().contains("HELD");
    }

    @Test
    void aSlotThatHasNotPassedSurvivesHoldAndRelease() {
        feed.account(1).asked(ASKED);
        bench.nightly(feed, NIGHT);
        MigrationState before = bench.state(1);

        bench.act(1, "2026-12-10T10:00:00Z", (verbs, account, act) -> verbs.hold(account.id(), act));
        bench.act(1, before.promised().start().plus(Duration.ofHours(2)).toString(), AccountVerbs::release);

        assertThat(bench.state(1).promised()).isEqualTo(before.promised());
        assertThat(bench.state(1).revision()).isEqualTo(before.revision() + 2);
        assertThat(bench.history(1))
                .endsWith(
                        "HELD SCHEDULED SCHEDULED Ann",
                        "RELEASED SCHEDULED SCHEDULED Ann",
                        "DATE_CONFIRMED SCHEDULED SCHEDULED Ann");
    }

    @Test
    void aHoldTakesTheDateBackAtOnceAndAReleaseGivesItAgain() {
        feed.account(1).asked(ASKED);
        bench.nightly(feed, NIGHT);
        bench.act(1, "2026-12-10T10:00:00Z", (verbs, account, act) -> verbs.hold(account.id(), act));
        bench.upgrade("2026-12-10T10:05:00Z");

        assertThat(bench.notices(1, "ON_HOLD")).singleElement().asString().contains("we asked for it");
        assertThat(bench.sql()
                        .sql("SELECT status FROM outbox WHERE kind = 'ON_HOLD'")
                        .query(String.class)
                        .single())
                .isEqualTo("SENT");
        assertThat(bench.sql()
                        .sql("SELECT kind FROM in_product_message WHERE account_id = 1")
                        .query(String.class)
                        .list())
                .containsExactly("ON_HOLD");

        bench.act(1, "2026-12-11T10:00:00Z", AccountVerbs::release);
        bench.upgrade("2026-12-11T10:05:00Z");

        assertThat(bench.notices(1, "SCHEDULED")).hasSize(2);
        assertThat(bench.sql()
                        .sql("SELECT kind FROM in_product_message WHERE account_id = 1")
                        .query(String.class)
                        .list())
                .containsExactly("SCHEDULED");
    }

    @Test
    void aDateChangedBeforeTheHoldWasToldIsToldWithTheReleaseAndTheHoldAtOnce() {
        feed.account(1).asked(ASKED);
        bench.nightly(feed, NIGHT);
        String promised = bench.slot(1).toString();
        bench.act(1, "2026-12-10T10:00:00Z", (verbs, account, act) -> verbs.hold(account.id(), act));
        bench.schedule(1, "2026-12-10T10:01:00Z", "2027-01-12T22:00");
        bench.schedule(1, "2026-12-10T10:02:00Z", "2027-01-13T22:00");
        bench.upgrade("2026-12-10T10:05:00Z");

        assertThat(bench.notices(1, "ON_HOLD")).singleElement().asString().contains(promised);
        assertThat(bench.notices(1, "RESCHEDULED")).isEmpty();
        assertThat(bench.sql()
                        .sql("SELECT status FROM outbox WHERE kind = 'ON_HOLD'")
                        .query(String.class)
                        .single())
                .isEqualTo("SENT");

        bench.act(1, "2026-12-11T10:00:00Z", AccountVerbs::release);
        bench.upgrade("2026-12-11T10:05:00Z");

        assertThat(bench.notices(1, "SCHEDULED"))
                .hasSize(2)
                .anyMatch(notice -> notice.contains(bench.slot(1).toString()));
    }

    @Test
    void aDateChangedAfterTheHoldWasToldIsToldWithTheRelease() {
        feed.account(1).asked(ASKED);
        bench.nightly(feed, NIGHT);
        bench.act(1, "2026-12-10T10:00:00Z", (verbs, account, act) -> verbs.hold(account.id(), act));
        bench.upgrade("2026-12-10T10:05:00Z");
        bench.schedule(1, "2026-12-10T11:00:00Z", "2027-01-12T22:00");
        bench.upgrade("2026-12-10T11:05:00Z");
        bench.act(1, "2026-12-11T10:00:00Z", AccountVerbs::release);
        bench.upgrade("2026-12-11T10:05:00Z");

        assertThat(bench.notices(1, "ON_HOLD")).hasSize(1);
        assertThat(bench.sql()
                        .sql("SELECT status FROM outbox WHERE kind = 'RESCHEDULED'")
                        .query(String.class)
                        .list())
                .containsExactly("SENT");
    }

    @Test
    void aHoldThatWaitedWithAllMailsIsToldThoughTheDateHasChangedMeanwhile() {
        feed.account(1).asked(ASKED);
        bench.nightly(feed, NIGHT);
        bench.bean(Brakes.class).set(Brakes.MAILS, "Ann", "test", Instant.parse(NIGHT));
        bench.act(1, "2026-12-10T10:00:00Z", (verbs, account, act) -> verbs.hold(account.id(), act));
        bench.upgrade("2026-12-10T10:05:00Z");
        bench.schedule(1, "2026-12-10T11:00:00Z", "2027-01-12T22:00");
        bench.upgrade("2026-12-10T11:05:00Z");
        assertThat(holds()).containsExactly("PENDING");

        bench.bean(Brakes.class).release(Brakes.MAILS, "Ann", "looked at", Instant.parse(NIGHT));
        bench.upgrade("2026-12-10T11:10:00Z");

        assertThat(holds()).containsExactly("SENT");
    }

    @Test
    void ofTwoHoldsThatWaitedWithAllMailsTheLatestIsTold() {
        feed.account(1).asked(ASKED);
        bench.nightly(feed, NIGHT);
        bench.bean(Brakes.class).set(Brakes.MAILS, "Ann", "test", Instant.parse(NIGHT));
        bench.act(1, "2026-12-10T10:00:00Z", (verbs, account, act) -> verbs.hold(account.id(), act));
        bench.upgrade("2026-12-10T10:05:00Z");
        bench.act(1, "2026-12-10T10:10:00Z", AccountVerbs::release);
        bench.act(1, "2026-12-10T10:20:00Z", (verbs, account, act) -> verbs.hold(account.id(), act));
        bench.bean(Brakes.class).release(Brakes.MAILS, "Ann", "looked at", Instant.parse(NIGHT));
        bench.upgrade("2026-12-10T10:25:00Z");
        bench.upgrade("2026-12-10T10:30:00Z");

        assertThat(holds()).containsExactly("WITHDRAWN", "SENT");
    }

    private List<String> holds() {
        return bench.sql()
                .sql("SELECT status FROM outbox WHERE kind = 'ON_HOLD' ORDER BY revision")
                .query(String.class)
                .list();
    }

    @Test
    void anAccountWithoutADateIsNotToldOfItsHold() {
        feed.account(1);
        bench.nightly(feed, NIGHT);

        bench.act(1, "2026-12-10T10:00:00Z", (verbs, account, act) -> verbs.hold(account.id(), act));
        bench.act(1, "2026-12-11T10:00:00Z", AccountVerbs::release);
        bench.upgrade("2026-12-11T10:05:00Z");

        assertThat(bench.mails(1)).isEmpty();
    }

    @Test
    void anAccountWithoutAnyFittingSlotWaitsWithTheReason() {
        feed.account(1)
                .asked(ASKED)
                .with(
                        "business_hours",
                        Map.of(
                                "days",
                                new String[] {
                                    "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"
                                },
                                "from",
                                "00:00",
                                "to",
                                "00:00"));

        bench.nightly(feed, NIGHT);
        bench.nightly(feed, NEXT_NIGHT);

        assertThat(bench.state(1).state()).isEqualTo(AccountState.REQUESTED);
        assertThat(bench.state(1).note()).isNotBlank();
        assertThat(bench.history(1))
                .containsExactly("ASKED REGISTERED REQUESTED batch", "NO_SLOT_FITS REQUESTED REQUESTED batch");
    }

    private @Nullable String outcome(long account, String event) {
        return bench.sql()
                .sql("SELECT outcome FROM account_event WHERE account_id = :account AND event = :event")
                .param("account", account)
                .param("event", event)
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }
}
