package dev.chatmigration.importing;

import dev.chatmigration.domain.account.AgentReview;
import dev.chatmigration.domain.account.ChatAgent;
import dev.chatmigration.importing.RecordTable.Row;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reviews given by hand in a table, one row a decision, with the columns {@code account_id}, {@code chat_agent_id},
 * {@code decision}, {@code support_user_id}, {@code email} and {@code role}; others are ignored. A row is checked like a
 * record of the feed. One that says what the agent's latest review says already changes nothing.
 */
@Component
public class ReviewCsv {
    private static final int CHUNK = 1_000;
    private static final List<String> NUMBERS = List.of("account_id", "chat_agent_id", "support_user_id");
    private static final List<String> WORDS = List.of("decision", "email", "role");
    private static final List<String> NEEDED = List.of("account_id", "chat_agent_id", "decision");

    private final AgentReviewTable table;
    private final LegacyAccounts accounts;
    private final TransactionTemplate transaction;
    private final RecordParser<AgentReview> parser = new RecordParser<>(FeedKind.AGENT_REVIEWS, new AgentReviewCheck());
    private final JsonMapper json = new JsonMapper();

    ReviewCsv(AgentReviewTable table, LegacyAccounts accounts, PlatformTransactionManager transactions) {
        this.table = table;
        this.accounts = accounts;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** What became of the rows. */
    public record Imported(long read, long stored, long unchanged, List<RefusedRow> refused) {}

    /**
     * A row that was not taken.
     *
     * @param line of the file, from 1
     * @param cells as they stood there
     */
    public record RefusedRow(long line, List<String> cells, String reason) {}

    /**
     * Imports a table.
     *
     * @param name of the file, for the reasons
     * @param by who answers for the decisions
     * @param at when they count as made
     * @throws IllegalArgumentException where a column is missing, with a sentence
     * @throws IOException where the file cannot be read
     */
    public Imported read(String name, Reader csv, String by, Instant at) throws IOException {
        Totals totals = new Totals();
        Instant reviewedAt = at.truncatedTo(ChronoUnit.MICROS);
        try (CSVParser rows = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get()
                .parse(csv)) {
            for (String column : NEEDED) {
                if (!rows.getHeaderMap().containsKey(column)) {
                    throw new IllegalArgumentException(name + " has no column " + column + "; it needs "
                            + String.join(", ", NEEDED) + ", found " + String.join(", ", rows.getHeaderNames()) + ".");
                }
            }
            List<CSVRecord> chunk = new ArrayList<>();
            for (CSVRecord row : rows) {
                chunk.add(row);
                if (chunk.size() == CHUNK) {
                    store(name, chunk, by, reviewedAt, totals);
                    chunk.clear();
                }
            }
            store(name, chunk, by, reviewedAt, totals);
        }
        return new Imported(totals.read, totals.stored, totals.unchanged, List.copyOf(totals.refused));
    }

    private void store(String name, List<CSVRecord> rows, String by, Instant at, Totals totals) {
        Map<CSVRecord, AgentReview> reviews = new LinkedHashMap<>();
        for (CSVRecord row : rows) {
            totals.read++;
            byte[] line = json.writeValueAsString(record(row, by, at)).getBytes(StandardCharsets.UTF_8);
            FeedItem<AgentReview> item = parser.parse(name, row.getRecordNumber() + 1, line, 0, line.length);
            if (item instanceof FeedItem.Accepted<AgentReview> accepted
                    && accepted.problems().isEmpty()) {
                reviews.put(row, accepted.content());
            } else if (item instanceof FeedItem.Accepted<AgentReview> accepted) {
                totals.refuse(row, accepted.problems().get(0).reason());
            } else if (item instanceof FeedItem.Rejected<AgentReview> rejected) {
                totals.refuse(row, rejected.reject().reason());
            }
        }
        Known known = known(
                reviews.values().stream().map(AgentReview::accountId).distinct().toList());
        List<Row<AgentReview>> changed = new ArrayList<>();
        Set<Object> decided = new HashSet<>();
        reviews.forEach((row, review) -> {
            AgentKey key = new AgentKey(review.accountId(), review.chatAgentId());
            if (!known.agents.contains(key)) {
                totals.refuse(
                        row,
                        "There is no Chat agent " + review.chatAgentId() + " in account " + review.accountId() + ".");
            } else if (!decided.add(key)) {
                totals.refuse(row, "The file decides twice about Chat agent " + review.chatAgentId() + ".");
            } else if (saysTheSame(known.latest.get(key), review)) {
                totals.unchanged++;
            } else {
                totals.stored++;
                AgentReview later = after(known.latest.get(key), review);
                changed.add(new Row<>(later, table.hash(later)));
            }
        });
        transaction.executeWithoutResult(status ->
                table.store(changed, new Delivery(Path.of(name), LocalDate.ofInstant(at, ZoneOffset.UTC), at, 0)));
    }

    private ObjectNode record(CSVRecord row, String by, Instant at) {
        ObjectNode record = json.createObjectNode();
        for (String column : NUMBERS) {
            String cell = cell(row, column);
            if (cell != null && cell.matches("[0-9]{1,18}")) {
                record.put(column, Long.parseLong(cell));
            } else if (cell != null) {
                record.put(column, cell);
            }
        }
        for (String column : WORDS) {
            String cell = cell(row, column);
            if (cell != null) {
                record.put(column, cell);
            }
        }
        return record.put("reviewed_by", by).put("reviewed_at", at.toString());
    }

    private static @Nullable String cell(CSVRecord row, String column) {
        if (!row.isMapped(column) || !row.isSet(column)) {
            return null;
        }
        String cell = row.get(column).strip();
        return cell.isEmpty() ? null : cell;
    }

    private static boolean saysTheSame(@Nullable AgentReview latest, AgentReview review) {
        return latest != null
                && latest.decision() == review.decision()
                && Objects.equals(latest.supportUserId(), review.supportUserId())
                && Objects.equals(latest.email(), review.email())
                && latest.role() == review.role();
    }

    /** Only a later review replaces one; a decision made by hand now replaces whatever stands. */
    private static AgentReview after(@Nullable AgentReview latest, AgentReview review) {
        if (latest == null || review.reviewedAt().isAfter(latest.reviewedAt())) {
            return review;
        }
        return new AgentReview(
                review.accountId(),
                review.chatAgentId(),
                review.decision(),
                review.supportUserId(),
                review.email(),
                review.role(),
                review.reviewedBy(),
                latest.reviewedAt().plus(1, ChronoUnit.MICROS));
    }

    private Known known(List<Long> accountIds) {
        Set<AgentKey> agents = new HashSet<>();
        Map<AgentKey, AgentReview> latest = new HashMap<>();
        for (LegacyAccount legacy : accounts.withAgents(accountIds)) {
            for (ChatAgent agent : legacy.chatAgents()) {
                agents.add(new AgentKey(agent.accountId(), agent.id()));
            }
            legacy.reviews()
                    .forEach(review -> latest.put(new AgentKey(review.accountId(), review.chatAgentId()), review));
        }
        return new Known(agents, latest);
    }

    private record Known(Set<AgentKey> agents, Map<AgentKey, AgentReview> latest) {}

    private static final class Totals {
        long read;
        long stored;
        long unchanged;
        final List<RefusedRow> refused = new ArrayList<>();

        void refuse(CSVRecord row, String reason) {
            refused.add(new RefusedRow(row.getRecordNumber() + 1, List.of(row.values()), reason));
        }
    }
}
