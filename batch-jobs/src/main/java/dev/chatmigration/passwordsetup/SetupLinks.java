package dev.chatmigration.passwordsetup;

import dev.chatmigration.database.Audit;
import dev.chatmigration.database.Instants;
import dev.chatmigration.database.Rows;
import dev.chatmigration.database.Rows.Columns;
import dev.chatmigration.domain.passwordsetup.LinkStanding;
import dev.chatmigration.domain.passwordsetup.SetupLink;
import dev.chatmigration.domain.passwordsetup.SetupToken;
import dev.chatmigration.domain.passwordsetup.Withdrawal;
import dev.chatmigration.maildispatch.SetupTokens;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.IncorrectUpdateSemanticsDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * All SQL of the setup links: how they are issued, checked, used and withdrawn, and the one place that turns a stored link
 * into a usable one. What happens to a link is kept beside it, without anything that acts.
 */
@Component
public class SetupLinks implements SetupTokens {
    /** Of the first link that an agent gets; each later one counts one more. */
    public static final int FIRST_GENERATION = 1;

    private static final String OPEN = "l.used_at IS NULL AND l.superseded_at IS NULL AND l.withdrawn_at IS NULL";

    private static final String ADD = """
            INSERT INTO setup_link (selector, verifier_hash, key_id, account_id, agent_id, generation, issued_at,
              expires_at, address, chat_address, remind_at)
            SELECT selector, verifier_hash, key_id, account_id, agent_id, generation, issued_at, expires_at, address,
              chat_address, remind_at FROM {rows}
            """;
    private static final String ADD_ISSUED = """
            INSERT INTO setup_link_event (selector, account_id, agent_id, event, happened_at)
            SELECT selector, account_id, agent_id, 'ISSUED', issued_at FROM {rows}
            """;
    private static final String ADD_SUPERSEDED = """
            INSERT INTO setup_link_event (selector, account_id, agent_id, event, happened_at)
            SELECT l.selector, l.account_id, l.agent_id, 'SUPERSEDED', r.issued_at
              FROM setup_link l JOIN {rows} ON l.account_id = r.account_id AND l.agent_id = r.agent_id
             WHERE l.generation < r.generation AND %s
            """.formatted(OPEN);
    private static final String SUPERSEDE = """
            MERGE INTO setup_link l USING (SELECT * FROM {rows}) r
               ON l.account_id = r.account_id AND l.agent_id = r.agent_id AND l.generation < r.generation AND %s
            WHEN MATCHED THEN UPDATE SET superseded_at = r.issued_at
            """.formatted(OPEN);
    private static final String FIND = "SELECT * FROM setup_link l WHERE l.selector = :selector";
    private static final String FIND_ALL = "SELECT l.* FROM setup_link l JOIN {rows} ON l.selector = r.selector";
    private static final String USE = """
            UPDATE setup_link l SET used_at = :at WHERE l.selector = :selector AND l.expires_at > :at AND %s
            """.formatted(OPEN);
    private static final String ADD_USED = """
            INSERT INTO setup_link_event (selector, account_id, agent_id, event, happened_at)
            VALUES (:selector, :account, :agent, 'USED', :at)
            """;
    private static final String ADD_WITHDRAWN_OF_ACCOUNT = """
            INSERT INTO setup_link_event (selector, account_id, agent_id, event, happened_at, reason)
            SELECT l.selector, l.account_id, l.agent_id, 'WITHDRAWN', CAST(:at AS TIMESTAMP WITH TIME ZONE),
              CAST(:why AS VARCHAR)
              FROM setup_link l WHERE l.account_id = :account AND %s
            """.formatted(OPEN);
    private static final String KEEP_WITHDRAWN_OF_ACCOUNT = """
            INSERT INTO audit (happened_at, run_id, done_by, what, account_id, subject, reason)
            SELECT CAST(:at AS TIMESTAMP WITH TIME ZONE), CAST(:run AS BIGINT), CAST(:by AS VARCHAR),
                   'AGENT_LINK_WITHDRAWN', l.account_id, 'agent ' || CAST(l.agent_id AS VARCHAR), CAST(:why AS VARCHAR)
              FROM setup_link l WHERE l.account_id = :account AND %s
            """.formatted(OPEN);
    private static final String WITHDRAW_OF_ACCOUNT = """
            UPDATE setup_link l SET withdrawn_at = :at, withdrawn_why = :why WHERE l.account_id = :account AND %s
            """.formatted(OPEN);
    private static final String ADD_WITHDRAWN = """
            INSERT INTO setup_link_event (selector, account_id, agent_id, event, happened_at, reason)
            SELECT l.selector, l.account_id, l.agent_id, 'WITHDRAWN', r.ended_at, r.why
              FROM setup_link l JOIN {rows} ON l.account_id = r.account_id AND l.agent_id = r.agent_id
             WHERE %s
            """.formatted(OPEN);
    private static final String KEEP_WITHDRAWN = """
            INSERT INTO audit (happened_at, run_id, done_by, what, account_id, subject, reason)
            SELECT r.ended_at, r.run_id, 'batch', 'AGENT_LINK_WITHDRAWN', l.account_id,
                   'agent ' || CAST(l.agent_id AS VARCHAR), r.why
              FROM setup_link l JOIN {rows} ON l.account_id = r.account_id AND l.agent_id = r.agent_id
             WHERE %s
            """.formatted(OPEN);
    private static final String WITHDRAW = """
            MERGE INTO setup_link l USING (SELECT * FROM {rows}) r
               ON l.account_id = r.account_id AND l.agent_id = r.agent_id AND %s
            WHEN MATCHED THEN UPDATE SET withdrawn_at = r.ended_at, withdrawn_why = r.why
            """.formatted(OPEN);
    private static final String ADD_EXPIRED = """
            INSERT INTO setup_link_event (selector, account_id, agent_id, event, happened_at)
            SELECT l.selector, l.account_id, l.agent_id, 'EXPIRED', l.expires_at
              FROM setup_link l
             WHERE l.expires_at <= :now AND %s
               AND NOT EXISTS (SELECT 1 FROM setup_link_event e WHERE e.selector = l.selector AND e.event = 'EXPIRED')
            """.formatted(OPEN);

