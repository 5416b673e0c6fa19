package dev.chatmigration.reporting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.passwordsetup.NewLinks;
import dev.chatmigration.passwordsetup.SetupLinks;
import dev.chatmigration.reporting.Explanation.OfAgent;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import dev.chatmigration.testing.LoggedText;
import dev.chatmigration.testing.MigrationBench;
import dev.chatmigration.testing.TestFeed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What acts leaves in mails only; everything else that a run writes or tells is searched for it. */
class SecretsTest {
    private static final Instant SLOT = Instant.parse("2026-12-01T21:00:00Z");
    private static final Instant REMINDER = Instant.parse("2026-12-02T15:00:00Z");
    private static final Instant LATER = Instant.parse("2026-12-03T08:00:00Z");
    private static final String NEW = "new@customer-1.example";
    private static final String OTHER = "other@customer-1.example";
    private static final String MAIL_PASSWORD = "s3cret-of-the-relay";
    private static final Pattern TOKEN = Pattern.compile("/setup/([\\w-]+)\\.([\\w-]{20,})");
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void noTableReportExportOrLogHoldsWhatActs(TestDatabase database, @TempDir Path directory) throws IOException {
        try (MigrationBench bench = MigrationBench.with(
                        database,
                        "spring.mail.host=smtp.invalid",
                        "spring.mail.username=chat-upgrade",
                        "spring.mail.password=" + MAIL_PASSWORD);
                LoggedText logged = new LoggedText()) {
            upgradeRemindUseAndReplace(bench, new TestFeed(Files.createDirectory(directory.resolve("feed"))));
            List<MatchResult> links = linksInTheFolder(bench);
            Set<String> selectors =
                    links.stream().map(link -> link.group(1)).collect(Collectors.toCollection(TreeSet::new));
            Set<String> secrets =
                    links.stream().map(link -> link.group(2)).collect(Collectors.toCollection(TreeSet::new));
            assertThat(selectors)
                    .hasSize(4)
                    .hasSameElementsAs(bench.sql()
                            .sql("SELECT selector FROM setup_link")
                            .query(String.class)
                            .list());
            assertThat(secrets).hasSize(4);
            secrets.add(text(bench.data().resolve("link.key")).strip());
            secrets.add(MAIL_PASSWORD);
            secrets.add(Base64.getEncoder().encodeToString(MAIL_PASSWORD.getBytes(UTF_8)));

            Map<String, String> told = told(bench, directory);
            told.put("log", logged.soFar());

            String everything = String.join("\n", told.values());
            assertThat(everything).contains(selectors).contains(NEW);
            assertThat(told.get("log")).contains("Step: [mail-dispatch]");
            told.forEach(
                    (where, text) -> assertThat(text).as(where).isNotBlank().doesNotContain(secrets));
        }
    }

    /** Two links by an upgrade, one by a reminder, one by operations; one of them is used, and one tried in vain. */
    private static void upgradeRemindUseAndReplace(MigrationBench bench, TestFeed feed) {
        // A simulated database writes mails as files, whatever server is set.
        bench.sql()
                .sql("INSERT INTO database_origin (origin_id, simulated, born_at) VALUES (1, TRUE, CURRENT_TIMESTAMP)")
                .update();
        feed.linkedAccount(1).chatAgent(1002, NEW).chatAgent(1003, OTHER);
        bench.nightly(feed, "2026-12-01T01:00:00Z");
        bench.schedule(1, "2026-12-01T12:00:00Z", "2026-12-01T22:00");
        bench.upgrade(SLOT);
        MatchResult used = linksTo(bench, OTHER).get(0);
        present(bench, used.group(1) + "." + used.group(2));
        MatchResult altered = linksTo(bench, NEW).get(0);
        present(bench, altered.group(1) + "." + used.group(2));
        bench.upgrade(REMINDER);
        bench.bean(NewLinks.class).write(null, new Act(LATER, "Ann", "they asked for it"));
        bench.upgrade(LATER);
        bench.nightly(feed, "2026-12-04T01:00:00Z");
    }

    private static void present(MigrationBench bench, String token) {
        new TransactionTemplate(bench.bean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> bench.bean(SetupLinks.class).consume(token, SLOT.plusSeconds(60)));
    }

    /** Every place that is not a mail, by name. */
    private static Map<String, String> told(MigrationBench bench, Path directory) throws IOException {
        Map<String, String> told = new LinkedHashMap<>();
        bench.allText().forEach((table, rows) -> {
            if (!rows.isEmpty()) {
                told.put("table " + table, String.join("\n", rows));
            }
        });
        Path export = Files.createDirectory(directory.resolve("export"));
        bench.bean(Export.class).writeTo(export);
        for (String file : List.of("agents.ndjson", "mails.ndjson", "messages.ndjson", "schedule.ndjson")) {
            assertThat(export.resolve(file)).isNotEmptyFile();
        }
        try (Stream<Path> files = Files.list(export)) {
            told.put("export", files.map(SecretsTest::text).collect(Collectors.joining("\n")));
        }
        Reports reports = bench.bean(Reports.class);
        Report report = reports.report(null, reports.before());
        put(told, "report", report, ReportText.of(report), HtmlPages.of(report));
        AccountStatus.Status status = bench.bean(AccountStatus.class).of(1).orElseThrow();
        put(told, "status", status, AccountStatusText.of(status), HtmlPages.of(status));
        Explanation explanation = bench.bean(Explanations.class).of(1, LATER).orElseThrow();
        put(told, "explain", explanation, ExplanationText.of(explanation), HtmlPages.of(explanation));
        OfAgent agent = ((AgentExplanations.Answer.Found)
                        bench.bean(AgentExplanations.class).of(1, NEW).orElseThrow())
                .agent();
        put(told, "explain agent", agent, ExplanationText.of(agent), HtmlPages.of(agent));
        List<MailTrace.Line> trace = bench.bean(MailTrace.class).of(NEW, LATER);
        put(told, "mail trace", trace, MailTrace.text(trace));
        List<WithoutPasswords.Agent> without =
                bench.bean(WithoutPasswords.class).all(LATER);
        put(told, "mail no-password", without, WithoutPasswords.text(without));
        return told;
    }

    private static void put(Map<String, String> told, String what, Object answer, String... texts) {
        told.put(what, JSON.writeValueAsString(answer) + "\n" + String.join("\n", texts));
    }

    private static List<MatchResult> linksTo(MigrationBench bench, String address) {
        return mailsInTheFolder(bench).stream()
                .filter(mail -> mail.contains(address))
                .flatMap(mail -> TOKEN.matcher(mail).results())
                .toList();
    }

    private static List<MatchResult> linksInTheFolder(MigrationBench bench) {
        return mailsInTheFolder(bench).stream()
                .flatMap(mail -> TOKEN.matcher(mail).results())
                .toList();
    }

    private static List<String> mailsInTheFolder(MigrationBench bench) {
        try (Stream<Path> files = Files.list(bench.data().resolve("mail"))) {
            return files.map(file -> text(file).replace("=\r\n", "")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
