package dev.chatmigration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.chatmigration.database.Origin;
import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.database.TestMigration;
import dev.chatmigration.domain.agentmerge.Scenario;
import dev.chatmigration.domain.readiness.Check;
import dev.chatmigration.domain.readiness.Severity;
import dev.chatmigration.jobs.JobRuns;
import dev.chatmigration.jobs.RunLog.Outcome;
import dev.chatmigration.jobs.RunLog.Run;
import dev.chatmigration.jobs.Timeline;
import dev.chatmigration.reporting.Export;
import dev.chatmigration.reporting.Report;
import dev.chatmigration.reporting.Reports;
import dev.chatmigration.settings.MigrationSettings;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sample feed shows what {@code docs/sample-feed.md} says it shows. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
@SuppressWarnings("NullAway.Init")
class SampleFeedTest {
    private static final Path FEED = Path.of("..", "config", "sample-feed");
    private static final Path PAGE = Path.of("..", "docs", "sample-feed.md");
    private static final Instant AS_OF = Instant.parse("2026-12-01T01:00:00Z");
    private static final JsonMapper JSON = new JsonMapper();

    private static final long ATELIER_BRUME = 1001;
    private static final long HEDGEROW_SUPPLIES = 1002;
    private static final long NORTHLIGHT = 1003;
    private static final long PAPELARIA_AURORA = 1004;
    private static final long KAZE_BICYCLES = 1005;
    private static final long FEDERWERK = 1006;
    private static final long SPICE_LEDGER = 1007;
    private static final long LORD_HOWE_DIVE = 1008;
    private static final long QUILLON_PRESS = 1009;
    private static final long LUMEN_ET_FILS = 1010;
    private static final long MAREE_BASSE = 1011;
    private static final long THISTLE_AND_CROWN = 1012;
    private static final long TWIN_OAKS = 1013;
    private static final long SESAME_OUVERT = 1014;
    private static final long GATEHOUSE = 1015;
    private static final long HALBMOND = 1016;
    private static final long GHOST_FERRY = 1017;
    private static final long RUDDERLESS = 1018;
    private static final long STATIC_RADIO = 1019;
    private static final long CASA_COMETA = 1020;
    private static final long PAPER_LANTERN = 1021;

    @TempDir
    static Path directory;

    private static TestDatabase database;
    private static Path mails;
    private static Path export;
    private static TestMigration migration;
    private static List<Run> runs;

    SampleFeedTest(TestDatabase database) {}

    @BeforeParameterizedClassInvocation
    static void letTheWinterPass(TestDatabase given) throws IOException {
        database = given;
        Path data = Files.createDirectory(directory.resolve("data-" + given));
        mails = data.resolve("mail");
        export = Files.createDirectory(directory.resolve("export-" + given));
        migration = simulated(data);
        runs = new ArrayList<>(migration.bean(Timeline.class).once(FEED, AS_OF));
        letTimePass("2026-12-20T01:00:00Z", "2026-12-30T02:00:00Z");
        letTimePass("2027-01-06T01:00:00Z", "2027-01-12T02:00:00Z");
        migration.bean(Export.class).writeTo(export);
    }

    /** The nights between are left out: no slot falls on them, and they would take most of the time. */
    private static void letTimePass(String from, String until) {
        runs.addAll(migration.bean(Timeline.class).until(FEED, Instant.parse(from), Instant.parse(until), event -> {}));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        migration.close();
    }

    private static TestMigration simulated(Path data) {
        TestMigration started = TestMigration.on(database, "migration.data-dir=" + data);
        started.bean(Origin.class).settle(true, AS_OF);
        return started;
    }

    @Test
    void everyRunIsFinished() {
        assertThat(runs).extracting(Run::outcome).containsOnly(Outcome.COMPLETED);
    }

    @Test
    void everyScenarioIsCarriedOut() {
        assertThat(lines("agents.ndjson"))
                .extracting(agent -> agent.get("scenario").stringValue())
                .contains(Arrays.stream(Scenario.values()).map(Scenario::name).toArray(String[]::new));
        assertThat(lines("agents.ndjson"))
                .extracting(agent -> agent.get("decided_by").stringValue())
                .contains("automatic", "review", "on_behalf");
    }

