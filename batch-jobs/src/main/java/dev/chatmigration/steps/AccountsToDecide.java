package dev.chatmigration.steps;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The accounts that a night decides about: those not upgraded yet. What was decided about an upgraded one stays as it
 * was when it was upgraded.
 */
@Component
public class AccountsToDecide {
    private static final String NOT_UPGRADED = """
              FROM account a LEFT JOIN account_migration m ON m.account_id = a.account_id
             WHERE (m.state IS NULL OR m.state NOT IN ('UPGRADED', 'FINALIZED'))
            """;
    private static final String LEGACY = " AND a.phase IN ('legacy_chat', 'legacy_chat_support')";
    // Over all accounts: which of them are to be decided about may change while a night runs, which there are may not.
    private static final String ENDS = """
            SELECT MAX(n.account_id)
              FROM (SELECT account_id, NTILE(:ranges) OVER (ORDER BY account_id) AS place FROM account) n
             WHERE n.place < :ranges
             GROUP BY n.place ORDER BY n.place
            """;
    private static final String PAGE = " AND a.account_id > :last ORDER BY a.account_id LIMIT :limit";

    private final JdbcClient jdbc;

    AccountsToDecide(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of a legacy phase. */
    public AccountSource legacy() {
        return source(NOT_UPGRADED + LEGACY);
    }

    /** All of them, also those that may not enter. */
    public AccountSource all() {
        return source(NOT_UPGRADED);
    }

    /** The next ids of a legacy phase after {@code last}, for those who go over them outside of a step. */
    public List<Long> legacyAfter(@Nullable Long last, int limit) {
        return page(NOT_UPGRADED + LEGACY, last, limit);
    }

    /** As {@link AccountSource#ends}, over all accounts that there are. */
    public List<Long> ends(int ranges) {
        return jdbc.sql(ENDS).param("ranges", ranges).query(Long.class).list();
    }

    private List<Long> page(String which, @Nullable Long last, int limit) {
        return jdbc.sql("SELECT a.account_id" + which + PAGE)
                .param("last", last == null ? Long.MIN_VALUE : last)
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    private AccountSource source(String which) {
        return new AccountSource() {
            @Override
            public List<Long> next(Night night, @Nullable Long last, int limit) {
                return page(which, last, limit);
            }

            @Override
            public long count(Night night) {
                return jdbc.sql("SELECT COUNT(*)" + which).query(Long.class).single();
            }

            @Override
            public List<Long> ends(int ranges) {
                return AccountsToDecide.this.ends(ranges);
            }
        };
    }
}
