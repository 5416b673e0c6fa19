package dev.chatmigration.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.chatmigration.csv.CsvRows;
import dev.chatmigration.csv.UnreadableCsv;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Well-formed records and review sheets, damaged byte by byte: each is read or refused with a sentence. {@code
 * -Dfuzz.seconds=N} goes on for so long per test, {@code -Dfuzz.seed=S} repeats a failure; both stand in docs/proofs.md.
 */
class HostileRecordsTest {
    /** The normal build tries the same inputs each time; with {@code -Dfuzz.seconds=N} new ones until the time is over. */
    private static final @Nullable Integer SECONDS = Integer.getInteger("fuzz.seconds");

    private static final int INPUTS = 800;
    private static final byte[] STRANGE = {
        0, -1, -2, -17, -69, -65, '"', '\\', '{', '}', '[', ']', ',', ';', '\n', '\r', '-', 'e', '9'
    };

    private static final List<String> RECORDS = List.of(
            "{\"account\":{\"account_id\":5,\"subdomain\":\"brume\",\"time_zone\":\"Europe/Paris\",\"phase\":"
                    + "\"legacy_chat\",\"seats\":25,\"chat_ip_restriction\":{\"enabled\":true,\"entries\":[\"192.0.2.1\"]},"
                    + "\"business_hours\":{\"days\":[\"SUNDAY\"],\"from\":\"08:00\",\"to\":\"02:30\"},\"migration\":"
                    + "{\"requested_at\":\"2026-11-01T08:00:00.12Z\",\"not_before\":\"2027-01-02\",\"preferred_days\":"
                    + "[\"SUNDAY\"],\"preferred_local_time\":\"22:00\",\"ip_policy\":\"add-missing\"}}}",
            "{\"account_id\":1,\"id\":7,\"email\":\"lea@x.example\",\"first_name\":\"L\u00e9a\",\"enabled\":true,"
                    + "\"role_type\":3,\"identities\":[{\"type\":\"email\",\"value\":\"l@x.example\",\"verified\":true}],"
                    + "\"role\":\"agent\",\"roles\":{\"owner\":true}}",
            "{\"account_id\":1,\"chat_agent_id\":7,\"decision\":\"SAME_PERSON\",\"support_user_id\":9,\"email\":"
                    + "\"a@x.example\",\"role\":\"admin\",\"reviewed_by\":\"B\",\"reviewed_at\":\"2026-11-01T08:00:00Z\"}",
            "{\"account_id\":1,\"event\":\"reschedule\",\"at\":\"2026-11-01T08:00:00Z\",\"by\":\"B\",\"reason\":\"c\","
                    + "\"local_time\":\"2026-12-24T22:00\"}",
            "{\"account_id\":1,\"url\":\"https://x.example/\",\"status\":200,\"headers\":{\"A\":[\"b\",\"c\"]},"
                    + "\"html\":\"<p>\",\"html_file\":\"../d/e.html\"}");
    private static final List<String> SHEETS = List.of(
            String.join(
                    "\r\n",
                    "\ufeffaccount_id,chat_agent_id,decision,support_user_id,email,role",
                    "1,7,SAME_PERSON,9,\"a@x.example\",admin",
                    "1,8,,,\"a \"\"b\"\"\nc\",",
                    ""),
            "account_id;chat_agent_id;decision;email\n1;7;CHAT_ONLY;l\u00e9a@x.example\n\n2;1E+05;NO_CHAT;\n");

    @TempDir
    private Path directory;

    @Test
    void everyRecordIsAcceptedOrRefusedWithASentence() {
        List<RecordParser<?>> parsers = List.of(
                new RecordParser<>(FeedKind.ACCOUNTS, new AccountCheck()),
                new RecordParser<>(FeedKind.CHAT_AGENTS, new ChatAgentCheck()),
                new RecordParser<>(FeedKind.SUPPORT_USERS, new SupportUserCheck()),
                new RecordParser<>(FeedKind.AGENT_REVIEWS, new AgentReviewCheck()),
                new RecordParser<>(FeedKind.ACCOUNT_EVENTS, new AccountEventCheck()),
                new RecordParser<>(FeedKind.SITE_PAGES, new PageCheck(directory)));
        inputs(RECORDS, line -> {
            for (RecordParser<?> parser : parsers) {
                FeedItem<?> item = parser.parse("feed.ndjson", 1, line, 0, line.length);
                if (item instanceof FeedItem.Rejected<?> rejected) {
                    assertThat(rejected.reason())
                            .isNotBlank()
                            .doesNotContain("\n", "\u0000", "the log has the failure");
                }
            }
        });
    }

