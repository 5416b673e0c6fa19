package dev.chatmigration.importing;

import dev.chatmigration.database.Rows;
import dev.chatmigration.database.Rows.Columns;
import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.account.MigrationRequest;
import dev.chatmigration.domain.account.SecuritySettings;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All SQL by which the import writes the table {@code account}. */
@Component
class AccountTable implements RecordTable<Account> {
    private static final String FIND = """
            SELECT t.account_id, t.content_hash, t.seen_run
              FROM account t JOIN {rows} ON t.account_id = r.account_id
            """;
    private static final String KNOWN = """
            SELECT t.account_id
              FROM account t JOIN {rows} ON t.account_id = r.account_id
            """;
    private static final String STORE = """
            MERGE INTO account t USING (SELECT * FROM {rows}) r ON t.account_id = r.account_id
            WHEN MATCHED THEN UPDATE SET
              phase = r.phase, subdomain = r.subdomain, name = r.name, requested_at = r.requested_at,
              details = r.details, chat_ip_entries = r.chat_ip_entries, support_ip_ranges = r.support_ip_ranges,
              content_hash = r.content_hash, changed_run = r.run_id, seen_run = r.run_id
            WHEN NOT MATCHED THEN INSERT (account_id, phase, subdomain, name, requested_at, details, chat_ip_entries,
                support_ip_ranges, content_hash, changed_run, seen_run)
              VALUES (r.account_id, r.phase, r.subdomain, r.name, r.requested_at, r.details, r.chat_ip_entries,
                r.support_ip_ranges, r.content_hash, r.run_id, r.run_id)
            """;
    private static final String SEEN = """
            MERGE INTO account t USING (SELECT * FROM {rows}) r ON t.account_id = r.account_id
            WHEN MATCHED THEN UPDATE SET seen_run = r.run_id
            """;
    private static final Columns<Account> KEYS = Columns.<Account>of().bigint("account_id", Account::id);

    private final Rows rows;

    AccountTable(Rows rows) {
        this.rows = rows;
    }

    /** Which of these accounts are stored. */
    Set<Long> known(Collection<Long> ids) {
        return new HashSet<>(rows.query(KNOWN, Columns.ACCOUNT_IDS, ids, (result, row) -> result.getLong(1)));
    }

    @Override
    public Object key(Account account) {
        return account.id();
    }

    @Override
    public String keyField() {
        return "account_id";
    }

    @Override
    public String named(Account account) {
        return "account " + account.id();
    }

    @Override
    public String hash(Account account) {
        return ContentHash.of(
                account.phase(),
                account.subdomain(),
                account.name(),
                AccountDetails.of(account).json(),
                AccountDetails.joined(account.chatIpRestriction()),
                ranges(account));
    }

    @Override
    public @Nullable String refusalOfChange() {
        return null;
    }

    @Override
    public Map<Object, Stored> find(Collection<Account> accounts) {
        Map<Object, Stored> stored = new HashMap<>();
        rows.query(
                FIND,
                KEYS,
                accounts,
                (result, row) -> stored.put(result.getLong(1), new Stored(result.getString(2), result.getLong(3))));
        return stored;
    }

    @Override
    public void store(Collection<Row<Account>> accounts, Delivery delivery) {
        Columns<Row<Account>> columns = Columns.<Row<Account>>of()
                .bigint("account_id", row -> row.content().id())
                .text("phase", row -> row.content().phase().label())
                .text("subdomain", row -> row.content().subdomain())
                .text("name", row -> row.content().name())
                .instant("requested_at", row -> requestedAt(row.content()))
                .text("details", row -> AccountDetails.of(row.content()).json())
                .text(
                        "chat_ip_entries",
                        row -> AccountDetails.joined(row.content().chatIpRestriction()))
                .text("support_ip_ranges", row -> ranges(row.content()))
                .text("content_hash", Row::hash)
                .bigint("run_id", row -> delivery.run());
        rows.load("stage_account", STORE, columns, accounts);
    }

    @Override
    public void seen(Collection<Row<Account>> accounts, Delivery delivery) {
        Columns<Row<Account>> columns = Columns.<Row<Account>>of()
                .bigint("account_id", row -> row.content().id())
                .bigint("run_id", row -> delivery.run());
        rows.updateEach(SEEN, columns, accounts);
    }

    @Override
    public @Nullable Side side() {
        return null;
    }

    @Override
    public boolean needsAccount() {
        return false;
    }

    private static @Nullable Instant requestedAt(Account account) {
        MigrationRequest migration = account.migration();
        return migration == null ? null : migration.requestedAt();
    }

    private static @Nullable String ranges(Account account) {
        SecuritySettings security = account.security();
        return security == null ? null : security.ipRanges();
    }
}
