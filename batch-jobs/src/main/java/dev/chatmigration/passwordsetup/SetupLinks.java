package dev.chatmigration.passwordsetup;

import dev.chatmigration.database.Rows;
import dev.chatmigration.database.Rows.Columns;
import dev.chatmigration.domain.passwordsetup.SetupLink;
import dev.chatmigration.maildispatch.SetupTokens;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All SQL of the setup links, and the one place that turns a stored link into a usable one. */
@Component
public class SetupLinks implements SetupTokens {
    private static final String ADD = """
            INSERT INTO setup_link (selector, verifier_hash, key_id, account_id, agent_id, generation, issued_at,
              expires_at)
            SELECT selector, verifier_hash, key_id, account_id, agent_id, generation, issued_at, expires_at FROM {rows}
            """;
    private static final String LIVE = """
            SELECT selector, account_id, agent_id, generation, key_id, verifier_hash FROM setup_link
             WHERE selector = :selector AND used_at IS NULL AND superseded_at IS NULL
            """;
    private static final Columns<IssuedLink> COLUMNS = Columns.<IssuedLink>of()
            .text("selector", issued -> issued.link().selector())
            .text("verifier_hash", issued -> issued.link().verifierHash())
            .text("key_id", issued -> issued.link().keyId())
            .bigint("account_id", issued -> issued.link().accountId())
            .bigint("agent_id", issued -> issued.link().agentId())
            .integer("generation", issued -> issued.link().generation())
            .instant("issued_at", IssuedLink::issuedAt)
            .instant("expires_at", IssuedLink::expiresAt);

    private final JdbcClient jdbc;
    private final Rows rows;
    private final LinkKeys keys;

    SetupLinks(JdbcClient jdbc, Rows rows, LinkKeys keys) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.keys = keys;
    }

    /** A link and how long it lives. */
    public record IssuedLink(SetupLink link, Instant issuedAt, Instant expiresAt) {}

    /** Makes the first link of an agent; {@link #add} keeps it. */
    public IssuedLink issue(long accountId, long agentId, Instant issuedAt, Instant expiresAt) {
        return new IssuedLink(
                SetupLink.issue(keys.random(), keys.current(), accountId, agentId, 1), issuedAt, expiresAt);
    }

    public void add(Collection<IssuedLink> links) {
        rows.updateEach(ADD, COLUMNS, links);
    }

    @Override
    public @Nullable String tokenFor(String selector) {
        List<SetupLink> live = jdbc.sql(LIVE)
                .param("selector", selector)
                .query((result, row) -> new SetupLink(
                        result.getString("selector"),
                        result.getLong("account_id"),
                        result.getLong("agent_id"),
                        result.getInt("generation"),
                        result.getString("key_id"),
                        result.getString("verifier_hash")))
                .list();
        return live.isEmpty() ? null : live.get(0).token(keys.current()).text();
    }
}
