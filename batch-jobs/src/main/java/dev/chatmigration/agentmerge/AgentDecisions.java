package dev.chatmigration.agentmerge;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.chatmigration.database.Fingerprint;
import dev.chatmigration.database.Json;
import dev.chatmigration.database.Rows;
import dev.chatmigration.database.Rows.Columns;
import dev.chatmigration.domain.agentmerge.AgentMergeOutcome;
import dev.chatmigration.domain.agentmerge.AgentProposal;
import dev.chatmigration.domain.agentmerge.Balance;
import dev.chatmigration.domain.agentmerge.Evidence;
import dev.chatmigration.domain.agentmerge.LeftOut;
import dev.chatmigration.domain.readiness.Check;
import dev.chatmigration.domain.readiness.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** All SQL of what agent-merge decided. */
@Component
public class AgentDecisions {
    private static final String FINGERPRINTS = """
            SELECT d.account_id, d.fingerprint FROM agent_decision d JOIN {rows} ON d.account_id = r.account_id
            """;
    private static final String SAVE = """
            MERGE INTO agent_decision d USING (SELECT * FROM {rows}) r ON d.account_id = r.account_id
            WHEN MATCHED THEN UPDATE SET fingerprint = r.fingerprint, chat_agents = r.chat_agents,
              support_agents = r.support_agents, agents = r.agents, pairs_merged = r.pairs_merged,
              left_out = r.left_out, waiting = r.waiting, findings = r.findings
            WHEN NOT MATCHED THEN INSERT (account_id, fingerprint, chat_agents, support_agents, agents, pairs_merged,
              left_out, waiting, findings)
              VALUES (r.account_id, r.fingerprint, r.chat_agents, r.support_agents, r.agents, r.pairs_merged,
              r.left_out, r.waiting, r.findings)
            """;
    // DELETE with a list of rows would read the whole table on H2.
    private static final String REMOVE_PROPOSALS = """
            MERGE INTO agent_proposal p USING (SELECT * FROM {rows}) r ON p.account_id = r.account_id
            WHEN MATCHED THEN DELETE
            """;
    private static final String REMOVE_LEFT_OUT = """
            MERGE INTO agent_left_out l USING (SELECT * FROM {rows}) r ON l.account_id = r.account_id
            WHEN MATCHED THEN DELETE
            """;
    private static final String ADD_LEFT_OUT = """
            INSERT INTO agent_left_out (account_id, side, record_id, name, reason)
            SELECT account_id, side, record_id, name, reason FROM {rows}
            """;
    private static final String DECIDED = """
            SELECT d.account_id, d.findings,
                   (SELECT COUNT(*) FROM agent_proposal p
                     WHERE p.account_id = d.account_id AND p.scenario = 'CHAT_ONLY' AND p.active) AS active_chat_only
              FROM agent_decision d JOIN {rows} ON d.account_id = r.account_id
            """;
    private static final String ON_BEHALF = """
            SELECT p.account_id, COUNT(*) AS agents FROM agent_proposal p JOIN {rows} ON p.account_id = r.account_id
             WHERE p.decided_by = 'on_behalf'
             GROUP BY p.account_id
            """;
    private static final String OF_CHAT_AGENTS = """
            SELECT p.account_id, p.chat_agent_id, p.support_user_id, p.scenario, p.email, p.role, p.evidence, p.waits
              FROM agent_proposal p JOIN {rows} ON p.account_id = r.account_id
             WHERE p.chat_agent_id IS NOT NULL
             ORDER BY p.account_id, p.place
            """;
    private static final String TO_ASSIGN = """
            SELECT p.account_id, p.chat_agent_id, p.email, p.name, p.alias, p.role
              FROM agent_proposal p JOIN {rows} ON p.account_id = r.account_id
              JOIN finding f ON f.account_id = p.account_id AND f.check_name = ?
             WHERE p.scenario = 'CHAT_ONLY' AND p.active
             ORDER BY p.account_id, p.place
            """;
    private static final TypeReference<List<Evidence>> EVIDENCE = new TypeReference<>() {};
    private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() {};

