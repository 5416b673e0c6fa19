package dev.chatmigration.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.agentmerge.AgentDecisions;
import dev.chatmigration.database.Brakes;
import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.domain.scheduling.AccountState;
import dev.chatmigration.importing.LegacyAccounts;
import dev.chatmigration.ipreconciliation.IpDecisions;
import dev.chatmigration.readiness.AccountReadiness;
import dev.chatmigration.scheduling.AccountMigrations;
import dev.chatmigration.scheduling.AccountVerbs;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import dev.chatmigration.scheduling.AccountVerbs.Answer;
import dev.chatmigration.settings.MigrationSettings;
import dev.chatmigration.steps.AtOnce;
import dev.chatmigration.steps.Night;
import dev.chatmigration.steps.SetAside;
import dev.chatmigration.steps.SizeBrake;
import dev.chatmigration.testing.MigrationBench;
import dev.chatmigration.testing.MigrationBench.Verb;
import dev.chatmigration.testing.TestFeed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;

/** What a person types while the very account is being upgraded: in between any two of its transactions. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class UpgradeBesideVerbsTest {
    private static final String NIGHT = "2026-12-01T01:00:00Z";
    private static final String NOON = "2026-12-01T12:00:00Z";
    private static final Instant SLOT = Instant.parse("2026-12-01T21:00:00Z");
    private static final Verb HOLD = (verbs, account, act) -> verbs.hold(account.id(), act);
    private static final Verb CANCEL = AccountVerbs::cancel;

    /** The transactions of one account, counted from one; the first decides. */
    private static final int START = 2;

    private static final int SWITCH = 3;
    private static final int FAILURE = 4;

    private final MigrationBench bench;
    private final TestFeed feed;
    private final Interrupted transactions;
    private final ExecutorService person = Executors.newSingleThreadExecutor();

    UpgradeBesideVerbsTest(TestDatabase database, @TempDir Path directory) {
        bench = MigrationBench.on(database);
        feed = new TestFeed(directory);
        transactions = new Interrupted(bench.bean(PlatformTransactionManager.class));
    }

    @AfterEach
    void everySlotIsBookedExactlyAsOftenAsItIsPromised() {
        person.shutdownNow();
        assertThat(bench.bookedSlots()).isEqualTo(bench.promisedSlots());
    }

    @Test
    void aHoldBeforeTheStartIsKept() {
        slotThisEvening();
        transactions.before.put(START, () -> now(HOLD));

        upgrade();

        assertThat(bench.state(1).state()).isEqualTo(AccountState.SCHEDULED);
        assertThat(bench.state(1).held()).isTrue();
        assertThat(bench.history(1)).last().isEqualTo("HELD SCHEDULED SCHEDULED Ann");
        assertThat(bench.count("agent")).isZero();
    }

    @Test
    void aCancellationBeforeTheStartIsKept() {
        slotThisEvening();
        transactions.before.put(START, () -> now(CANCEL));

        upgrade();

        assertThat(bench.state(1).state()).isEqualTo(AccountState.REQUESTED);
        assertThat(bench.state(1).slot()).isNull();
        assertThat(bench.count("agent")).isZero();
    }

    @Test
    void aSlotSetBeforeTheStartIsKept() {
        slotThisEvening();
        transactions.before.put(
                START,
                () -> now((verbs, account, act) ->
                        verbs.schedule(account, LocalDateTime.parse("2026-12-20T22:00"), act)));

        upgrade();

        assertThat(bench.state(1).promised().local()).isEqualTo(LocalDateTime.parse("2026-12-20T22:00"));
        assertThat(bench.state(1).state()).isEqualTo(AccountState.SCHEDULED);
        assertThat(bench.count("agent")).isZero();
    }

    @Test
    void anAccountThatIsNotReadyAndCancelledMeanwhileIsNotMoved() {
        feed.account(1).withMissingAddress();
        slotThisEvening();
        transactions.before.put(START, () -> now(CANCEL));

        upgrade();

        assertThat(bench.state(1).state()).isEqualTo(AccountState.REQUESTED);
        assertThat(bench.notices(1, "POSTPONED")).isEmpty();
    }

    @Test
    void aHoldBetweenStartAndSwitchStopsTheSwitchUntilTheRelease() {
        slotThisEvening();
        transactions.before.put(SWITCH, () -> now(HOLD));

        upgrade();

        assertThat(bench.state(1).state()).isEqualTo(AccountState.SCHEDULED);
        assertThat(bench.state(1).held()).isTrue();
        assertThat(bench.history(1))
                .endsWith(
                        "STARTED SCHEDULED UPGRADING batch",
                        "HELD UPGRADING UPGRADING Ann",
                        "HELD_BEFORE_THE_SWITCH UPGRADING SCHEDULED batch");
        assertThat(bench.count("agent")).isZero();

        bench.act(1, SLOT.plusSeconds(60).toString(), AccountVerbs::release);
        bench.upgrade(SLOT.plus(Duration.ofHours(1)));
        assertThat(bench.state(1).state()).isEqualTo(AccountState.UPGRADED);
    }

    @Test
    void aHoldAfterAFailureIsKept() {
        slotThisEvening();
        plantUpgrade();
        transactions.before.put(FAILURE, () -> now(HOLD));

        upgrade();

        assertThat(bench.history(1)).last().isEqualTo("FAILED UPGRADING SCHEDULED batch");
        assertThat(bench.state(1).moves()).isEqualTo(1);
        assertThat(bench.state(1).held()).isTrue();
    }

    @Test
    void aHoldDuringTheSwitchWaitsForItAndHoldsTheUpgradedAccount() throws Exception {
        slotThisEvening();
        CountDownLatch typed = new CountDownLatch(1);
        Map<String, Future<Answer>> answer = new HashMap<>();
        transactions.beforeTheEnd.put(SWITCH, () -> {
            answer.put("hold", person.submit(() -> {
                typed.countDown();
                return bench.act(1, SLOT.toString(), HOLD);
            }));
            await(typed);
        });

        upgrade();

        assertThat(Objects.requireNonNull(answer.get("hold")).get().done()).isTrue();
        assertThat(bench.state(1).state()).isEqualTo(AccountState.UPGRADED);
        assertThat(bench.state(1).held()).isTrue();
        assertThat(bench.history(1)).endsWith("DONE UPGRADING UPGRADED batch", "HELD UPGRADED UPGRADED Ann");
    }

    @Test
    void anAccountCancelledWhileAllMissedOnesAreMovedStaysCancelled() {
        slotThisEvening();
        transactions.before.put(1, () -> now(CANCEL));
        MissedAccounts missed = new MissedAccounts(
                bench.bean(AccountMigrations.class),
                bench.bean(AccountVerbs.class),
                bench.bean(LegacyAccounts.class),
                bench.bean(Brakes.class),
                bench.bean(MigrationSettings.class),
                transactions);

        int moved = missed.moveAll(new Act(SLOT.plus(Duration.ofHours(3)), "Ann", "nothing ran"));

        assertThat(moved).isZero();
        assertThat(bench.state(1).state()).isEqualTo(AccountState.REQUESTED);
    }

    private void slotThisEvening() {
        feed.account(1);
        bench.nightly(feed, NIGHT);
        assertThat(bench.schedule(1, NOON, "2026-12-01T22:00")).isEqualTo(SLOT);
    }

    private void upgrade() {
        new UpgradeAccounts(
                        bench.bean(LegacyAccounts.class),
                        bench.bean(AccountMigrations.class),
                        bench.bean(AccountVerbs.class),
                        bench.bean(AgentDecisions.class),
                        bench.bean(IpDecisions.class),
                        bench.bean(AccountReadiness.class),
                        bench.bean(SwitchAccount.class),
                        bench.bean(UpgradedAccounts.class),
                        bench.bean(Brakes.class),
                        bench.bean(SizeBrake.class),
                        bench.bean(UpgradeSizes.class),
                        bench.bean(SetAside.class),
                        bench.bean(AtOnce.class),
                        bench.bean(MigrationSettings.class),
                        transactions)
                .process(new Night(1, LocalDate.parse("2026-12-01"), SLOT), List.of(1L));
        assertThat(transactions.before).isEmpty();
        assertThat(transactions.beforeTheEnd).isEmpty();
    }

    /** On another connection, committed before this returns. */
    private void now(Verb verb) {
        try {
            assertThat(person.submit(() -> bench.act(1, SLOT.toString(), verb))
                            .get()
                            .done())
                    .isTrue();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A row that the switch would write too, so that it fails in the middle. */
    private void plantUpgrade() {
        bench.sql().sql("""
                        INSERT INTO account_upgrade (account_id, upgraded_at, web_widget, sign_in)
                        VALUES (1, TIMESTAMP WITH TIME ZONE '2026-12-01 00:00:00+00', 'x', 'x')
                        """).update();
    }

    /** Lets something happen before the n-th transaction, or at its end before it is committed. */
    private static final class Interrupted implements PlatformTransactionManager {
        final Map<Integer, Runnable> before = new HashMap<>();
        final Map<Integer, Runnable> beforeTheEnd = new HashMap<>();
        private final PlatformTransactionManager real;
        private int begun;

        Interrupted(PlatformTransactionManager real) {
            this.real = real;
        }

        @Override
        public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
            begun++;
            run(before.remove(begun));
            return real.getTransaction(definition);
        }

        @Override
        public void commit(TransactionStatus status) {
            run(beforeTheEnd.remove(begun));
            real.commit(status);
        }

        @Override
        public void rollback(TransactionStatus status) {
            real.rollback(status);
        }

        private static void run(@Nullable Runnable hook) {
            if (hook != null) {
                hook.run();
            }
        }
    }
}