    @Test
    void reviewsOfAllThreeKindsAreFollowedAndTheLaterOneCounts() {
        assertThat(lines("agents.ndjson", ofAccount(HEDGEROW_SUPPLIES)))
                .extracting(
                        agent -> agent.get("name").stringValue(),
                        agent -> agent.get("email").stringValue(),
                        agent -> agent.get("scenario").stringValue(),
                        agent -> agent.get("decided_by").stringValue())
                .containsExactlyInAnyOrder(
                        tuple("Agnes Whitlow", "agnes.whitlow@hedgerow.example", "SAME_EMAIL", "on_behalf"),
                        tuple("Thomas Fairbairn", "tom@hedgerow-chat.example", "TWO_EMAILS", "review"),
                        tuple("Bea Lockhart", "bea.lockhart@hedgerow.example", "SAME_EMAIL", "on_behalf"),
                        tuple("Priya Nair", "priya.nair@hedgerow.example", "CHAT_ONLY", "review"));
    }

    @Test
    void addressesThatDifferByCaseAreOnePersonAndASwitchedOffAgentStaysSo() {
        assertThat(lines("agents.ndjson", ofAccount(ATELIER_BRUME)))
                .extracting(
                        agent -> agent.get("name").stringValue(),
                        agent -> agent.get("scenario").stringValue(),
                        agent -> agent.get("sign_in").stringValue(),
                        agent -> agent.get("active").booleanValue())
                .containsExactlyInAnyOrder(
                        tuple("Paul Roche", "SAME_EMAIL", "support_password", true),
                        tuple("Léa Martin", "SAME_EMAIL", "support_password", true),
                        tuple("Noémie Vasseur", "SUPPORT_ONLY", "support_password", true),
                        tuple("Yasmine Benali", "CHAT_ONLY", "set_password", true),
                        tuple("Théo Garnier", "CHAT_ONLY", "set_password", false));
    }

    @Test
    void withoutSupportUsersChatDecidesWhoOwnsTheAccount() {
        assertThat(lines("agents.ndjson", ofAccount(KAZE_BICYCLES)))
                .extracting(agent -> agent.get("role").stringValue())
                .containsExactlyInAnyOrder("owner", "admin", "contributor");
    }

    @Test
    void everyWidgetVerdictOccurs() {
        assertThat(accountsBy("widgets.ndjson", "widget"))
                .isEqualTo(Map.of(
                        "zopim",
                        Set.of(ATELIER_BRUME, KAZE_BICYCLES, FEDERWERK, THISTLE_AND_CROWN),
                        "web_widget",
                        Set.of(NORTHLIGHT, PAPELARIA_AURORA, PAPER_LANTERN),
                        "both",
                        Set.of(HEDGEROW_SUPPLIES),
                        "none",
                        Set.of(ATELIER_BRUME, STATIC_RADIO, CASA_COMETA),
                        "unknown",
                        Set.of(SPICE_LEDGER)));
    }

    @Test
    void everyIpVerdictOccurs() {
        Map<String, Set<Long>> verdicts = accountsBy("ip_reconciliation.ndjson", "verdict");

        assertThat(verdicts).containsEntry("covered", Set.of(ATELIER_BRUME));
        assertThat(verdicts).containsEntry("partly_covered", Set.of(PAPELARIA_AURORA, HALBMOND));
        assertThat(verdicts).containsEntry("not_covered", Set.of(GATEHOUSE));
        assertThat(verdicts).containsEntry("exposed", Set.of(LORD_HOWE_DIVE));
        assertThat(verdicts.get("not_restricted")).contains(HEDGEROW_SUPPLIES, CASA_COMETA);
    }

    @Test
    void everyCheckThatBlocksDoesSo() {
        Map<String, Set<Long>> blocked =
                accountsBy("findings.ndjson", "check", finding -> has(finding, "severity", Severity.BLOCKS.name()));

        assertThat(blocked.keySet()).isEqualTo(checksOf(Severity.BLOCKS));
        assertThat(blocked)
                .isEqualTo(Map.ofEntries(
                        Map.entry("phase-not-eligible", Set.of(QUILLON_PRESS, LUMEN_ET_FILS)),
                        Map.entry("feed-incomplete", Set.of(GHOST_FERRY, STATIC_RADIO)),
                        Map.entry("administrator-missing", Set.of(RUDDERLESS)),
                        Map.entry("agent-needs-decision", Set.of(MAREE_BASSE)),
                        Map.entry("agent-review-outdated", Set.of(MAREE_BASSE)),
                        Map.entry("agent-administrator-conflict", Set.of(THISTLE_AND_CROWN)),
                        Map.entry("agent-duplicate", Set.of(TWIN_OAKS)),
                        Map.entry("agent-address-invalid", Set.of(TWIN_OAKS, STATIC_RADIO)),
                        Map.entry("agent-address-taken", Set.of(TWIN_OAKS)),
                        Map.entry("sso-inactive", Set.of(SESAME_OUVERT)),
                        Map.entry("ip-not-covered", Set.of(GATEHOUSE, HALBMOND))));
    }