    private static final Columns<PlacedLeftOut> LEFT_OUT = Columns.<PlacedLeftOut>of()
            .bigint("account_id", PlacedLeftOut::accountId)
            .text("side", placed -> placed.leftOut().side().label())
            .bigint("record_id", placed -> placed.leftOut().id())
            .text("name", placed -> placed.leftOut().name())
            .text("reason", placed -> placed.leftOut().reason().label());

    private static final Columns<Decision> DECISIONS = Columns.<Decision>of()
            .bigint("account_id", Decision::accountId)
            .text("fingerprint", Decision::fingerprint)
            .integer("chat_agents", decision -> decision.balance().chatAgents())
            .integer("support_agents", decision -> decision.balance().supportAgents())
            .integer("agents", decision -> decision.balance().agents())
            .integer("pairs_merged", decision -> decision.balance().pairsMerged())
            .integer("left_out", decision -> decision.balance().leftOut())
            .integer("waiting", decision -> decision.balance().waiting())
            .text("findings", decision -> decision.outcome().findings());
    private static final Columns<PlacedProposal> PROPOSALS = Columns.<PlacedProposal>of()
            .bigint("account_id", PlacedProposal::accountId)
            .integer("place", PlacedProposal::place)
            .bigint("chat_agent_id", placed -> placed.proposal().chatAgentId())
            .bigint("support_user_id", placed -> placed.proposal().supportUserId())
            .text("scenario", placed -> placed.proposal().scenario().label())
            .text("email", placed -> placed.proposal().email())
            .text("name", placed -> placed.proposal().name())
            .text("alias", placed -> placed.proposal().alias())
            .text("decided_by", placed -> placed.proposal().decidedBy().label())
            .text("role", placed -> placed.proposal().role().label())
            .text("sign_in", placed -> placed.proposal().signIn().label())
            .bool("active", placed -> placed.proposal().active())
            .text("evidence", PlacedProposal::evidence)
            .bool("waits", placed -> placed.proposal().waits());

    private final Rows rows;
    private final Json json;

    AgentDecisions(Rows rows, Json json) {
        this.rows = rows;
        this.json = json;
    }

    /**
     * What readiness needs to know.
     *
     * @param activeChatOnlyAgents agents that the upgrade would create active
     */
    public record Decided(List<Finding> findings, int activeChatOnlyAgents) {
        /** What is known of an account that agent-merge has not seen. */
        public static final Decided NOTHING = new Decided(List.of(), 0);
    }

    /** Keeps these outcomes; an account whose outcome is the one already kept is not written again. */
    public void save(Map<Long, AgentMergeOutcome> outcomes) {
        Map<Long, String> kept = new HashMap<>();
        rows.query(
                FINGERPRINTS,
                Columns.ACCOUNT_IDS,
                outcomes.keySet(),
                (result, row) -> kept.put(result.getLong("account_id"), result.getString("fingerprint")));
        List<Decision> changed = new ArrayList<>();
        outcomes.forEach((accountId, outcome) -> {
            Decision decision = decision(accountId, outcome);
            if (!decision.fingerprint().equals(kept.get(accountId))) {
                changed.add(decision);
            }
        });
        if (changed.isEmpty()) {
            return;
        }
        List<Long> decidedBefore = changed.stream()
                .map(Decision::accountId)
                .filter(kept::containsKey)
                .toList();
        rows.update(REMOVE_PROPOSALS, Columns.ACCOUNT_IDS, decidedBefore);
        rows.update(REMOVE_LEFT_OUT, Columns.ACCOUNT_IDS, decidedBefore);
        rows.updateEach(SAVE, DECISIONS, changed);
        rows.append(
                "agent_proposal",
                PROPOSALS,
                changed.stream()
                        .flatMap(decision -> decision.outcome().proposals().stream())
                        .toList());
        rows.updateEach(
                ADD_LEFT_OUT,
                LEFT_OUT,
                changed.stream().flatMap(Decision::leftOut).toList());
    }