    @Test
    void aRecordOnWhichACheckFailsIsRefusedAndStopsNothing() {
        byte[] line = "{\"account_id\":7}".getBytes(StandardCharsets.UTF_8);
        RecordParser<String> parser = new RecordParser<>(FeedKind.ACCOUNTS, (account, object) -> {
            throw new IllegalStateException("broken rule");
        });

        assertThat(parser.parse("accounts.ndjson", 3, line, 0, line.length))
                .isInstanceOfSatisfying(FeedItem.Rejected.class, rejected -> {
                    assertThat(rejected.line()).isEqualTo(3);
                    assertThat(rejected.accountId()).isEqualTo(7L);
                    assertThat(rejected.reason())
                            .contains("failed", "IllegalStateException", "the log has the failure");
                });
    }

    @Test
    void everyReviewSheetIsReadOrRefusedWithASentence() throws IOException {
        Path sheet = directory.resolve("reviews.csv");
        inputs(SHEETS, bytes -> {
            Files.write(sheet, bytes);
            try (CsvRows rows = CsvRows.open(sheet, List.of("account_id", "chat_agent_id", "decision"))) {
                for (List<CsvRows.Row> next = rows.next(10); !next.isEmpty(); next = rows.next(10)) {
                    next.forEach(row -> {
                        assertThat(row.line()).isPositive();
                        ReviewCsv.COLUMNS.forEach(row::cell);
                        assertThat(row.cells()).isNotNull();
                    });
                }
            } catch (UnreadableCsv e) {
                assertThat(e).hasMessageStartingWith("reviews.csv line ");
            }
        });
    }

    private static void inputs(List<String> seeds, Reading reading) {
        Long asked = Long.getLong("fuzz.seed");
        long seed = asked == null ? 20261123 : asked;
        long first = seed;
        long end = System.nanoTime() + (SECONDS == null ? 0 : SECONDS * 1_000_000_000L);
        do {
            byte[] input = damaged(seeds, new Random(seed));
            try {
                reading.read(input);
            } catch (IOException | RuntimeException | StackOverflowError | AssertionError e) {
                fail(
                        "-Dfuzz.seed=" + seed + " fails with " + e + " at: "
                                + new String(input, StandardCharsets.ISO_8859_1),
                        e);
            }
            seed++;
        } while (asked == null && (SECONDS == null ? seed < first + INPUTS : System.nanoTime() < end));
    }

    private static byte[] damaged(List<String> seeds, Random random) {
        byte[] bytes = any(seeds, random);
        for (int rounds = random.nextInt(6); rounds >= 0; rounds--) {
            int at = random.nextInt(bytes.length + 1);
            int until = Math.min(bytes.length, at + random.nextInt(20));
            byte[] other = any(seeds, random);
            byte[] between = switch (random.nextInt(6)) {
                case 0 -> new byte[0];
                case 1 -> new byte[] {STRANGE[random.nextInt(STRANGE.length)]};
                case 2 -> new byte[] {(byte) random.nextInt(256)};
                case 3 -> other;
                case 4 -> Arrays.copyOfRange(other, 0, random.nextInt(other.length));
                default -> "[".repeat(random.nextInt(300)).getBytes(StandardCharsets.UTF_8);
            };
            byte[] next = Arrays.copyOf(bytes, at + between.length + bytes.length - until);
            System.arraycopy(between, 0, next, at, between.length);
            System.arraycopy(bytes, until, next, at + between.length, bytes.length - until);
            bytes = next;
        }
        return bytes;
    }

    private static byte[] any(List<String> texts, Random random) {
        return texts.get(random.nextInt(texts.size())).getBytes(StandardCharsets.UTF_8);
    }

    private interface Reading {
        void read(byte[] input) throws IOException;
    }
}
