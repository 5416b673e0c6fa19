package dev.chatmigration.generating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.IDN;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FeedGeneratorTest {
    private static final FeedSize SIZE = new FeedSize(300, 10, 1.5, 8);
    private static final long SEED = 7;
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private static Path feed;

    @TempDir
    private Path directory;

    private static final Map<FeedFile, List<JsonNode>> RECORDS = new HashMap<>();

    @BeforeAll
    static void generate() throws IOException {
        new FeedGenerator(SIZE, SEED).writeTo(feed);
        for (FeedFile file : FeedFile.values()) {
            List<JsonNode> records = new ArrayList<>();
            for (String line : Files.readAllLines(feed.resolve(file.fileName()))) {
                records.add(JSON.readTree(line));
            }
            RECORDS.put(file, records);
        }
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        new FeedGenerator(SIZE, SEED).writeTo(directory);

        assertThat(contents(directory)).isEqualTo(contents(feed)).hasSize(7);
    }

    @Test
    void theBytesAreThoseOfEveryOtherMachine() throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
            new FeedGenerator(new FeedSize(20, 10, 1, 8), 42).writeTo(directory);
        } finally {
            Locale.setDefault(before);
        }

        // Changes whenever the generator or its mix does; must not change with the JDK, the locale or the time zone.
        assertThat(sha256(directory.resolve("manifest.json")))
                .isEqualTo("a2116153c027add0a2e814b32094fc21cd932125fbf124504f249b786e714386");
    }

    @Test
    void anotherSeedGivesOtherBytes() throws IOException {
        new FeedGenerator(SIZE, SEED + 1).writeTo(directory);

        for (FeedFile file : FeedFile.values()) {
            assertThat(sha256(directory.resolve(file.fileName()))).isNotEqualTo(sha256(feed.resolve(file.fileName())));
        }
    }

    @Test
    void pagesDoNotChangeThePeople() throws IOException {
        new FeedGenerator(new FeedSize(300, 10, 0, 8), SEED).writeTo(directory);

        for (FeedFile file : EnumSet.of(FeedFile.ACCOUNTS, FeedFile.CHAT_AGENTS, FeedFile.SUPPORT_USERS)) {
            assertThat(directory.resolve(file.fileName())).hasSameBinaryContentAs(feed.resolve(file.fileName()));
        }
        assertThat(directory.resolve("site_pages.ndjson")).isEmptyFile();
    }

    @ParameterizedTest
    @EnumSource(FeedFile.class)
    void everyLineBelongsToAnAccountOfTheFeed(FeedFile file) {
        Set<Long> accounts = records(FeedFile.ACCOUNTS)
                .map(account -> account.get("account_id").asLong())
                .collect(Collectors.toSet());

        assertThat(accounts).hasSize(300);
        assertThat(records(file))
                .isNotEmpty()
                .allSatisfy(record ->
                        assertThat(accounts).contains(record.get("account_id").asLong()));
    }

    @Test
    void theManifestMatchesTheFiles() throws IOException {
        JsonNode manifest = JSON.readTree(Files.readString(feed.resolve("manifest.json")));

        assertThat(manifest).hasSize(6);
        for (JsonNode entry : manifest) {
            Path file = feed.resolve(entry.get("file").asString());
            assertThat(entry.get("lines").asInt())
                    .isEqualTo(Files.readAllLines(file).size());
            assertThat(entry.get("sha256").asString()).isEqualTo(sha256(file));
        }
    }

    @Test
    void theCountsAreThoseAskedFor() throws IOException {
        assertThat(records(FeedFile.ACCOUNTS)).hasSize(300);
        assertThat(records(FeedFile.SITE_PAGES)).hasSize(450);
        assertThat(Files.size(feed.resolve("site_pages.ndjson")) / 450.0 / 1024).isCloseTo(8, within(2.0));

        new FeedGenerator(new FeedSize(1500, 10, 0, 1), SEED).writeTo(directory);
        long agents = lines("chat_agents.ndjson") + lines("support_users.ndjson");
        assertThat(agents / 1500.0).isCloseTo(10, within(0.5));
    }

    @Test
    void idsAreUniqueAndFewRecordsAreBad() {
        for (FeedFile file : EnumSet.of(FeedFile.CHAT_AGENTS, FeedFile.SUPPORT_USERS)) {
            List<Long> ids = records(file)
                    .filter(record -> record.get("id").isNumber())
                    .map(record -> record.get("id").asLong())
                    .toList();

            assertThat(ids).doesNotHaveDuplicates();
            assertThat(records(file).count() - ids.size()).isBetween(1L, 20L);
        }
    }

    @Test
    void everyScenarioOccursAboutAsOftenAsTheMixSays() {
        Map<Match, Integer> people = new TreeMap<>();
        Map<String, JsonNode> chat = byAddress(FeedFile.CHAT_AGENTS);
        Map<String, JsonNode> support = byAddress(FeedFile.SUPPORT_USERS);
        Set<String> secondary = secondaryAddresses();
        for (String address : chat.keySet()) {
            Match match = support.containsKey(address)
                    ? Match.SAME_EMAIL
                    : secondary.contains(address) ? Match.TWO_EMAILS : Match.CHAT_ONLY;
            people.merge(match, 1, Integer::sum);
        }
        int supportOnly =
                support.size() - people.getOrDefault(Match.SAME_EMAIL, 0) - people.getOrDefault(Match.TWO_EMAILS, 0);
        people.put(Match.SUPPORT_ONLY, supportOnly);
        double all = people.values().stream().mapToInt(Integer::intValue).sum();

        assertThat(people.getOrDefault(Match.SAME_EMAIL, 0) / all).isCloseTo(0.45, within(0.06));
        assertThat(people.getOrDefault(Match.CHAT_ONLY, 0) / all).isCloseTo(0.20, within(0.06));
        assertThat(people.getOrDefault(Match.SUPPORT_ONLY, 0) / all).isCloseTo(0.30, within(0.06));
        assertThat(people.getOrDefault(Match.TWO_EMAILS, 0) / all).isCloseTo(0.05, within(0.03));
    }

    @Test
    void everyPhasePlanAndKindOfReviewOccurs() {
        assertThat(values(FeedFile.ACCOUNTS, "phase"))
                .containsExactlyInAnyOrder("legacy_chat", "legacy_chat_support", "phase3", "phase4");
        assertThat(values(FeedFile.ACCOUNTS, "plan")).containsExactlyInAnyOrder("team", "professional", "enterprise");
        assertThat(values(FeedFile.AGENT_REVIEWS, "decision")).contains("SAME_PERSON", "CHAT_ONLY", "NO_CHAT");
        assertThat(values(FeedFile.AGENT_REVIEWS, "role")).contains("admin", "agent");
        assertThat(values(FeedFile.ACCOUNT_EVENTS, "event")).contains("cancel", "reschedule", "hold");
    }

    @Test
    void everyVerdictOnAddressListsOccurs() {
        assertThat(records(FeedFile.ACCOUNTS).map(FeedGeneratorTest::verdict).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(IpLists.Situation.values());
    }

    @Test
    void nearlyAllTimeZonesCanBeUsed() {
        long known = records(FeedFile.ACCOUNTS)
                .filter(account -> ZoneId.getAvailableZoneIds()
                        .contains(account.get("time_zone").asString()))
                .count();

        assertThat(known).isBetween(285L, 300L);
    }

    @Test
    void everyFormOfSnippetOccurs() {
        Set<Snippet> found = EnumSet.noneOf(Snippet.class);
        Map<Long, JsonNode> accounts = records(FeedFile.ACCOUNTS)
                .collect(Collectors.toMap(account -> account.get("account_id").asLong(), account -> account));
        records(FeedFile.SITE_PAGES).forEach(page -> {
            JsonNode account =
                    Objects.requireNonNull(accounts.get(page.get("account_id").asLong()));
            JsonNode widget = account.get("web_widget");
            for (Snippet snippet : Snippet.values()) {
                String html = snippet.html(
                        account.get("chat").get("account_key").asString(),
                        widget.isObject() ? widget.get("key").asString() : "none",
                        account.get("subdomain").asString());
                if (page.get("html").asString().contains(html)) {
                    found.add(snippet);
                }
            }
        });

        assertThat(found).containsExactlyInAnyOrder(Snippet.values());
    }

    @Test
    void everyTraitOfPagesOccursAndNoTwoAreTheSame() {
        List<String> pages = records(FeedFile.SITE_PAGES)
                .map(page -> page.get("html").asString())
                .toList();

        assertThat(pages)
                .doesNotHaveDuplicates()
                .allSatisfy(html -> assertThat(html).doesNotContain("@KEY@", "@UUID@", "@SUBDOMAIN@", "@CONTAINER@"));
        for (String trait : List.of(
                "googletagmanager.com/gtm.js",
                "setNotes",
                "http-equiv=\"Content-Security-Policy\"",
                "text/plain",
                "<!-- switched off",
                "application/ld+json")) {
            assertThat(pages).as(trait).anyMatch(html -> html.contains(trait));
        }
        assertThat(records(FeedFile.SITE_PAGES))
                .anyMatch(page -> page.get("headers").has("Content-Security-Policy"))
                .anyMatch(page -> page.get("headers").has("content-security-policy"))
                .anyMatch(page -> page.get("headers").has("Content-Security-Policy-Report-Only"));
    }

    @Test
    void fourOfFiveAccountsAskedBeforeTheFirstNight() {
        List<String> requests = records(FeedFile.ACCOUNTS)
                .map(account -> account.get("migration"))
                .filter(JsonNode::isObject)
                .map(migration -> migration.get("requested_at").asString())
                .toList();

        assertThat(requests).hasSizeBetween(215, 265).allMatch(at -> at.compareTo("2026-12-01T00:00:00Z") < 0);
        assertThat(new HashSet<>(requests)).hasSizeGreaterThan(200);
    }

    @Test
    void aDirectoryThatHoldsSomethingIsRefusedAndLeftAlone() throws IOException {
        Files.writeString(directory.resolve("notes.txt"), "mine");

        assertThatThrownBy(() -> new FeedGenerator(SIZE, SEED).writeTo(directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(directory + " is not empty (it holds notes.txt); the feed needs a directory that is empty"
                        + " or does not exist yet");
        assertThat(directory).isDirectoryNotContaining(file -> !file.endsWith("notes.txt"));
    }

    @Test
    void aFileIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("feed"), "mine");

        assertThatThrownBy(() -> new FeedGenerator(SIZE, SEED).writeTo(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file + " is a file;");
    }

    @Test
    void aMissingDirectoryIsCreated() {
        Path missing = directory.resolve("feeds/tonight");

        new FeedGenerator(new FeedSize(1, 1, 1, 1), SEED).writeTo(missing);

        assertThat(missing.resolve("manifest.json")).isNotEmptyFile();
    }

    @Test
    void aSizeThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> FeedSize.ofAccounts(0))
                .hasMessage("Number of accounts: expected 1 to 1000000, found 0");
        assertThatThrownBy(() -> new FeedSize(1, Double.NaN, 1, 1))
                .hasMessage("Number of agents per account: expected 1 to 10000, found NaN");
    }

    private static Stream<JsonNode> records(FeedFile file) {
        return RECORDS.getOrDefault(file, List.of()).stream();
    }

    private static Set<String> values(FeedFile file, String field) {
        return records(file)
                .map(record -> record.get(field))
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .collect(Collectors.toSet());
    }

    private static Map<String, JsonNode> byAddress(FeedFile file) {
        Map<String, JsonNode> byAddress = new HashMap<>();
        records(file)
                .filter(record ->
                        !record.has("role") || !record.get("role").asString().equals("end-user"))
                .forEach(record -> byAddress.put(comparable(record.get("email").asString()), record));
        return byAddress;
    }

    private static Set<String> secondaryAddresses() {
        return records(FeedFile.SUPPORT_USERS)
                .filter(user -> user.has("identities"))
                .flatMap(user -> user.get("identities").valueStream())
                .filter(identity -> !identity.get("primary").asBoolean()
                        && identity.get("verified").asBoolean())
                .map(identity -> comparable(identity.get("value").asString()))
                .collect(Collectors.toSet());
    }

    private static String comparable(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        int at = lower.lastIndexOf('@');
        return lower.substring(0, at + 1) + (at < 0 ? lower : IDN.toASCII(lower.substring(at + 1)));
    }

    /** A rough second opinion: asks only for the ends of each readable IPv4 entry of Chat's list. */
    private static IpLists.Situation verdict(JsonNode account) {
        JsonNode restriction = account.get("chat_ip_restriction");
        JsonNode ip = account.get("security_settings").get("ip");
        if (!restriction.get("enabled").asBoolean()
                || restriction.get("entries").isEmpty()) {
            return IpLists.Situation.NOT_RESTRICTED;
        }
        if (!ip.get("ip_restriction_enabled").asBoolean()
                || !ip.get("ip_ranges").isString()) {
            return IpLists.Situation.EXPOSED;
        }
        List<long[]> support = Stream.of(ip.get("ip_ranges").asString().split(" ", -1))
                .flatMap(FeedGeneratorTest::interval)
                .toList();
        List<Boolean> ends = restriction
                .get("entries")
                .valueStream()
                .flatMap(entry -> interval(entry.asString()))
                .flatMap(interval -> Stream.of(interval[0], interval[1]))
                .map(address -> support.stream().anyMatch(in -> in[0] <= address && address <= in[1]))
                .toList();
        if (!ends.contains(false)) {
            return IpLists.Situation.COVERED;
        }
        return ends.contains(true) ? IpLists.Situation.PARTLY_COVERED : IpLists.Situation.NOT_COVERED;
    }

    private static Stream<long[]> interval(String entry) {
        if (!entry.matches("\\d+\\.\\d+\\.\\d+\\.(\\d+|\\*)(/\\d\\d)?")) {
            return Stream.empty();
        }
        int slash = entry.indexOf('/');
        String[] octets = (slash < 0 ? entry : entry.substring(0, slash)).split("\\.", -1);
        long size = 1L << (32 - (slash < 0 ? 32 : Integer.parseInt(entry.substring(slash + 1))));
        long first = IntStream.range(0, 4)
                .mapToLong(i -> octets[i].equals("*") ? 0 : Long.parseLong(octets[i]) << (8 * (3 - i)))
                .sum();
        long span = octets[3].equals("*") ? 256 : size;
        return Stream.of(new long[] {first / span * span, first / span * span + span - 1});
    }

    private long lines(String file) throws IOException {
        try (Stream<String> lines = Files.lines(directory.resolve(file))) {
            return lines.count();
        }
    }

    private static Map<String, String> contents(Path directory) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), sha256(file));
            }
        }
        return contents;
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
