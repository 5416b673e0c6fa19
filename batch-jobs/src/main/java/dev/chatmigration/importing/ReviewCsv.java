package dev.chatmigration.importing;

import dev.chatmigration.csv.CsvRows;
import dev.chatmigration.csv.UnreadableCsv;
import dev.chatmigration.domain.account.AgentReview;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reviews given by hand in a table, one row a decision, with the columns {@code account_id}, {@code chat_agent_id},
 * {@code decision}, {@code support_user_id}, {@code email} and {@code role}; others are ignored. A row is checked like a
 * record of the feed. One that decides nothing, or says what the agent's latest review says already, changes nothing.
 */
@Component
public class ReviewCsv {
    /** The columns that are read, in the order in which an export has them. */
    public static final List<String> COLUMNS =
            List.of("account_id", "chat_agent_id", "decision", "support_user_id", "email", "role");

    private static final int CHUNK = 1_000;
    private static final List<String> NUMBERS = List.of("account_id", "chat_agent_id", "support_user_id");
    private static final List<String> WORDS = List.of("decision", "email", "role");
    private static final List<String> NEEDED = List.of("account_id", "chat_agent_id", "decision");
    private static final List<String> OF_A_DECISION = List.of("support_user_id", "email", "role");
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");
    private static final Pattern ROUNDED = Pattern.compile("[0-9]+(?:[.,][0-9]+)?[eE][+]?[0-9]+");

    private final AgentReviewTable table;
    private final TransactionTemplate transaction;
    private final RecordParser<AgentReview> parser = new RecordParser<>(FeedKind.AGENT_REVIEWS, new AgentReviewCheck());
    private final JsonMapper json = new JsonMapper();

    ReviewCsv(AgentReviewTable table, PlatformTransactionManager transactions) {
        this.table = table;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * What became of the rows.
     *
     * @param unchanged rows that decide nothing or nothing new
     * @param header of the file
     */
    public record Imported(long read, long stored, long unchanged, List<String> header, List<RefusedRow> refused) {}

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
     * @param by who answers for the decisions
     * @param at when they count as made
     * @throws UnreadableCsv where the table makes no sense, with a sentence
     * @throws IOException where the file cannot be read
     */
    public Imported read(Path csv, String by, Instant at) throws IOException {
        try (CsvRows rows = CsvRows.open(csv, NEEDED)) {
            Import running = new Import(csv, by, at.truncatedTo(ChronoUnit.MICROS));
            List<CsvRows.Row> chunk = rows.next(CHUNK);
            while (!chunk.isEmpty()) {
                running.take(chunk);
                chunk = rows.next(CHUNK);
            }
            return new Imported(
                    running.read, running.stored, running.unchanged, rows.header(), List.copyOf(running.refused));
        }
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

    private static AgentKey keyOf(AgentReview review) {
        return new AgentKey(review.accountId(), review.chatAgentId());
    }

    /** One file on its way in. */
    private final class Import {
        private final Path csv;
        private final String by;
        private final Instant at;
        private final Map<AgentKey, AgentReview> decided = new HashMap<>();
        private final List<RefusedRow> refused = new ArrayList<>();
        private long read;
        private long stored;
        private long unchanged;

        Import(Path csv, String by, Instant at) {
            this.csv = csv;
            this.by = by;
            this.at = at;
        }

        void take(List<CsvRows.Row> rows) {
            Map<CsvRows.Row, AgentReview> reviews = new LinkedHashMap<>();
            for (CsvRows.Row row : rows) {
                read++;
                review(row).ifPresent(review -> reviews.put(row, review));
            }
            Set<AgentKey> known = table.knownAgents(reviews.values());
            Map<AgentKey, AgentReview> latest = table.latest(reviews.values());
            List<RecordTable.Row<AgentReview>> changed = new ArrayList<>();
            reviews.forEach((row, review) -> {
                AgentKey key = keyOf(review);
                AgentReview before = decided.putIfAbsent(key, review);
                if (!known.contains(key)) {
                    refuse(
                            row,
                            "There is no Chat agent " + review.chatAgentId() + " in account " + review.accountId()
                                    + ".");
                } else if (before != null && !saysTheSame(before, review)) {
                    refuse(row, "The file decides twice about Chat agent " + review.chatAgentId() + ".");
                } else if (before != null || saysTheSame(latest.get(key), review)) {
                    unchanged++;
                } else {
                    stored++;
                    AgentReview later = after(latest.get(key), review);
                    changed.add(new RecordTable.Row<>(later, table.hash(later)));
                }
            });
            transaction.executeWithoutResult(status ->
                    table.store(changed, new Delivery(csv, LocalDate.ofInstant(at, ZoneOffset.UTC), at, 0)));
        }

        private Optional<AgentReview> review(CsvRows.Row row) {
            if (row.cell("decision") == null) {
                if (OF_A_DECISION.stream().allMatch(column -> row.cell(column) == null)) {
                    unchanged++;
                } else {
                    refuse(row, "Expected a decision beside support_user_id, email or role, but found none.");
                }
                return Optional.empty();
            }
            byte[] line = json.writeValueAsString(record(row)).getBytes(StandardCharsets.UTF_8);
            FeedItem<AgentReview> item =
                    parser.parse(String.valueOf(csv.getFileName()), row.line(), line, 0, line.length);
            if (item instanceof FeedItem.Rejected<AgentReview> rejected) {
                refuse(row, named(rejected.field(), rejected.reason()));
            } else if (item instanceof FeedItem.Accepted<AgentReview> accepted) {
                if (accepted.problems().isEmpty()) {
                    return Optional.of(accepted.content());
                }
                FieldProblem problem = accepted.problems().get(0);
                refuse(row, named(problem.field(), problem.reason()));
            }
            return Optional.empty();
        }

        private ObjectNode record(CsvRows.Row row) {
            ObjectNode record = json.createObjectNode();
            for (String column : NUMBERS) {
                String cell = row.cell(column);
                if (cell != null && ID.matcher(cell).matches()) {
                    record.put(column, Long.parseLong(cell));
                } else if (cell != null) {
                    record.put(column, cell);
                }
            }
            for (String column : WORDS) {
                String cell = row.cell(column);
                if (cell != null) {
                    record.put(column, cell);
                }
            }
            return record.put("reviewed_by", by).put("reviewed_at", at.toString());
        }

        private void refuse(CsvRows.Row row, String reason) {
            boolean rounded = NUMBERS.stream()
                    .map(row::cell)
                    .anyMatch(cell -> cell != null && ROUNDED.matcher(cell).matches());
            refused.add(new RefusedRow(
                    row.line(),
                    row.cells(),
                    rounded
                            ? reason + " A spreadsheet has rounded it; have the column shown as whole numbers."
                            : reason));
        }

        private static String named(@Nullable String field, String reason) {
            return field == null ? reason : field + ": " + reason;
        }
    }
}
