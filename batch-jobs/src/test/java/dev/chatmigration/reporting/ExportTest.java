package dev.chatmigration.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.testing.MigrationBench;
import dev.chatmigration.testing.TestFeed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The export is a contract: names and order of fields, and which accounts stand in which file. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ExportTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long UPGRADED = 1;
    private static final long WAITING = 2;
    private static final long NEVER_ASKED = 3;
    private static final long PHASE_4 = 4;

    private final MigrationBench bench;
    private final TestFeed feed;
    private final Path export;

    ExportTest(TestDatabase database, @TempDir Path directory) throws IOException {
        bench = MigrationBench.on(database);
        feed = new TestFeed(Files.createDirectory(directory.resolve("feed")));
        export = Files.createDirectory(directory.resolve("export"));
    }

    @BeforeEach
    void oneOfEachKind() {
        feed.linkedAccount(UPGRADED).chatAgent(1002, "new@customer-1.example");
        feed.account(WAITING)
                .asked("2026-11-20T10:00:00Z")
                .letsIn("192.0.2.1", "192.0.2.1", "010.0.0.1")
                .page(
                        "https://shop.example/",
                        """
                        <html><head><script>
                        window.$zopim||(function(d,s){var z=$zopim=function(c){z._.push(c)},$=z.s=
                        d.createElement(s),e=d.getElementsByTagName(s)[0];z.set=function(o){z.set.
                        _.push(o)};z._=[];z.set._=[];$.async=!0;$.setAttribute("charset","utf-8");
                        $.src="https://v2.zopim.com/?2b7XyQ9aLmN4pRsT8uVwZ1cDeFgHiJkL";z.t=+new Date;$.
                        type="text/javascript";e.parentNode.insertBefore($,e)})(document,"script");
                        $zopim(function(){ $zopim.livechat.setNotes("x"); });
                        </script></head></html>""",
                        Map.of("Content-Security-Policy", "default-src 'self'; script-src 'unsafe-inline'"));
        feed.linkedAccount(NEVER_ASKED);
        feed.account(PHASE_4).with("phase", "phase4");
        feed.brokenAccountLine("{\"account_id\":\"x\"}");
        bench.nightly(feed, "2026-12-01T01:00:00Z");
        bench.upgrade(bench.schedule(UPGRADED, "2026-12-01T12:00:00Z", "2026-12-01T22:00"));
    }

    @Test
    void fieldsHaveTheNamesAndTheOrderOfTheContract() {
        Map<String, Long> lines = bench.bean(Export.class).writeTo(export);

        assertThat(lines)
                .containsOnlyKeys(
                        "agents.ndjson",
                        "agent_proposals.ndjson",
                        "ip_reconciliation.ndjson",
                        "widgets.ndjson",
                        "findings.ndjson",
                        "schedule.ndjson",
                        "messages.ndjson",
                        "mails.ndjson",
                        "rejects.ndjson")
                .allSatisfy(
                        (file, count) -> assertThat(lines(file)).isNotEmpty().hasSize(count.intValue()));
        fieldsOf(
                "agents.ndjson",
                "account_id agent_id name alias email support_user_id chat_agent_id scenario decided_by role sign_in active");
        fieldsOf("agent_proposals.ndjson", "account_id chat_agent_id support_user_id scenario email evidence waits");
        fieldsOf("ip_reconciliation.ndjson", "account_id verdict missing problems");
        fieldsOf("widgets.ndjson", "account_id url widget keys placements api_calls csp");
        fieldsOf(
                "findings.ndjson",
                "account_id check severity subject evidence what_to_do since waived_by waive_reason");
        fieldsOf("schedule.ndjson", "account_id state held slot_utc slot_local time_zone revision");
        fieldsOf("messages.ndjson", "message_id account_id to kind locale text revision updated_at");
        fieldsOf("mails.ndjson", "message_id kind account_id to locale status attempts");
        fieldsOf("rejects.ndjson", "file line field reason");
    }

    @Test
    void listsInsideALineHaveTheirFieldsToo() {
        bench.bean(Export.class).writeTo(export);

        JsonNode page = lines("widgets.ndjson").get(0);
        assertThat(names(page.get("placements").get(0))).isEqualTo("form key line active why");
        assertThat(names(page.get("api_calls").get(0))).isEqualTo("call line supported instead");
        assertThat(page.get("api_calls").get(0).get("call").stringValue()).isEqualTo("$zopim.livechat.setNotes");
        assertThat(names(page.get("csp"))).isEqualTo("policies blocks_web_widget missing");
        assertThat(lines("ip_reconciliation.ndjson").stream().flatMap(line -> elements(line.get("problems"))))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(names(problem)).isEqualTo("list entry position code text"));
        assertThat(lines("agent_proposals.ndjson").stream().flatMap(line -> elements(line.get("evidence"))))
                .isNotEmpty()
                .allSatisfy(evidence -> assertThat(names(evidence)).isEqualTo("kind detail score"));
    }

    @Test
    void agentsAreThoseOfUpgradedAccountsAndProposalsThoseOfTheOthers() {
        bench.bean(Export.class).writeTo(export);

        assertThat(accountsIn("agents.ndjson")).containsOnly(UPGRADED);
        assertThat(accountsIn("agent_proposals.ndjson")).containsOnly(WAITING, NEVER_ASKED);
        assertThat(lines("agents.ndjson"))
                .anySatisfy(agent -> {
                    assertThat(agent.get("email").stringValue()).isEqualTo("new@customer-1.example");
                    assertThat(agent.get("agent_id").longValue()).isGreaterThanOrEqualTo(8_000_000_000_000_000L);
                    assertThat(agent.get("support_user_id").isNull()).isTrue();
                    assertThat(agent.get("scenario").stringValue()).isEqualTo("CHAT_ONLY");
                    assertThat(agent.get("decided_by").stringValue()).isEqualTo("on_behalf");
                    assertThat(agent.get("sign_in").stringValue()).isEqualTo("set_password");
                })
                .anySatisfy(agent -> {
                    assertThat(agent.get("agent_id").longValue()).isEqualTo(1501);
                    assertThat(agent.get("role").stringValue()).isEqualTo("owner");
                    assertThat(agent.get("sign_in").stringValue()).isEqualTo("support_password");
                });
    }

    @Test
    void scheduleAndAddressListsCoverEveryLegacyAccountAskedOrNot() {
        bench.bean(Export.class).writeTo(export);

        assertThat(accountsIn("schedule.ndjson")).containsExactly(UPGRADED, WAITING, NEVER_ASKED);
        assertThat(accountsIn("ip_reconciliation.ndjson")).containsExactly(UPGRADED, WAITING, NEVER_ASKED);
        JsonNode upgraded = lines("schedule.ndjson").get(0);
        assertThat(upgraded.get("state").stringValue()).isEqualTo("UPGRADED");
        assertThat(upgraded.get("slot_utc").stringValue()).isEqualTo("2026-12-01T21:00:00Z");
        assertThat(upgraded.get("slot_local").stringValue()).isEqualTo("2026-12-01T22:00:00");
        assertThat(upgraded.get("time_zone").stringValue()).isEqualTo("Europe/Paris");
        JsonNode neverAsked = lines("schedule.ndjson").get(2);
        assertThat(neverAsked.get("state").stringValue()).isEqualTo("REGISTERED");
        assertThat(neverAsked.get("slot_utc").isNull()).isTrue();
        assertThat(neverAsked.get("time_zone").stringValue()).isEqualTo("Europe/Paris");
    }

    @Test
    void mailsStandFromTheMomentTheyAreWritten() {
        bench.bean(Export.class).writeTo(export);

        assertThat(lines("mails.ndjson")).hasSize((int) bench.count("outbox"));
        assertThat(lines("rejects.ndjson")).singleElement().satisfies(reject -> {
            assertThat(reject.get("file").stringValue()).isEqualTo("accounts.ndjson");
            assertThat(reject.get("line").longValue()).isEqualTo(5);
            assertThat(reject.get("field").stringValue()).isEqualTo("account_id");
        });
        assertThat(lines("messages.ndjson"))
                .allSatisfy(message -> assertThat(
                                Instant.parse(message.get("updated_at").stringValue()))
                        .isBeforeOrEqualTo("2026-12-01T21:00:00Z"));
    }

    @Test
    void anExportReplacesTheOneBeforeAndLeavesNoPartsBehind() throws IOException {
        bench.bean(Export.class).writeTo(export);
        List<JsonNode> first = lines("agents.ndjson");

        bench.bean(Export.class).writeTo(export);

        assertThat(lines("agents.ndjson")).isEqualTo(first);
        try (var files = Files.list(export)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSize(9)
                    .allMatch(name -> name.endsWith(".ndjson"));
        }
    }

    private void fieldsOf(String file, String expected) {
        assertThat(lines(file)).allSatisfy(line -> assertThat(names(line)).isEqualTo(expected));
    }

    private List<Long> accountsIn(String file) {
        return lines(file).stream()
                .map(line -> line.get("account_id").longValue())
                .toList();
    }

    private static String names(JsonNode object) {
        return String.join(" ", new ArrayList<>(object.propertyNames()));
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private List<JsonNode> lines(String file) {
        try {
            return Files.readAllLines(export.resolve(file)).stream()
                    .map(JSON::readTree)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
