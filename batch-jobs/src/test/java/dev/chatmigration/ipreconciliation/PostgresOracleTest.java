package dev.chatmigration.ipreconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.domain.ipreconciliation.AllowList;
import dev.chatmigration.domain.ipreconciliation.IpReconciler;
import dev.chatmigration.domain.ipreconciliation.IpReconciliation;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Random pairs of lists, compared with PostgreSQL's {@code inet}. The database knows nothing of ranges here: it asks for each
 * of the {@value #ADDRESSES} addresses around a pair whether an entry contains it.
 */
class PostgresOracleTest {
    private static final long SEED = 20_261_123;
    private static final int PAIRS = 12_000;
    private static final int ADDRESSES = 64;
    private static final int SHORTEST_IPV4_PREFIX = 26;

    /** At both ends of each family, where a successor overflows, and in between. */
    private static final List<String> BASES = List.of(
            "0.0.0.0",
            "198.51.100.64",
            "127.255.255.192",
            "255.255.255.192",
            "::",
            "2001:db8::ffff:ffff:ffff:ffc0",
            "2001:db8:0:1::",
            "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffc0");

    private static final String JUDGED = """
            WITH asked AS (
              SELECT pair, verdict, chat, support, missing, base + number AS address
                FROM list_pair, generate_series(0, %d) number),
            judged AS (
              SELECT pair, verdict, address <<= ANY (chat) AS wanted, address <<= ANY (support) AS let_in,
                     address <<= ANY (missing) AS missing
                FROM asked)
            """.formatted(ADDRESSES - 1);

    private Connection connection;

    @BeforeEach
    void loadRandomPairs() throws SQLException {
        Map<String, String> database = TestDatabase.POSTGRESQL.create();
        connection = DriverManager.getConnection(
                database.getOrDefault("spring.datasource.url", ""),
                database.get("spring.datasource.username"),
                database.get("spring.datasource.password"));
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE list_pair (pair int, base inet, chat inet[], support inet[],"
                    + " missing cidr[], verdict text)");
        }
        Random random = new Random(SEED);
        // A cidr array takes no block with host bits set.
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO list_pair VALUES (?, ?::inet,"
                        + " string_to_array(?, ' ')::inet[], string_to_array(?, ' ')::inet[], string_to_array(?, ' ')::cidr[], ?)")) {
            for (int pair = 0; pair < PAIRS; pair++) {
                String base = BASES.get(random.nextInt(BASES.size()));
                List<String> chat = randomList(random, base);
                List<String> support = randomList(random, base);
                IpReconciliation result = new IpReconciler()
                        .reconcile(AllowList.chat(true, chat), AllowList.support(true, String.join(" ", support)));
                insert.setInt(1, pair);
                insert.setString(2, base);
                insert.setString(3, String.join(" ", chat));
                insert.setString(4, String.join(" ", support));
                insert.setString(5, String.join(" ", result.missing()));
                insert.setString(6, result.verdict().label());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void postgresqlCallsTheSameAddressesMissingGivesTheSameVerdictAndFindsNoBlockTooMany() throws SQLException {
        assertThat(pairs(JUDGED + "SELECT DISTINCT pair FROM judged WHERE missing <> (wanted AND NOT let_in)"))
                .as("missing, seed %d", SEED)
                .isEmpty();
        assertThat(pairs(JUDGED + """
                SELECT pair FROM judged GROUP BY pair, verdict HAVING verdict <> CASE
                  WHEN NOT bool_or(wanted AND let_in) THEN 'not_covered'
                  WHEN bool_or(wanted AND NOT let_in) THEN 'partly_covered'
                  ELSE 'covered' END
                """)).as("verdicts, seed %d", SEED).isEmpty();
        // Blocks that hold the same addresses are the fewest exactly if none overlap and no two are halves of one
        // block.
        assertThat(pairs("""
                SELECT DISTINCT pair FROM list_pair, unnest(missing) WITH ORDINALITY one (block, place),
                       unnest(missing) WITH ORDINALITY other (block, place)
                 WHERE one.place < other.place
                   AND (one.block && other.block OR one.block > other.block
                        OR masklen(one.block) = masklen(other.block) AND masklen(one.block) > 0
                           AND set_masklen(one.block, masklen(one.block) - 1)
                               = set_masklen(other.block, masklen(one.block) - 1))
                """)).as("fewest blocks, ascending, seed %d", SEED).isEmpty();
        assertThat(pairs("SELECT DISTINCT ON (verdict) pair FROM list_pair ORDER BY verdict"))
                .as("every verdict occurs")
                .hasSize(3);
    }

    private List<Integer> pairs(String sql) throws SQLException {
        List<Integer> pairs = new ArrayList<>();
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                pairs.add(result.getInt(1));
            }
        }
        return pairs;
    }

    /** Up to five blocks around the base, whose last six bits are zero; some with host bits set, some single addresses. */
    private static List<String> randomList(Random random, String base) {
        List<String> entries = new ArrayList<>();
        int size = 1 + random.nextInt(5);
        while (entries.size() < size) {
            int number = random.nextInt(ADDRESSES);
            int shorter = random.nextInt(7);
            if (base.indexOf(':') < 0) {
                int lastDot = base.lastIndexOf('.') + 1;
                int octet = Integer.parseInt(base.substring(lastDot)) + number;
                int prefix = SHORTEST_IPV4_PREFIX + shorter;
                entries.add(base.substring(0, lastDot) + octet + (prefix == 32 ? "" : "/" + prefix));
            } else {
                int lastColon = base.lastIndexOf(':') + 1;
                String group = base.substring(lastColon);
                int value = (group.isEmpty() ? 0 : Integer.parseInt(group, 16)) + number;
                entries.add(base.substring(0, lastColon)
                        + Integer.toHexString(value)
                        + (shorter == 6 ? "" : "/" + (122 + shorter)));
            }
        }
        return entries;
    }
}
