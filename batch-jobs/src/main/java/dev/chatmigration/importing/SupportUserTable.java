package dev.chatmigration.importing;

import dev.chatmigration.database.Rows;
import dev.chatmigration.database.Rows.Columns;
import dev.chatmigration.domain.account.SupportUser;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All SQL by which the import writes the table {@code support_user}. */
@Component
class SupportUserTable implements RecordTable<SupportUser> {
    private static final String FIND = """
            SELECT t.account_id, t.support_user_id, t.content_hash, t.seen_run
              FROM support_user t JOIN {rows} ON t.account_id = r.account_id AND t.support_user_id = r.support_user_id
            """;
    private static final String STORE = """
            MERGE INTO support_user t USING (SELECT * FROM {rows}) r
               ON t.account_id = r.account_id AND t.support_user_id = r.support_user_id
            WHEN MATCHED THEN UPDATE SET
              name = r.name, alias = r.alias, email = r.email, role = r.role, role_type = r.role_type,
              deleted = r.deleted, suspended = r.suspended, verified = r.verified, locale = r.locale,
              time_zone = r.time_zone, identities = r.identities, content_hash = r.content_hash,
              changed_run = r.run_id, seen_run = r.run_id
            WHEN NOT MATCHED THEN INSERT (account_id, support_user_id, name, alias, email, role, role_type, deleted,
                suspended, verified, locale, time_zone, identities, content_hash, changed_run, seen_run)
              VALUES (r.account_id, r.support_user_id, r.name, r.alias, r.email, r.role, r.role_type, r.deleted,
                r.suspended, r.verified, r.locale, r.time_zone, r.identities, r.content_hash, r.run_id, r.run_id)
            """;
    private static final String SEEN = """
            MERGE INTO support_user t USING (SELECT * FROM {rows}) r
               ON t.account_id = r.account_id AND t.support_user_id = r.support_user_id
            WHEN MATCHED THEN UPDATE SET seen_run = r.run_id
            """;
    private static final Columns<SupportUser> KEYS = Columns.<SupportUser>of()
            .bigint("account_id", SupportUser::accountId)
            .bigint("support_user_id", SupportUser::id);

    private final Rows rows;

    SupportUserTable(Rows rows) {
        this.rows = rows;
    }

    @Override
    public Object key(SupportUser user) {
        return new AgentKey(user.accountId(), user.id());
    }

    @Override
    public Long personId(SupportUser user) {
        return user.id();
    }

    @Override
    public String keyField() {
        return "id";
    }

    @Override
    public String named(SupportUser user) {
        return "Support user " + user.id();
    }

    @Override
    public String hash(SupportUser user) {
        return ContentHash.of(
                user.name(),
                user.alias(),
                user.email(),
                user.role(),
                user.roleType(),
                user.deleted(),
                user.suspended(),
                user.verified(),
                user.locale(),
                user.timeZone(),
                StoredIdentity.json(user.identities()));
    }

    @Override
    public @Nullable String refusalOfChange() {
        return null;
    }

    @Override
    public Map<Object, Stored> find(Collection<SupportUser> users) {
        Map<Object, Stored> stored = new HashMap<>();
        rows.query(
                FIND,
                KEYS,
                users,
                (result, row) -> stored.put(
                        new AgentKey(result.getLong(1), result.getLong(2)),
                        new Stored(result.getString(3), result.getLong(4))));
        return stored;
    }

    @Override
    public void store(Collection<Row<SupportUser>> users, Delivery delivery) {
        Columns<Row<SupportUser>> columns = keysAndRun(delivery)
                .text("name", row -> row.content().name())
                .text("alias", row -> row.content().alias())
                .text("email", row -> row.content().email())
                .text("role", row -> row.content().role().name())
                .integer("role_type", row -> row.content().roleType())
                .bool("deleted", row -> row.content().deleted())
                .bool("suspended", row -> row.content().suspended())
                .bool("verified", row -> row.content().verified())
                .text("locale", row -> row.content().locale())
                .text("time_zone", row -> row.content().timeZone())
                .text("identities", row -> StoredIdentity.json(row.content().identities()))
                .text("content_hash", Row::hash);
        rows.load("stage_support_user", STORE, columns, users);
    }

    @Override
    public void seen(Collection<Row<SupportUser>> users, Delivery delivery) {
        rows.updateEach(SEEN, keysAndRun(delivery), users);
    }

    private static Columns<Row<SupportUser>> keysAndRun(Delivery delivery) {
        return Columns.<Row<SupportUser>>of()
                .bigint("account_id", row -> row.content().accountId())
                .bigint("support_user_id", row -> row.content().id())
                .bigint("run_id", row -> delivery.run());
    }

    @Override
    public @Nullable Side side() {
        return Side.SUPPORT;
    }
}
