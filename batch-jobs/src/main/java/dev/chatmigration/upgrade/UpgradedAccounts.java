package dev.chatmigration.upgrade;

import dev.chatmigration.database.Audit;
import dev.chatmigration.database.Instants;
import dev.chatmigration.database.Rows;
import dev.chatmigration.database.Rows.Columns;
import dev.chatmigration.domain.account.EmailAddress;
import dev.chatmigration.domain.agentmerge.AgentProposal;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.IncorrectUpdateSemanticsDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All SQL of what the switch writes about an account and its agents. */
@Component
class UpgradedAccounts {
    private static final String TAKE_IDS = "UPDATE new_agent_id SET next_id = next_id + :count WHERE counter_id = 1";
    private static final String NEXT_ID = "SELECT next_id FROM new_agent_id WHERE counter_id = 1";
    private static final String SKIP_FEED_IDS = """
            UPDATE new_agent_id SET next_id = :above WHERE counter_id = 1 AND next_id < :above
            """;
    private static final String HIGHEST_FEED_ID = """
            SELECT GREATEST(
              COALESCE((SELECT MAX(chat_agent_id) FROM chat_agent
                         WHERE chat_agent_id BETWEEN 8000000000000000 AND 9000000000000000), 0),
              COALESCE((SELECT MAX(support_user_id) FROM support_user
                         WHERE support_user_id BETWEEN 8000000000000000 AND 9000000000000000), 0))
            """;
    private static final String ADD_AGENTS = """
            INSERT INTO agent (account_id, agent_id, chat_agent_id, support_user_id, name, alias, email, scenario,
              decided_by, role, sign_in, active)
            SELECT account_id, agent_id, chat_agent_id, support_user_id, name, alias, email, scenario,
              decided_by, role, sign_in, active FROM {rows}
            """;
    private static final String ADD_ACCOUNT = """
            INSERT INTO account_upgrade (account_id, upgraded_at, ip_ranges_before, ip_ranges_after, web_widget, sign_in)
            SELECT account_id, upgraded_at, ip_ranges_before, ip_ranges_after, web_widget, sign_in FROM {rows}
            """;
    private static final String KEEP_ACCOUNT = """
            INSERT INTO undone_upgrade (account_id, undone_at, undone_by, reason, upgraded_at, ip_ranges_before,
              ip_ranges_after, web_widget, sign_in)
            SELECT account_id, CAST(:at AS TIMESTAMP WITH TIME ZONE), CAST(:by AS VARCHAR), CAST(:reason AS VARCHAR),
              upgraded_at, ip_ranges_before, ip_ranges_after, web_widget, sign_in
              FROM account_upgrade WHERE account_id = :account
            """;
    private static final String KEEP_AGENTS = """
            INSERT INTO undone_agent (account_id, undone_at, agent_id, chat_agent_id, support_user_id, name, alias, email,
              scenario, decided_by, role, sign_in, active)
            SELECT account_id, CAST(:at AS TIMESTAMP WITH TIME ZONE), agent_id, chat_agent_id, support_user_id, name,
              alias, email, scenario, decided_by, role, sign_in, active
              FROM agent WHERE account_id = :account
            """;
    private static final String KEEP_IN_AUDIT = """
            INSERT INTO audit (happened_at, run_id, done_by, what, account_id, subject, from_value, reason)
            SELECT CAST(:at AS TIMESTAMP WITH TIME ZONE), CAST(:run AS BIGINT), CAST(:by AS VARCHAR), 'AGENT_TAKEN_BACK',
                   account_id,
                   CASE WHEN chat_agent_id IS NULL THEN 'support_user ' || CAST(support_user_id AS VARCHAR)
                        ELSE 'chat_agent ' || CAST(chat_agent_id AS VARCHAR) END,
                   'agent ' || CAST(agent_id AS VARCHAR) || ': ' || role || ', ' || email || ', ' || sign_in
                     || CASE WHEN active THEN ', active' ELSE ', inactive' END,
                   CAST(:reason AS VARCHAR)
              FROM agent WHERE account_id = :account ORDER BY agent_id
            """;
    private static final String UPGRADED_AT = "SELECT upgraded_at FROM account_upgrade WHERE account_id = :account";
    private static final String REMOVE_ACCOUNT = "DELETE FROM account_upgrade WHERE account_id = :account";
    private static final String REMOVE_AGENTS = "DELETE FROM agent WHERE account_id = :account";
    private static final Columns<NewAgent> AGENT = Columns.<NewAgent>of()
            .bigint("account_id", NewAgent::accountId)
            .bigint("agent_id", NewAgent::agentId)
            .bigint("chat_agent_id", agent -> agent.proposal().chatAgentId())
            .bigint("support_user_id", agent -> agent.proposal().supportUserId())
            .text("name", agent -> agent.proposal().name())
            .text("alias", agent -> agent.proposal().alias())
            .text("email", NewAgent::email)
            .text("scenario", agent -> agent.proposal().scenario().label())
            .text("decided_by", agent -> agent.proposal().decidedBy().label())
            .text("role", agent -> agent.proposal().role().label())
            .text("sign_in", agent -> agent.proposal().signIn().label())
            .bool("active", agent -> agent.proposal().active());
    private static final Columns<AccountUpgrade> ACCOUNT = Columns.<AccountUpgrade>of()
            .bigint("account_id", AccountUpgrade::accountId)
            .instant("upgraded_at", AccountUpgrade::upgradedAt)
            .text("ip_ranges_before", AccountUpgrade::ipRangesBefore)
            .text("ip_ranges_after", AccountUpgrade::ipRangesAfter)
            .text("web_widget", upgrade -> upgrade.webWidgetCreated() ? "created" : "kept")
            .text("sign_in", upgrade -> upgrade.bySso() ? "sso" : "password");

