package dev.chatmigration.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.domain.notification.Notice.Postponed.Postponement;
import dev.chatmigration.domain.scheduling.AccountState;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import dev.chatmigration.scheduling.AccountVerbs.Unkept;
import dev.chatmigration.testing.MigrationBench;
import dev.chatmigration.testing.TestFeed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person may do to one account, and what the answer is. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class AccountVerbsTest {
    private static final String NIGHT = "2026-12-01T01:00:00Z";
    private static final String NOON = "2026-12-01T12:00:00Z";
    private static final String ASKED = "2026-11-20T10:00:00Z";

    private final MigrationBench bench;
    private final TestFeed feed;

    AccountVerbsTest(TestDatabase database, @TempDir Path directory) {
        bench = MigrationBench.on(database);
        feed = new TestFeed(directory);
        feed.account(1).asked(ASKED);
        feed.account(2);
        feed.account(3).with("phase", "phase3");
        bench.nightly(feed, NIGHT);
    }

    @AfterEach
    void everySlotIsBookedExactlyAsOftenAsItIsPromised() {
        assertThat(bench.bookedSlots()).isEqualTo(bench.promisedSlots());
    }

    @Test
    void cancelFreesTheSlot() {
        var answer = bench.act(1, NOON, AccountVerbs::cancel);

        assertThat(answer.done()).isTrue();
        assertThat(answer.sentence()).contains("Account 1 was cancelled").contains("2026-12-22");
        assertThat(bench.bookedSlots()).isEmpty();
        assertThat(bench.bean(DueNotices.class).accounts(Instant.parse(NOON), 0, 10))
                .containsExactly(1L);
    }

    @Test
    void cancelWithoutASlotOnlyRemembersNotToGiveOne() {
        var answer = bench.act(2, NOON, AccountVerbs::cancel);

        assertThat(answer.done()).isTrue();
        assertThat(answer.sentence()).isEqualTo("Account 2 had no slot; it gets none for its present request.");
        feed.account(2).asked("2026-12-01T11:00:00Z");
        bench.nightly(feed, "2026-12-02T01:00:00Z");
        assertThat(bench.state(2).slot()).isNull();
        assertThat(bench.mails(2)).isEmpty();
    }

    @Test
    void operationsScheduleAnAccountThatHasNotAsked() {
        var answer = schedule(2, "2026-12-01T22:00");

        assertThat(answer.done()).isTrue();
        assertThat(answer.sentence()).isEqualTo("Account 2 is upgraded on 2026-12-01T22:00 (Europe/Paris).");
        assertThat(bench.slot(2)).isEqualTo("2026-12-01T21:00:00Z");
        assertThat(bench.state(2).state()).isEqualTo(AccountState.SCHEDULED);
        bench.upgrade(NOON);
        assertThat(bench.mails(2)).containsExactly("SCHEDULED owner@customer-2.example");
    }

    @Test
    void operationsGiveACancelledAccountASlotAgain() {
        bench.act(1, NOON, AccountVerbs::cancel);

        assertThat(schedule(1, "2026-12-03T22:00").done()).isTrue();
        assertThat(bench.slot(1)).isEqualTo("2026-12-03T21:00:00Z");
    }

    @Test
    void operationsMoveASlotAndTheMoveDoesNotCountAgainstTheAccount() {
        assertThat(schedule(1, "2026-12-03T22:00").done()).isTrue();

        assertThat(bench.state(1).moves()).isZero();
        assertThat(bench.state(1).revision()).isEqualTo(2);
        assertThat(schedule(1, "2026-12-03T22:00").sentence())
                .isEqualTo("Account 1: The account already has the slot of 2026-12-03 22:00.");
        assertThat(bench.state(1).revision()).isEqualTo(2);
    }

    @Test
    void accountsMovedTogetherFillNoHourBeyondItsCapacity() {
        List<Long> accounts = LongStream.rangeClosed(4, 55).boxed().toList();
        accounts.forEach(feed::account);
        bench.nightly(feed, NIGHT);
        accounts.forEach(id -> bench.schedule(id, NOON, id < 30 ? "2026-12-01T21:00" : "2026-12-01T22:00"));

        List<MigrationState> moved = bench.inTransaction(() -> bench.bean(AccountVerbs.class)
                .moveByUs(
                        accounts.stream()
                                .map(id -> new Unkept(bench.account(id), bench.state(id), Postponement.MISSED))
                                .toList(),
                        new Act(Instant.parse("2026-12-02T12:00:00Z"), "Ann", null)));

        Instant first = moved.get(0).promised().start();
        assertThat(moved.subList(0, 50))
                .allSatisfy(state -> assertThat(state.promised().start()).isEqualTo(first));
        assertThat(moved.subList(50, 52))
                .allSatisfy(state -> assertThat(state.promised().start()).isEqualTo(first.plus(Duration.ofHours(1))));
        assertThat(accounts.stream().map(bench::state)).containsExactlyElementsOf(moved);
    }

    @Test
    void scheduleIsRefusedForLaterPhasesForThePastAndForHalfHours() {
        assertThat(List.of(
                        schedule(3, "2026-12-03T22:00"),
                        schedule(2, "2026-11-30T22:00"),
                        schedule(2, "2026-12-03T22:30")))
                .allSatisfy(answer -> assertThat(answer.done()).isFalse())
                .extracting(AccountVerbs.Answer::sentence)
                .satisfiesExactly(
                        phase -> assertThat(phase).contains("phase3").contains("only legacy accounts are upgraded"),
                        past -> assertThat(past).contains("not in the future"),
                        half -> assertThat(half).contains("Account 2:"));
        assertThat(bench.state(2)).isEqualTo(MigrationState.registered(2));
    }

    @Test
    void scheduleIsRefusedWhereTheInstantIsFull() {
        LongStream.rangeClosed(11, 60).forEach(feed::account);
        bench.nightly(feed, NIGHT);
        LongStream.rangeClosed(11, 60).forEach(id -> schedule(id, "2026-12-03T22:00"));

        var answer = schedule(2, "2026-12-03T22:00");

        assertThat(answer.done()).isFalse();
        assertThat(bench.state(2).slot()).isNull();
        assertThat(bench.bookedSlots()).containsValue(50L);
    }

    @Test
    void aClockTimeThatDoesNotExistOrExistsTwiceIsRefused() {
        assertThat(schedule(2, "2027-03-28T02:00").done()).isFalse();
        assertThat(schedule(2, "2027-10-31T02:00").done()).isFalse();
        assertThat(schedule(2, "2027-03-28T03:00").done()).isTrue();
    }

    @Test
    void holdAndReleaseAnswerWhatTheyFound() {
        assertThat(release(2)).isEqualTo("Account 2 is not on hold.");
        assertThat(hold(2)).isEqualTo("Account 2 is on hold: no mail, no upgrade.");
        assertThat(hold(2)).isEqualTo("Account 2 is on hold already.");
        assertThat(release(2)).isEqualTo("Account 2 is released.");
        assertThat(bench.history(2))
                .containsExactly("HELD REGISTERED REGISTERED Ann", "RELEASED REGISTERED REGISTERED Ann");
    }

    @Test
    void whereADateIsTakenBackTheHoldSaysThatThisIsTold() {
        assertThat(hold(1)).isEqualTo("Account 1 is on hold: no upgrade, and no mail but the one that says so.");
    }

    @Test
    void administratorsMoveUntilTwentyFourHoursBefore() {
        schedule(1, "2026-12-08T22:00");

        assertThat(reschedule("2026-12-07T21:00:01Z", "2026-12-20T22:00").sentence())
                .contains("until 24 hours before");
        assertThat(reschedule("2026-12-07T21:00:00Z", "2026-12-20T22:00").done())
                .isTrue();
    }

    @Test
    void onlyAnUpgradedAccountIsFinalizedAndItIsNotCancelledAnyMore() {
        assertThat(close(1).sentence()).contains("Account 1 is SCHEDULED");
        schedule(2, "2026-12-01T22:00");
        bench.upgrade("2026-12-01T21:00:00Z");

        assertThat(bench.act(2, NOON, AccountVerbs::cancel).sentence())
                .isEqualTo("Account 2 is UPGRADED and cannot be cancelled.");
        assertThat(schedule(2, "2026-12-03T22:00").sentence()).contains("is UPGRADED and cannot be given a slot");
        assertThat(close(2).sentence()).isEqualTo("Account 2 is finalized.");
        assertThat(close(2).done()).isFalse();
        assertThat(bench.state(2).state()).isEqualTo(AccountState.FINALIZED);
    }

    private AccountVerbs.Answer schedule(long account, String local) {
        return bench.act(account, NOON, (verbs, known, act) -> verbs.schedule(known, LocalDateTime.parse(local), act));
    }

    private AccountVerbs.Answer reschedule(String at, String local) {
        return bench.act(1, at, (verbs, known, act) -> verbs.reschedule(known, LocalDateTime.parse(local), act));
    }

    private AccountVerbs.Answer close(long account) {
        return bench.act(account, "2026-12-02T09:00:00Z", (verbs, known, act) -> verbs.close(known.id(), act));
    }

    private String hold(long account) {
        return bench.act(account, NOON, (verbs, known, act) -> verbs.hold(known.id(), act))
                .sentence();
    }

    private String release(long account) {
        return bench.act(account, NOON, AccountVerbs::release).sentence();
    }
}
