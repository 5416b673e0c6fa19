package dev.chatmigration.upgrade;

import dev.chatmigration.agentmerge.AgentDecisions;
import dev.chatmigration.database.Audit;
import dev.chatmigration.database.Brakes;
import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.agentmerge.AgentMerge;
import dev.chatmigration.domain.agentmerge.AgentMergeOutcome;
import dev.chatmigration.domain.ipreconciliation.IpReconciliation;
import dev.chatmigration.domain.notification.Notice.Postponed.Postponement;
import dev.chatmigration.domain.scheduling.AccountState;
import dev.chatmigration.domain.scheduling.MissedSlots;
import dev.chatmigration.domain.scheduling.StartDecision;
import dev.chatmigration.importing.LegacyAccount;
import dev.chatmigration.importing.LegacyAccounts;
import dev.chatmigration.ipreconciliation.IpDecisions;
import dev.chatmigration.notification.OpenTasks;
import dev.chatmigration.readiness.AccountReadiness;
import dev.chatmigration.readiness.Findings.OpenFinding;
import dev.chatmigration.scheduling.AccountMigrations;
import dev.chatmigration.scheduling.AccountVerbs;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import dev.chatmigration.scheduling.AccountVerbs.Unkept;
import dev.chatmigration.scheduling.MigrationState;
import dev.chatmigration.scheduling.StateChange;
import dev.chatmigration.settings.MigrationSettings;
import dev.chatmigration.steps.AccountSource;
import dev.chatmigration.steps.AccountSteps;
import dev.chatmigration.steps.AccountWork;
import dev.chatmigration.steps.AllCores;
import dev.chatmigration.steps.AtOnce;
import dev.chatmigration.steps.Night;
import dev.chatmigration.steps.SetAside;
import dev.chatmigration.steps.SizeBrake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Goes over the accounts whose slot has come: each is decided about once more, then upgraded or moved. */
@Component
class UpgradeAccounts implements AccountSource, AccountWork {
    private static final Logger log = LoggerFactory.getLogger(UpgradeAccounts.class);

    private final LegacyAccounts accounts;
    private final AccountMigrations migrations;
    private final AccountVerbs verbs;
    private final AgentDecisions agentDecisions;
    private final IpDecisions ipDecisions;
    private final AccountReadiness readiness;
    private final SwitchAccount switchAccount;
    private final UpgradedAccounts upgraded;
    private final Brakes brakes;
    private final SizeBrake sizeBrake;
    private final UpgradeSizes sizes;
    private final SetAside setAside;
    private final AtOnce atOnce;
    private final MigrationSettings settings;
    private final TransactionTemplate transaction;

