package dev.chatmigration.agentmerge;

import dev.chatmigration.agentmerge.AgentDecisions.AgentToAssign;
import dev.chatmigration.csv.CsvFile;
import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.account.RemoteAuthentication;
import dev.chatmigration.importing.LegacyAccounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The table to hand to whoever runs the identity provider: the active agents known to Chat only, who sign in by single
 * sign-on after the upgrade and are to be given access to Support before it. Accounts upgraded already are in it as
 * long as the finding stands.
 */
@Component
public class SsoSheet {
    private static final int PAGE = 500;
    private static final List<String> HEADER = List.of(
            "account_id",
            "account_name",
            "subdomain",
            "email",
            "name",
            "display_name",
            "role",
            "chat_agent_id",
            "sign_on_configurations");

    private final LegacyAccounts accounts;
    private final AgentDecisions decisions;

    SsoSheet(LegacyAccounts accounts, AgentDecisions decisions) {
        this.accounts = accounts;
        this.decisions = decisions;
    }

    /**
     * Writes the table and answers how many rows it has.
     *
     * @param only the account to write it for; null for all of them
     */
    public long write(Path csv, boolean overwrite, @Nullable Long only) throws IOException {
        long count = 0;
        try (CsvFile table = CsvFile.create(csv, overwrite, HEADER)) {
            List<Long> ids = only == null ? accounts.idsAfter(Long.MIN_VALUE, PAGE) : List.of(only);
            while (!ids.isEmpty()) {
                Map<Long, Account> known =
                        accounts.accounts(ids).stream().collect(Collectors.toMap(Account::id, Function.identity()));
                for (AgentToAssign agent : decisions.toAssign(ids)) {
                    table.row(row(Objects.requireNonNull(known.get(agent.accountId())), agent));
                    count++;
                }
                ids = only == null ? accounts.idsAfter(ids.get(ids.size() - 1), PAGE) : List.of();
            }
            table.finish();
        }
        return count;
    }

    private static List<@Nullable Object> row(Account account, AgentToAssign agent) {
        return Arrays.asList(
                account.id(),
                account.name(),
                account.subdomain(),
                agent.email(),
                agent.name(),
                agent.alias(),
                agent.role(),
                agent.chatAgentId(),
                configurations(account));
    }

    /** Those that are active and assigned to team members: which one it is, the account knows. */
    private static String configurations(Account account) {
        List<RemoteAuthentication> all = account.remoteAuthentications();
        return all == null
                ? ""
                : all.stream()
                        .filter(sso -> sso.active() && sso.agents())
                        .map(RemoteAuthentication::name)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(", "));
    }
}