    private static final String ACCOUNTS_WITH_OPEN = """
            SELECT DISTINCT l.account_id FROM setup_link l
             WHERE l.expires_at > :now AND l.account_id > :last AND %s
             ORDER BY l.account_id LIMIT :limit
            """.formatted(OPEN);
    private static final String COUNT_ACCOUNTS_WITH_OPEN = """
            SELECT COUNT(DISTINCT l.account_id) FROM setup_link l WHERE l.expires_at > :now AND %s
            """.formatted(OPEN);
    private static final String OPEN_OF_ACCOUNTS = """
            SELECT l.account_id, l.agent_id, l.generation, l.expires_at, l.remind_at, l.address, l.chat_address,
                   g.email, g.name, g.active, g.chat_agent_id
              FROM setup_link l
              JOIN {rows} ON l.account_id = r.account_id
              LEFT JOIN agent g ON g.account_id = l.account_id AND g.agent_id = l.agent_id
             WHERE l.expires_at > ? AND %s
             ORDER BY l.account_id, l.agent_id
            """.formatted(OPEN);
    // The newest link of each agent stands for the agent; whoever used any, or set a password by another route, is
    // through.
    private static final String WITHOUT_PASSWORD = """
            SELECT l.*, g.email, g.name, g.active, g.chat_agent_id
              FROM agent g
              JOIN setup_link l ON l.account_id = g.account_id AND l.agent_id = g.agent_id
             WHERE g.sign_in = 'set_password' AND g.active
               AND l.generation = (SELECT MAX(n.generation) FROM setup_link n
                                    WHERE n.account_id = l.account_id AND n.agent_id = l.agent_id)
               AND NOT EXISTS (SELECT 1 FROM setup_link d
                                WHERE d.account_id = l.account_id AND d.agent_id = l.agent_id
                                  AND (d.used_at IS NOT NULL OR d.withdrawn_why = 'PASSWORD_SET'))
               AND (g.account_id > :account OR g.account_id = :account AND g.agent_id > :agent)
             ORDER BY g.account_id, g.agent_id
             LIMIT :limit
            """;
    private static final String NEXT_REMINDER = """
            SELECT MIN(l.remind_at) FROM setup_link l
             WHERE l.remind_at > :after AND l.remind_at < l.expires_at AND %s
            """.formatted(OPEN);