    UpgradeAccounts(
            LegacyAccounts accounts,
            AccountMigrations migrations,
            AccountVerbs verbs,
            AgentDecisions agentDecisions,
            IpDecisions ipDecisions,
            AccountReadiness readiness,
            SwitchAccount switchAccount,
            UpgradedAccounts upgraded,
            Brakes brakes,
            SizeBrake sizeBrake,
            UpgradeSizes sizes,
            SetAside setAside,
            AtOnce atOnce,
            MigrationSettings settings,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.migrations = migrations;
        this.verbs = verbs;
        this.agentDecisions = agentDecisions;
        this.ipDecisions = ipDecisions;
        this.readiness = readiness;
        this.switchAccount = switchAccount;
        this.upgraded = upgraded;
        this.brakes = brakes;
        this.sizeBrake = sizeBrake;
        this.sizes = sizes;
        this.setAside = setAside;
        this.atOnce = atOnce;
        this.settings = settings;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public List<Long> next(Night night, @Nullable Long last, int limit) {
        return brakes.isSet(Brakes.UPGRADES)
                ? List.of()
                : migrations.due(from(night), night.asOf(), last == null ? Long.MIN_VALUE : last, limit);
    }

    @Override
    public long count(Night night) {
        return brakes.isSet(Brakes.UPGRADES) ? 0 : migrations.countDue(from(night), night.asOf());
    }

    @Override
    public void begin(Night night) {
        transaction.executeWithoutResult(status -> {
            upgraded.skipFeedIds();
            if (brakes.isSet(Brakes.UPGRADES)) {
                return; // slots pass because somebody wants them to
            }
            int missed = migrations.countMissed(latestStart(night));
            if (MissedSlots.of(missed) == MissedSlots.WAIT_FOR_OPERATIONS) {
                brakes.set(
                        Brakes.MISSED_SLOTS,
                        Audit.BATCH,
                        missed + " accounts missed their slots while nothing ran; nobody has been told."
                                + " Move them all with: ./migrate release --all upgrades --by YOU --reason WHY",
                        night.asOf());
            }
            sizeBrake.stops(Brakes.UPGRADES, night.asOf(), sizes.accounts(), sizes.newAgents());
        });
    }

    /** While many missed slots wait for an answer, only accounts within the tolerance are taken. */
    private Instant from(Night night) {
        return brakes.isSet(Brakes.MISSED_SLOTS) ? latestStart(night) : Instant.EPOCH;
    }

    private Instant latestStart(Night night) {
        return night.asOf().minus(settings.startTolerance());
    }

    /** An account about which nothing can be decided is late one day, too, and must be moved then. */
    @Override
    public void process(Night night, List<Long> accountIds) {
        try {
            decideAndUpgrade(night, accountIds);
        } catch (RuntimeException | StackOverflowError e) {
            if (accountIds.size() == 1) {
                long id = accountIds.get(0);
                transaction.executeWithoutResult(status -> moveIfTooLate(id, night));
            }
            throw e;
        }
    }

    private void moveIfTooLate(long id, Night night) {
        MigrationState before = migrations.forChange(id);
        MigrationState due = beforeCutOff(before);
        if (startOf(due, night) == StartDecision.TOO_LATE) {
            Account account = accounts.accounts(List.of(id)).get(0);
            verbs.moveByUs(List.of(new Unkept(account, due, Postponement.MISSED)), act(night));
        }
    }

    private StartDecision startOf(MigrationState due, Night night) {
        return StartDecision.of(due.promised().start(), night.asOf(), settings.startTolerance());
    }

    private void decideAndUpgrade(Night night, List<Long> accountIds) {
        List<LegacyAccount> legacy = accounts.withAgents(accountIds);
        Iterator<AgentMergeOutcome> merged =
                AllCores.each(legacy, each -> AgentMerge.merge(each.agents())).iterator();
        Map<Long, AgentMergeOutcome> agents = new LinkedHashMap<>();
        Map<Long, IpReconciliation> ips = new LinkedHashMap<>();
        for (LegacyAccount each : legacy) {
            agents.put(each.account().id(), merged.next());
            ips.put(each.account().id(), IpDecisions.reconcile(each.account()));
        }
        Map<Long, List<OpenFinding>> findings = Objects.requireNonNull(transaction.execute(status -> {
            agentDecisions.save(agents);
            ipDecisions.save(ips);
            return readiness.judge(night, legacy);
        }));
        Map<Long, MigrationState> states = migrations.of(accountIds);
        List<Candidate> ready = new ArrayList<>();
        List<Unready> unready = new ArrayList<>();
        for (LegacyAccount each : legacy) {
            long id = each.account().id();
            List<OpenFinding> open = findings.getOrDefault(id, List.of());
            MigrationState found = Objects.requireNonNull(states.get(id));
            Candidate candidate = new Candidate(
                    new SwitchAccount.Decided(
                            each,
                            Objects.requireNonNull(agents.get(id)),
                            Objects.requireNonNull(ips.get(id)),
                            readiness.policy(each.account()),
                            OpenTasks.of(each, open),
                            found.revision()),
                    found);
            if (startOf(candidate.due(), night) == StartDecision.TOO_LATE) {
                unready.add(new Unready(candidate, Postponement.MISSED));
            } else if (open.stream().anyMatch(OpenFinding::blocks)) {
                unready.add(new Unready(candidate, Postponement.NOT_READY));
            } else {
                ready.add(candidate);
            }
        }
        moveOrSetAside(unready, night);
        upgrade(start(ready, night), night);
    }

    /**
     * Moves all in one transaction, because each search for a slot reads how all of them are used. One account that cannot
     * even be moved must not keep the others from their slots; the next run tries it again.
     */
    private void moveOrSetAside(List<Unready> unready, Night night) {
        if (unready.isEmpty()) {
            return;
        }
        try {
            transaction.executeWithoutResult(status -> move(unready, night));
        } catch (RuntimeException e) {
            if (unready.size() > 1) {
                unready.forEach(each -> moveOrSetAside(List.of(each), night));
                return;
            }
            long id = unready.get(0).candidate().id();
            log.error("Account {} is set aside until the next run", id, e);
            setAside.add(id, "upgrade", night, e);
        }
    }

    private void move(List<Unready> unready, Night night) {
        List<Candidate> candidates = unready.stream().map(Unready::candidate).toList();
        Set<Long> asFound = asFound(candidates).stream().map(Candidate::id).collect(Collectors.toSet());
        List<StateChange> afterCrash = new ArrayList<>();
        List<Unkept> slots = new ArrayList<>();
        for (Unready each : unready) {
            if (asFound.contains(each.candidate().id())) {
                afterCrash.addAll(foundAfterCrash(each.candidate(), night));
                slots.add(new Unkept(
                        each.candidate().decided().legacy().account(),
                        each.candidate().due(),
                        each.why()));
            }
        }
        migrations.save(afterCrash);
        verbs.moveByUs(slots, act(night));
    }

    /** Begins the upgrades, all in one transaction because each commit waits for the disk; answers which have begun. */
    private List<Started> start(List<Candidate> ready, Night night) {
        if (ready.isEmpty()) {
            return List.of();
        }
        return Objects.requireNonNull(transaction.execute(status -> {
            List<Candidate> asFound = asFound(ready);
            List<StateChange> changes = new ArrayList<>();
            for (Candidate each : asFound) {
                changes.addAll(foundAfterCrash(each, night));
                changes.add(change(each.due(), each.due().started(), "STARTED", night));
            }
            migrations.save(changes);
            return withNewIds(asFound);
        }));
    }

    /** Takes the ids of all at once: whoever takes some keeps others from taking any until the end of the transaction. */
    private List<Started> withNewIds(List<Candidate> candidates) {
        int count =
                candidates.stream().mapToInt(each -> each.decided().newAgents()).sum();
        long next = count == 0 ? 0 : upgraded.takeIds(count);
        List<Started> started = new ArrayList<>();
        for (Candidate each : candidates) {
            started.add(new Started(each.decided(), next));
            next += each.decided().newAgents();
        }
        return started;
    }

    /** Locks all, and answers those that nobody has changed since they were decided about. */
    private List<Candidate> asFound(List<Candidate> candidates) {
        Map<Long, MigrationState> now =
                migrations.forChange(candidates.stream().map(Candidate::id).toList());
        return candidates.stream()
                .filter(each -> isAsFound(each, Objects.requireNonNull(now.get(each.id()))))
                .toList();
    }

    /** What somebody has done to an account since it was decided about counts: the next run decides anew. */
    private static boolean isAsFound(Candidate candidate, MigrationState now) {
        boolean asFound = now.equals(candidate.found());
        if (!asFound) {
            log.info(
                    "Account {} was changed while it was decided about; the next run takes it as it is",
                    candidate.id());
        }
        return asFound;
    }

    private static List<StateChange> foundAfterCrash(Candidate candidate, Night night) {
        return candidate.found().equals(candidate.due())
                ? List.of()
                : List.of(change(candidate.found(), candidate.due(), "FOUND_AFTER_CRASH", night));
    }

    /** Failures have their turn when all else is done: whoever is moved first gets the earlier slot, in the order of ids. */
    private void upgrade(List<Started> started, Night night) {
        Map<Long, RuntimeException> failures = new ConcurrentHashMap<>();
        atOnce.each(started, each -> {
            try {
                transaction.executeWithoutResult(status -> switchUnlessHeld(each, night));
            } catch (RuntimeException e) {
                failures.put(each.account().id(), e);
            }
        });
        for (Started each : started) {
            RuntimeException failure = failures.get(each.account().id());
            if (failure != null) {
                log.error(
                        "The upgrade of account {} failed, nothing was applied",
                        each.account().id(),
                        failure);
                setAsideAndMove(each.account(), failure, night);
            }
        }
    }

    /** Where even that fails, the account stays as it is until the next run, and the others have their turn. */
    private void setAsideAndMove(Account account, RuntimeException failure, Night night) {
        try {
            setAside.add(account.id(), "upgrade", night, failure);
            transaction.executeWithoutResult(status -> fail(account, failure, night));
        } catch (RuntimeException e) {
            log.error("Account {} is set aside until the next run", account.id(), e);
            setAside.add(account.id(), "upgrade", night, e);
        }
    }

    /** The lock is kept until all is written: a hold comes before the switch, and is kept, or finds the account upgraded. */
    private void switchUnlessHeld(Started started, Night night) {
        MigrationState before = migrations.forChange(started.account().id());
        if (before.state() != AccountState.UPGRADING) {
            log.info("Account {} is {} by now and is not upgraded", before.accountId(), before.state());
        } else if (before.held()) {
            migrations.save(List.of(change(before, before.foundAfterCrash(), "HELD_BEFORE_THE_SWITCH", night)));
        } else {
            switchAccount.apply(started.decided(), started.firstNewId(), change(before, before.done(), "DONE", night));
        }
    }

    private void fail(Account account, RuntimeException failure, Night night) {
        MigrationState before = migrations.forChange(account.id());
        if (before.state() == AccountState.UPGRADING) {
            verbs.failed(
                    account,
                    before,
                    new Act(night.asOf(), Audit.BATCH, failure.getClass().getSimpleName()));
        }
    }

    private static Act act(Night night) {
        return new Act(night.asOf(), Audit.BATCH, null);
    }

    private static StateChange change(MigrationState before, MigrationState after, String what, Night night) {
        return new StateChange(before, after, what, night.asOf(), Audit.BATCH, null);
    }

    /** An account whose slot has come, with what was decided about it and the state in which it was then. */
    private record Candidate(SwitchAccount.Decided decided, MigrationState found) {
        long id() {
            return found.accountId();
        }

        /** As found, or as it was before an upgrade that was cut off. */
        MigrationState due() {
            return beforeCutOff(found);
        }
    }

    /** An account that does not keep its slot. */
    private record Unready(Candidate candidate, Postponement why) {}

    /** An account that is being upgraded, with the ids that its new agents get. */
    private record Started(SwitchAccount.Decided decided, long firstNewId) {
        Account account() {
            return decided.legacy().account();
        }
    }

    private static MigrationState beforeCutOff(MigrationState found) {
        return found.state() == AccountState.UPGRADING ? found.foundAfterCrash() : found;
    }

    /** The step of the upgrade job. */
    @Configuration(proxyBeanMethods = false)
    static class Steps {
        @Bean
        Step upgradeStep(AccountSteps steps, UpgradeAccounts work) {
            return steps.eachInItsOwnTransaction("upgrade", work, work);
        }
    }
}