    /** What was decided about each of these accounts that agent-merge has seen. */
    public Map<Long, Decided> decided(Collection<Long> accountIds) {
        Map<Long, Decided> decided = new HashMap<>();
        rows.query(
                DECIDED,
                Columns.ACCOUNT_IDS,
                accountIds,
                (result, row) -> decided.put(
                        result.getLong("account_id"),
                        new Decided(
                                json.read(result.getString("findings"), FINDINGS), result.getInt("active_chat_only"))));
        return decided;
    }

    /** About how many agents of each of these accounts no administrator has decided, where there are any. */
    public Map<Long, Integer> onBehalf(Collection<Long> accountIds) {
        Map<Long, Integer> onBehalf = new HashMap<>();
        rows.query(
                ON_BEHALF,
                Columns.ACCOUNT_IDS,
                accountIds,
                (result, row) -> onBehalf.put(result.getLong("account_id"), result.getInt("agents")));
        return onBehalf;
    }

    /** What would become of a Chat agent. */
    record ChatAgentProposal(
            long accountId,
            long chatAgentId,
            @Nullable Long supportUserId,
            String scenario,
            @Nullable String email,
            String role,
            List<Evidence> evidence,
            boolean waits) {}

    /** The proposals of these accounts in which a Chat agent has a part. */
    List<ChatAgentProposal> ofChatAgents(Collection<Long> accountIds) {
        return rows.query(
                OF_CHAT_AGENTS,
                Columns.ACCOUNT_IDS,
                accountIds,
                (result, row) -> new ChatAgentProposal(
                        result.getLong("account_id"),
                        result.getLong("chat_agent_id"),
                        result.getObject("support_user_id", Long.class),
                        result.getString("scenario"),
                        result.getString("email"),
                        result.getString("role"),
                        json.read(result.getString("evidence"), EVIDENCE),
                        result.getBoolean("waits")));
    }

    /** Somebody whom an account's identity provider does not know yet. */
    record AgentToAssign(
            long accountId,
            long chatAgentId,
            @Nullable String email,
            String name,
            @Nullable String alias,
            String role) {}

    /** The active agents known to Chat only, of those of the accounts whose single sign-on has to learn of them. */
    List<AgentToAssign> toAssign(Collection<Long> accountIds) {
        return rows.query(
                TO_ASSIGN,
                Columns.ACCOUNT_IDS,
                accountIds,
                (result, row) -> new AgentToAssign(
                        result.getLong("account_id"),
                        result.getLong("chat_agent_id"),
                        result.getString("email"),
                        result.getString("name"),
                        result.getString("alias"),
                        result.getString("role")),
                Check.SSO_ASSIGNMENT_NEEDED.label());
    }

    private Decision decision(long accountId, AgentMergeOutcome outcome) {
        List<PlacedProposal> proposals = new ArrayList<>();
        for (AgentProposal proposal : outcome.proposals()) {
            proposals.add(new PlacedProposal(accountId, proposals.size(), proposal, json.write(proposal.evidence())));
        }
        Outcome kept = new Outcome(proposals, outcome.leftOut(), json.write(outcome.findings()), outcome.balance());
        return new Decision(accountId, Fingerprint.of(json.write(kept)), kept);
    }

    /** What is kept of an account; what is JSON already is not written twice. */
    private record Outcome(
            List<PlacedProposal> proposals,
            List<LeftOut> leftOut,
            @JsonRawValue String findings,
            Balance balance) {}

    private record Decision(long accountId, String fingerprint, Outcome outcome) {
        Balance balance() {
            return outcome.balance();
        }

        Stream<PlacedLeftOut> leftOut() {
            return outcome.leftOut().stream().map(leftOut -> new PlacedLeftOut(accountId, leftOut));
        }
    }

    private record PlacedProposal(
            @JsonIgnore long accountId,
            @JsonIgnore int place,
            @JsonIgnoreProperties("evidence") AgentProposal proposal,
            @JsonRawValue String evidence) {}

    private record PlacedLeftOut(long accountId, LeftOut leftOut) {}
}
