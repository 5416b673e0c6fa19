package dev.chatmigration.scheduling;

import dev.chatmigration.domain.account.Account;
import dev.chatmigration.importing.AccountEvent;
import dev.chatmigration.importing.AccountEvents;
import dev.chatmigration.importing.LegacyAccounts;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import dev.chatmigration.scheduling.AccountVerbs.Answer;
import dev.chatmigration.steps.AccountSource;
import dev.chatmigration.steps.AccountWork;
import dev.chatmigration.steps.Night;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Does once what accounts asked for by feed, each in the order of time. */
@Component
class ApplyEvents implements AccountSource, AccountWork {
    private final AccountEvents events;
    private final LegacyAccounts accounts;
    private final AccountVerbs verbs;

    ApplyEvents(AccountEvents events, LegacyAccounts accounts, AccountVerbs verbs) {
        this.events = events;
        this.accounts = accounts;
        this.verbs = verbs;
    }

    @Override
    public List<Long> next(Night night, @Nullable Long last, int limit) {
        return events.accountsWithDue(night.asOf(), last == null ? Long.MIN_VALUE : last, limit);
    }

    @Override
    public long count(Night night) {
        return events.countAccountsWithDue(night.asOf());
    }

    @Override
    public void process(Night night, List<Long> accountIds) {
        Map<Long, Account> byId =
                accounts.accounts(accountIds).stream().collect(Collectors.toMap(Account::id, Function.identity()));
        for (AccountEvent event : events.due(accountIds, night.asOf())) {
            Account account = Objects.requireNonNull(byId.get(event.accountId()));
            Answer answer = apply(account, event, night.asOf());
            if (!answer.done()) {
                verbs.refused(account.id(), event.event().name(), new Act(night.asOf(), event.by(), answer.sentence()));
            }
            events.applied(event, night.asOf(), answer.sentence());
        }
    }

    /** A cancellation counts from when it was asked, so that a request made since then stands; all else from now on. */
    private Answer apply(Account account, AccountEvent event, Instant now) {
        Act asked = new Act(event.at(), event.by(), event.reason());
        Act act = new Act(now, event.by(), event.reason());
        return switch (event.event()) {
            case CANCEL -> verbs.cancel(account, asked);
            case HOLD -> verbs.hold(account.id(), act);
            case RELEASE -> verbs.release(account, act);
            case FINALIZED -> verbs.close(account.id(), act);
            case RESCHEDULE ->
                event.localTime() == null
                        ? new Answer(false, "Account " + account.id() + ": the event names no local_time.")
                        : verbs.reschedule(account, event.localTime(), act);
        };
    }
}