    private static final Columns<String> SELECTORS = Columns.<String>of().text("selector", selector -> selector);
    private static final Columns<IssuedLink> COLUMNS = Columns.<IssuedLink>of()
            .text("selector", issued -> issued.link().selector())
            .text("verifier_hash", issued -> issued.link().verifierHash())
            .text("key_id", issued -> issued.link().keyId())
            .bigint("account_id", issued -> issued.link().accountId())
            .bigint("agent_id", issued -> issued.link().agentId())
            .integer("generation", issued -> issued.link().generation())
            .instant("issued_at", IssuedLink::issuedAt)
            .instant("expires_at", IssuedLink::expiresAt)
            .text("address", issued -> issued.mailed().address())
            .text("chat_address", issued -> issued.mailed().chatAddress())
            .instant("remind_at", IssuedLink::remindAt);

    private final JdbcClient jdbc;
    private final Rows rows;
    private final Audit audit;
    private final LinkKeys keys;

    SetupLinks(JdbcClient jdbc, Rows rows, Audit audit, LinkKeys keys) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.rows = rows;
        this.keys = keys;
    }

    /**
     * Where a link goes.
     *
     * @param address the sign-in address, to which it is mailed
     * @param chatAddress the address in Chat at that time; null where Chat had none
     */
    public record Mailed(String address, @Nullable String chatAddress) {}

    /**
     * A link and how long it lives.
     *
     * @param remindAt when its agent is reminded if it was not used; null where nobody is
     */
    public record IssuedLink(
            SetupLink link,
            Mailed mailed,
            Instant issuedAt,
            Instant expiresAt,
            @Nullable Instant remindAt) {}

    /** An agent who may not use the link any more. */
    public record EndedLink(long accountId, long agentId, Withdrawal why, Instant at) {}

    /**
     * A link that works.
     *
     * @param mailed null where that was not kept
     * @param agent null where the agent does not exist any more
     */
    record OpenLink(
            long accountId,
            long agentId,
            int generation,
            Instant expiresAt,
            @Nullable Instant remindAt,
            @Nullable Mailed mailed,
            @Nullable LinkedAgent agent) {}

    /** Whose link it is. */
    record LinkedAgent(
            String email,
            String name,
            boolean active,
            @Nullable Long chatAgentId) {}

    /**
     * Makes a link of an agent; {@link #add} keeps it.
     *
     * @param generation {@link #FIRST_GENERATION}, or one more than the agent's latest link has
     */
    public IssuedLink issue(
            long accountId,
            long agentId,
            int generation,
            Mailed mailed,
            Instant issuedAt,
            Instant expiresAt,
            @Nullable Instant remindAt) {
        return new IssuedLink(
                SetupLink.issue(keys.random(), keys.current(), accountId, agentId, generation),
                mailed,
                issuedAt,
                expiresAt,
                remindAt);
    }

    /** Keeps these links; the older ones of the same agents die with it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(Collection<IssuedLink> links) {
        List<IssuedLink> later = links.stream()
                .filter(issued -> issued.link().generation() > FIRST_GENERATION)
                .toList();
        int superseded = rows.update(ADD_SUPERSEDED, COLUMNS, later);
        expect(superseded, rows.update(SUPERSEDE, COLUMNS, later));
        rows.updateEach(ADD, COLUMNS, links);
        rows.updateEach(ADD_ISSUED, COLUMNS, links);
    }

    /**
     * What a presented link is worth. Changes nothing, however often it is asked, so that mail gateways that open every
     * link do no harm.
     *
     * @param presented the token as it came, of any shape
     */
    public LinkStanding check(String presented, Instant at) {
        return SetupToken.parse(presented).map(token -> check(token, at)).orElseGet(LinkStanding.Unknown::new);
    }

    private LinkStanding check(SetupToken token, Instant at) {
        Optional<Stored> found = jdbc.sql(FIND)
                .param("selector", token.selector())
                .query((result, row) -> stored(result))
                .optional();
        if (found.isEmpty()) {
            SetupLink.matchNone(token);
            return new LinkStanding.Unknown();
        }
        return found.get().link().matches(token) ? found.get().standing(at) : new LinkStanding.Unknown();
    }

    /**
     * Uses a link up, in the transaction that stores the password: of any number of callers, one gets {@link
     * LinkStanding.Valid}, and all others what they came too late for. Rolled back, the link is as before.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public LinkStanding consume(String presented, Instant at) {
        LinkStanding standing = check(presented, at);
        if (!(standing instanceof LinkStanding.Valid valid)) {
            return standing;
        }
        String selector = SetupToken.parse(presented).orElseThrow().selector();
        int used = jdbc.sql(USE)
                .param("selector", selector)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        if (used != 1) {
            return check(presented, at);
        }
        jdbc.sql(ADD_USED)
                .param("selector", selector)
                .param("account", valid.accountId())
                .param("agent", valid.agentId())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        return valid;
    }

    /** Lets every open link of an account die; answers how many there were. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int withdraw(long accountId, Withdrawal why, Act act) {
        int kept = ofAccount(KEEP_WITHDRAWN_OF_ACCOUNT, accountId, why, act.at())
                .param("run", audit.run())
                .param("by", act.by())
                .update();
        int told = ofAccount(ADD_WITHDRAWN_OF_ACCOUNT, accountId, why, act.at()).update();
        int withdrawn = ofAccount(WITHDRAW_OF_ACCOUNT, accountId, why, act.at()).update();
        expect(kept, withdrawn);
        expect(told, withdrawn);
        return withdrawn;
    }

    private JdbcClient.StatementSpec ofAccount(String sql, long accountId, Withdrawal why, Instant at) {
        return jdbc.sql(sql)
                .param("account", accountId)
                .param("why", why.name())
                .param("at", at.atOffset(ZoneOffset.UTC));
    }

    /** Lets the open links of these agents die, as a rule wants; answers how many there were. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int withdraw(Collection<EndedLink> ended) {
        Long run = audit.run();
        int kept = rows.update(KEEP_WITHDRAWN, ended().bigint("run_id", link -> run), ended);
        int told = rows.update(ADD_WITHDRAWN, ended(), ended);
        int withdrawn = rows.update(WITHDRAW, ended(), ended);
        expect(kept, withdrawn);
        expect(told, withdrawn);
        return withdrawn;
    }

    /** Keeps of every link that nobody used in time that it expired; answers how many there were. */
    @Transactional
    public int noteExpired(Instant now) {
        return jdbc.sql(ADD_EXPIRED).param("now", now.atOffset(ZoneOffset.UTC)).update();
    }

    /** What each of these links is worth, by selector; one that is not stored is missing. */
    public Map<String, LinkStanding> standings(Collection<String> selectors, Instant at) {
        Map<String, LinkStanding> standings = new HashMap<>();
        rows.query(FIND_ALL, SELECTORS, selectors, (result, row) -> stored(result))
                .forEach(stored -> standings.put(stored.link().selector(), stored.standing(at)));
        return standings;
    }

    /**
     * Active agents who were to set a password and have not, by account and agent, after the given one.
     *
     * @param limit at most so many
     */
    public List<WithoutPassword> withoutPassword(long afterAccount, long afterAgent, int limit, Instant at) {
        return jdbc.sql(WITHOUT_PASSWORD)
                .param("account", afterAccount)
                .param("agent", afterAgent)
                .param("limit", limit)
                .query((result, row) -> withoutPassword(result, at))
                .list();
    }

    private static WithoutPassword withoutPassword(ResultSet result, Instant at) throws SQLException {
        Stored stored = stored(result);
        return new WithoutPassword(
                stored.link().accountId(),
                stored.link().agentId(),
                result.getObject("chat_agent_id", Long.class),
                result.getString("name"),
                result.getString("email"),
                result.getString("chat_address"),
                stored.link().generation(),
                Instants.read(result, "issued_at"),
                stored.expiresAt(),
                stored.standing(at));
    }

    /**
     * An agent who has not set a password, with the newest link.
     *
     * @param chatAddress the address in Chat when the link was made; null where Chat had none
     * @param generation of the newest link, 1 for the first
     */
    public record WithoutPassword(
            long accountId,
            long agentId,
            @Nullable Long chatAgentId,
            String name,
            String email,
            @Nullable String chatAddress,
            int generation,
            Instant issuedAt,
            Instant expiresAt,
            LinkStanding link) {}

    List<Long> accountsWithOpen(Instant now, long last, int limit) {
        return jdbc.sql(ACCOUNTS_WITH_OPEN)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("last", last)
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    long countAccountsWithOpen(Instant now) {
        return jdbc.sql(COUNT_ACCOUNTS_WITH_OPEN)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** The links of these accounts that work now. */
    List<OpenLink> open(Collection<Long> accountIds, Instant now) {
        return rows.query(OPEN_OF_ACCOUNTS, Columns.ACCOUNT_IDS, accountIds, (result, row) -> openLink(result), now);
    }

    /** When the next agent is to be reminded after an instant; null where nobody is. */
    public @Nullable Instant nextReminderAfter(Instant after) {
        return jdbc.sql(NEXT_REMINDER)
                .param("after", after.atOffset(ZoneOffset.UTC))
                .query((result, row) -> new Next(Instants.readOrNull(result, 1)))
                .single()
                .at();
    }

    private record Next(@Nullable Instant at) {}

    private static OpenLink openLink(ResultSet result) throws SQLException {
        String address = result.getString("address");
        String email = result.getString("email");
        return new OpenLink(
                result.getLong("account_id"),
                result.getLong("agent_id"),
                result.getInt("generation"),
                Instants.read(result, "expires_at"),
                Instants.readOrNull(result, "remind_at"),
                address == null ? null : new Mailed(address, result.getString("chat_address")),
                email == null
                        ? null
                        : new LinkedAgent(
                                email,
                                result.getString("name"),
                                result.getBoolean("active"),
                                result.getObject("chat_agent_id", Long.class)));
    }

    @Override
    public Map<String, LinkInMail> tokensFor(Collection<String> selectors, Instant at) {
        Map<String, LinkInMail> answers = new HashMap<>();
        selectors.forEach(selector -> answers.put(selector, new LinkInMail.Dead("There is no such setup link")));
        rows.query(FIND_ALL, SELECTORS, selectors, (result, row) -> stored(result))
                .forEach(stored -> answers.put(stored.link().selector(), inMail(stored, at)));
        return answers;
    }

    private LinkInMail inMail(Stored stored, Instant at) {
        LinkStanding standing = stored.standing(at);
        if (!(standing instanceof LinkStanding.Valid)) {
            return new LinkInMail.Dead(why(standing));
        }
        try {
            return new LinkInMail.Token(
                    stored.link().token(keys.byId(stored.link().keyId())).text());
        } catch (IllegalStateException noKey) {
            return new LinkInMail.NotNow(String.valueOf(noKey.getMessage()));
        }
    }

    private static String why(LinkStanding standing) {
        if (standing instanceof LinkStanding.Used used) {
            return "The setup link was used at " + used.at();
        }
        if (standing instanceof LinkStanding.Expired expired) {
            return "The setup link expired at " + expired.at() + " before its mail went out";
        }
        if (standing instanceof LinkStanding.Superseded superseded) {
            return "A newer setup link took the place of this one at " + superseded.at();
        }
        return standing instanceof LinkStanding.Withdrawn withdrawn
                ? "The setup link was withdrawn at " + withdrawn.at() + " (" + withdrawn.why() + ")"
                : "The setup link does not work any more";
    }

    /** A link and what became of it. */
    private record Stored(
            SetupLink link,
            Instant expiresAt,
            @Nullable Instant usedAt,
            @Nullable Instant supersededAt,
            @Nullable Instant withdrawnAt,
            @Nullable Withdrawal withdrawnWhy) {
        LinkStanding standing(Instant at) {
            return LinkStanding.of(link, expiresAt, usedAt, supersededAt, withdrawnAt, withdrawnWhy, at);
        }
    }

    private static Stored stored(ResultSet result) throws SQLException {
        String why = result.getString("withdrawn_why");
        return new Stored(
                new SetupLink(
                        result.getString("selector"),
                        result.getLong("account_id"),
                        result.getLong("agent_id"),
                        result.getInt("generation"),
                        result.getString("key_id"),
                        result.getString("verifier_hash")),
                Instants.read(result, "expires_at"),
                Instants.readOrNull(result, "used_at"),
                Instants.readOrNull(result, "superseded_at"),
                Instants.readOrNull(result, "withdrawn_at"),
                why == null ? null : Withdrawal.valueOf(why));
    }

    private static Columns<EndedLink> ended() {
        return Columns.<EndedLink>of()
                .bigint("account_id", EndedLink::accountId)
                .bigint("agent_id", EndedLink::agentId)
                .text("why", link -> link.why().name())
                .instant("ended_at", EndedLink::at);
    }

    /** Two statements over the same links, in one transaction: a third party that came between them makes it void. */
    private static void expect(int told, int changed) {
        if (told != changed) {
            throw new IncorrectUpdateSemanticsDataAccessException(
                    "The history of setup links would tell of " + told + " that ended, and " + changed + " did");
        }
    }
}