    @Test
    void everyOtherCheckThatOneFeedCanShowFindsSomething() {
        Set<String> others = checksOf(Severity.WARNS);
        others.addAll(checksOf(Severity.INFO));
        others.removeAll(Set.of("agent-not-seen", "department-homonym"));

        assertThat(accountsBy("findings.ndjson", "check").keySet()).containsAll(others);
    }

    @Test
    void anAccountBeyondTheLegacyPhasesIsRefusedAndGetsNoSlotAndNoMail() {
        assertThat(lines("findings.ndjson", ofAccount(LUMEN_ET_FILS)))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.get("evidence").stringValue()).contains("phase4"));
        for (String file : List.of("schedule.ndjson", "mails.ndjson", "messages.ndjson", "agents.ndjson")) {
            assertThat(lines(file, ofAccount(QUILLON_PRESS))).isEmpty();
            assertThat(lines(file, ofAccount(LUMEN_ET_FILS))).isEmpty();
        }
    }

    @Test
    void accountsThatNothingBlocksAreUpgradedAndTheOthersAreNot() {
        assertThat(accountsBy("schedule.ndjson", "state"))
                .isEqualTo(Map.of(
                        "UPGRADED",
                        Set.of(
                                ATELIER_BRUME,
                                HEDGEROW_SUPPLIES,
                                PAPELARIA_AURORA,
                                KAZE_BICYCLES,
                                SPICE_LEDGER,
                                PAPER_LANTERN),
                        "FINALIZED",
                        Set.of(NORTHLIGHT),
                        "SCHEDULED",
                        Set.of(
                                FEDERWERK,
                                MAREE_BASSE,
                                THISTLE_AND_CROWN,
                                TWIN_OAKS,
                                SESAME_OUVERT,
                                GATEHOUSE,
                                HALBMOND,
                                GHOST_FERRY,
                                RUDDERLESS,
                                STATIC_RADIO),
                        "REQUESTED",
                        Set.of(LORD_HOWE_DIVE),
                        "REGISTERED",
                        Set.of(CASA_COMETA)));
    }

    @Test
    void eventsOfTheFeedMoveHoldReleaseAndCancel() {
        assertThat(lines("schedule.ndjson"))
                .extracting(
                        line -> line.get("account_id").longValue(),
                        line -> line.path("slot_local").asString(""),
                        line -> line.get("held").booleanValue())
                .contains(
                        tuple(HEDGEROW_SUPPLIES, "2027-01-06T21:00:00", false),
                        tuple(FEDERWERK, "2027-01-25T06:00:00", false),
                        tuple(LORD_HOWE_DIVE, "", false));
        assertThat(accountsBy("mails.ndjson", "kind"))
                .containsEntry("RESCHEDULED", Set.of(HEDGEROW_SUPPLIES))
                .containsEntry("CANCELLED", Set.of(LORD_HOWE_DIVE));
        assertThat(lines("mails.ndjson", ofAccount(FEDERWERK)))
                .extracting(mail -> mail.get("kind").stringValue())
                .contains("SCHEDULED", "ON_HOLD", "POSTPONED");
    }

    @Test
    void administratorsWithOpenTasksAreRemindedOfThem() throws Exception {
        assertThat(accountsBy("mails.ndjson", "kind").get("REMINDER"))
                .contains(ATELIER_BRUME, MAREE_BASSE)
                .doesNotContain(LORD_HOWE_DIVE, RUDDERLESS, CASA_COMETA);
        assertThat(textOfMail("REMINDER", "paul.roche@atelier-brume.example")).contains("v2.zopim.com");
    }

    @Test
    void missingAddressesAreWrittenWhereTheAccountWantsIt() throws Exception {
        assertThat(accountsBy("findings.ndjson", "check")).containsEntry("ip-will-be-added", Set.of(PAPELARIA_AURORA));
        assertThat(textOfMail("UPGRADED", "beatriz.moura@papelaria-aurora.example"))
                .contains("198.51.100.128/25", "203.0.113.7");
    }

    @Test
    void aFrenchChatOnlyAgentGetsOneSetupLinkInFrench() throws Exception {
        assertThat(lines("mails.ndjson", ofAccount(ATELIER_BRUME)))
                .filteredOn(mail -> has(mail, "kind", "SET_PASSWORD"))
                .singleElement()
                .satisfies(mail -> {
                    assertThat(mail.get("to").stringValue()).isEqualTo("yasmine.benali@atelier-brume.example");
                    assertThat(mail.get("locale").stringValue()).isEqualTo("fr");
                    assertThat(mail.get("status").stringValue()).isEqualTo("SENT");
                });
        assertThat(textOfMail("SET_PASSWORD", "yasmine.benali@atelier-brume.example"))
                .contains("Définissez votre mot de passe")
                .contains(migration.bean(MigrationSettings.class).publicUrl() + "/setup/");
    }

    @Test
    void aChatOnlyAgentOfASingleSignOnAccountGetsNoLink() {
        assertThat(lines("mails.ndjson", ofAccount(NORTHLIGHT)))
                .filteredOn(mail -> has(mail, "to", "ruth.ellery@northlight.example"))
                .extracting(mail -> mail.get("kind").stringValue())
                .containsExactly("USE_SSO");
        assertThat(accountsBy("mails.ndjson", "kind").get("SET_PASSWORD")).doesNotContain(NORTHLIGHT);
    }

    @Test
    void agentDataThatIsTooOldAtTheSlotHoldsAnAccountBack() throws IOException {
        Path later = Files.createDirectory(directory.resolve("later-" + database));
        try (TestMigration oneNight = simulated(later)) {
            oneNight.bean(Timeline.class).once(FEED, AS_OF);
            oneNight.bean(JobRuns.class).upgrade(Instant.parse("2026-12-21T15:00:00Z"));
            oneNight.bean(Export.class).writeTo(later);
        }

        assertThat(read(later.resolve("findings.ndjson")))
                .filteredOn(ofAccount(KAZE_BICYCLES))
                .filteredOn(finding -> has(finding, "check", "feed-incomplete"))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.get("evidence").stringValue()).contains("more than 36 hours old"));
    }

    @Test
    void totalsAddUp() {
        Report report = migration.bean(Reports.class).report(null, Reports.Before.NOTHING);

        assertThat(report.files())
                .hasSize(15)
                .allSatisfy(file -> assertThat(file.read())
                        .isPositive()
                        .isEqualTo(file.stored() + file.unchanged() + file.rejected()));
        assertThat(report.agents().addUp()).isTrue();
        assertThat(report.agents().chatAgents()).isEqualTo(48);
        assertThat(report.agents().supportAgents()).isEqualTo(32);
        assertThat(report.accounts()).isEqualTo(21);
    }

    @Test
    void rejectsAreTheseAndNoOthers() {
        assertThat(lines("rejects.ndjson"))
                .extracting(
                        reject -> reject.get("file").stringValue(),
                        reject -> reject.get("line").intValue(),
                        reject -> reject.path("field").asString("line"))
                .containsExactlyInAnyOrder(
                        tuple("accounts-faulty.ndjson", 1, "time_zone"),
                        tuple("accounts-faulty.ndjson", 1, "seats"),
                        tuple("accounts-faulty.ndjson", 1, "migration.preferred_days"),
                        tuple("accounts-faulty.ndjson", 1, "migration.preferred_local_time"),
                        tuple("accounts-faulty.ndjson", 2, "line"),
                        tuple("accounts-faulty.ndjson", 3, "line"),
                        tuple("accounts-faulty.ndjson", 4, "account_id"),
                        tuple("accounts-faulty.ndjson", 5, "account_id"),
                        tuple("accounts-faulty.ndjson", 6, "phase"),
                        tuple("accounts-faulty.ndjson", 7, "account_id"),
                        tuple("accounts-faulty.ndjson", 8, "line"),
                        tuple("chat_agents-faulty.ndjson", 2, "email"),
                        tuple("chat_agents-faulty.ndjson", 3, "enabled"),
                        tuple("chat_agents-faulty.ndjson", 4, "id"),
                        tuple("chat_agents-faulty.ndjson", 5, "id"),
                        tuple("chat_agents-faulty.ndjson", 6, "id"),
                        tuple("chat_agents-faulty.ndjson", 7, "account_id"),
                        tuple("chat_agents-faulty.ndjson", 8, "account_id"),
                        tuple("support_users-faulty.ndjson", 2, "role"),
                        tuple("support_users-faulty.ndjson", 2, "iana_time_zone"),
                        tuple("support_users-faulty.ndjson", 3, "identities[0].value"),
                        tuple("support_users-faulty.ndjson", 3, "identities[1]"),
                        tuple("support_users-latin1.ndjson.gz", 1, "line"),
                        tuple("agent_reviews-faulty.ndjson", 1, "support_user_id"),
                        tuple("agent_reviews-faulty.ndjson", 2, "decision"),
                        tuple("agent_reviews-faulty.ndjson", 3, "reviewed_at"),
                        tuple("agent_reviews-faulty.ndjson", 4, "role"),
                        tuple("agent_reviews-faulty.ndjson", 5, "chat_agent_id"),
                        tuple("agent_reviews-faulty.ndjson", 6, "account_id"),
                        tuple("account_events-faulty.ndjson", 1, "event"),
                        tuple("account_events-faulty.ndjson", 2, "at"),
                        tuple("account_events-faulty.ndjson", 3, "local_time"),
                        tuple("site_pages-faulty.ndjson", 1, "status"),
                        tuple("site_pages-faulty.ndjson", 2, "url"),
                        tuple("site_pages-faulty.ndjson", 3, "html_file"),
                        tuple("site_pages-faulty.ndjson", 4, "html_file"),
                        tuple("site_pages-faulty.ndjson", 5, "url"),
                        tuple("site_pages-faulty.ndjson", 6, "html"),
                        tuple("site_pages-faulty.ndjson", 7, "account_id"));
    }

    @Test
    void thePageHasARowForEveryAccountOfTheFeed() throws IOException {
        Set<String> rows = Pattern.compile("(?m)^\\| (1\\d{3} \\| [^|]+?) \\|")
                .matcher(Files.readString(PAGE))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> accounts = new TreeSet<>();
        migration.sql().sql("SELECT account_id, name FROM account").query(account -> {
            accounts.add(account.getLong("account_id") + " | " + account.getString("name"));
        });

        assertThat(rows).isEqualTo(accounts).hasSize(21);
    }

    @Test
    void nobodyInTheFeedCanBeReached() throws IOException {
        for (String text : textsOfTheFeed()) {
            assertThat(found("[\\w.+-]+@([\\w.-]+\\w)", text)).allMatch(domain -> domain.endsWith(".example"));
            assertThat(found("(?<![\\d.])(\\d{1,3}(?:\\.\\d{1,3}){3})(?![\\d.])", text))
                    .allMatch(address -> Stream.of("192.0.2.", "198.51.100.", "203.0.113.", "10.20.")
                            .anyMatch(address::startsWith));
        }
    }

    private static List<String> textsOfTheFeed() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(FEED)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (InputStream raw = Files.newInputStream(file);
                        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
                    texts.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return texts;
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static String textOfMail(String kind, String to) throws Exception {
        String id = lines("mails.ndjson").stream()
                .filter(mail -> has(mail, "kind", kind) && has(mail, "to", to))
                .map(mail -> mail.get("message_id").stringValue())
                .findFirst()
                .orElseThrow();
        try (InputStream in = Files.newInputStream(mails.resolve(id + ".eml"))) {
            MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), in);
            return ((MimeMultipart) message.getContent())
                    .getBodyPart(0)
                    .getContent()
                    .toString();
        }
    }

    private static Set<String> checksOf(Severity severity) {
        return Arrays.stream(Check.values())
                .filter(check -> check.defaultSeverity() == severity)
                .map(Check::label)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Predicate<JsonNode> ofAccount(long id) {
        return line -> line.get("account_id").longValue() == id;
    }

    private static boolean has(JsonNode line, String field, String value) {
        return line.get(field).stringValue().equals(value);
    }

    /** The accounts of an exported file, by the value of a field. */
    private static SortedMap<String, Set<Long>> accountsBy(String file, String field) {
        return accountsBy(file, field, line -> true);
    }

    private static SortedMap<String, Set<Long>> accountsBy(String file, String field, Predicate<JsonNode> which) {
        SortedMap<String, Set<Long>> accounts = new TreeMap<>();
        lines(file, which)
                .forEach(line -> accounts.computeIfAbsent(line.get(field).stringValue(), value -> new TreeSet<>())
                        .add(line.get("account_id").longValue()));
        return accounts;
    }

    private static List<JsonNode> lines(String file, Predicate<JsonNode> which) {
        return lines(file).stream().filter(which).toList();
    }

    private static List<JsonNode> lines(String file) {
        return read(export.resolve(file));
    }

    private static List<JsonNode> read(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(JSON::readTree).toList();
        } catch (IOException e) {
            throw new AssertionError("The export has no " + file.getFileName(), e);
        }
    }
}