    private final JdbcClient jdbc;
    private final Rows rows;
    private final Audit audit;

    UpgradedAccounts(JdbcClient jdbc, Rows rows, Audit audit) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.audit = audit;
    }

    /** An agent of the upgraded account. */
    record NewAgent(long accountId, long agentId, AgentProposal proposal) {
        /** The sign-in address; empty where {@code agent-address-invalid} was waived and there is none. */
        String email() {
            return Objects.requireNonNullElse(proposal.email(), "");
        }

        boolean canReceiveMail() {
            return EmailAddress.parse(proposal.email()).isPresent();
        }
    }

    /** What the switch changes about the account besides its agents. */
    record AccountUpgrade(
            long accountId,
            Instant upgradedAt,
            @Nullable String ipRangesBefore,
            @Nullable String ipRangesAfter,
            boolean webWidgetCreated,
            boolean bySso) {}

    /**
     * What was taken back.
     *
     * @param agents how many
     */
    record TakenBack(Instant upgradedAt, int agents) {}

    /** Takes back all that the switch wrote about an account and its agents, and keeps what it was, by whom and why. */
    TakenBack takeBack(long accountId, Act act) {
        Instant upgradedAt = jdbc.sql(UPGRADED_AT)
                .param("account", accountId)
                .query((row, number) -> Instants.read(row, "upgraded_at"))
                .single();
        OffsetDateTime at = act.at().atOffset(ZoneOffset.UTC);
        jdbc.sql(KEEP_ACCOUNT)
                .param("account", accountId)
                .param("at", at)
                .param("by", act.by())
                .param("reason", act.reason())
                .update();
        int kept = jdbc.sql(KEEP_AGENTS)
                .param("account", accountId)
                .param("at", at)
                .update();
        int inAudit = jdbc.sql(KEEP_IN_AUDIT)
                .param("account", accountId)
                .param("at", at)
                .param("run", audit.run())
                .param("by", act.by())
                .param("reason", act.reason())
                .update();
        jdbc.sql(REMOVE_ACCOUNT).param("account", accountId).update();
        int agents = jdbc.sql(REMOVE_AGENTS).param("account", accountId).update();
        if (agents != kept || agents != inAudit) {
            throw new IncorrectUpdateSemanticsDataAccessException(
                    "Kept " + kept + " agents of account " + accountId + " and removed " + agents);
        }
        return new TakenBack(upgradedAt, agents);
    }

    /** Makes sure that no new id equals one that a feed has brought. */
    void skipFeedIds() {
        long highest = jdbc.sql(HIGHEST_FEED_ID).query(Long.class).single();
        jdbc.sql(SKIP_FEED_IDS).param("above", highest + 1).update();
    }

    /** The first of {@code count} ids that nobody else gets. */
    long takeIds(int count) {
        jdbc.sql(TAKE_IDS).param("count", count).update();
        return jdbc.sql(NEXT_ID).query(Long.class).single() - count;
    }

    void addAgents(Collection<NewAgent> agents) {
        rows.updateEach(ADD_AGENTS, AGENT, agents);
    }

    void addAccount(AccountUpgrade upgrade) {
        rows.updateEach(ADD_ACCOUNT, ACCOUNT, List.of(upgrade));
    }
}
