package dev.chatmigration.cli;

import static dev.chatmigration.cli.Console.migrate;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.chatmigration.cli.Console.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrateTest {
    private static final String ACCOUNT = """
            {"account_id":1,"subdomain":"brume","name":"Brume","locale":"fr","time_zone":"Europe/Paris",\
            "phase":"legacy_chat","migration":{"requested_at":"2026-11-20T10:00:00Z"}}
            """;
    private static final String OWNER = """
            {"account_id":1,"id":7,"email":"lea@brume.example","display_name":"Léa","enabled":1,\
            "roles":{"owner":true,"administrator":false}}
            """;

    @TempDir
    private Path folder;

    @Test
    void aMissingFeedDirectoryStartsNothing() {
        Answer answer = migrate("run", "--feed", folder.resolve("nowhere").toString());

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.err()).contains("nowhere does not exist");
    }

    @Test
    void aWrongWordStartsNothingAndNamesTheHelp() {
        assertThat(migrate("fly").exitCode()).isEqualTo(1);
        assertThat(migrate("run").err()).contains("--feed").contains("./migrate run --help");
        assertThat(migrate("run", "--feed", folder.toString(), "--as-of", "tomorrow")
                        .err())
                .contains("--as-of takes an instant such as");
    }

    @Test
    void theHelpNamesEveryCommandAndAWrongWordTheOneThatIsLikeIt() {
        assertThat(migrate("--help").out()).contains("run ", "status ", "explain ", "mail ", "generate ");
        assertThat(migrate("statsu").err()).contains("statsu").contains("Did you mean: migrate status");
        assertThat(migrate("status", "--help").out()).contains("Usage: migrate status");
    }

    @Test
    void aRunWithoutAnythingNewEndsWithZero() throws IOException {
        Path feed = feed();

        assertThat(run(feed).exitCode()).isZero();
        assertThat(run(feed).out()).contains("attempt 2").containsPattern("accounts\\.ndjson +1 +0 +1 +0");
        assertThat(migrate("status", "--data", data()).out()).contains("scheduled 1 = 1");
        assertThat(migrate("status", "1", "--data", data()).out()).contains("SLOT_SET");
    }

    @Test
    void anAccountAndAnAgentAreExplainedAndAMissingOneIsNamed() throws IOException {
        assertThat(run(feed()).exitCode()).isZero();

        assertThat(migrate("explain", "1", "--data", data()).out()).contains("Next: Nothing to do");
        assertThat(migrate("explain", "1", "--format", "json", "--data", data()).out())
                .contains("\"agents_by_scenario\":{\"CHAT_ONLY\":1}");
        assertThat(migrate("explain", "1", "lea@brume.example", "--data", data())
                        .out())
                .contains("Scenario  CHAT_ONLY, decided on_behalf");
        assertThat(migrate("explain", "1", "7", "--format", "json", "--data", data())
                        .out())
                .contains("\"sign_in\":\"set_password\"");
        Answer nobody = migrate("explain", "1", "8", "--data", data());
        assertThat(nobody.exitCode()).isEqualTo(1);
        assertThat(nobody.err()).isEqualToIgnoringNewLines("Account 1 has no agent '8'; it has Léa (chat_agent 7).");
        assertThat(migrate("explain", "2", "--data", data()).err()).contains("There is no account 2.");
    }

    @Test
    void mailsAreTracedAndSentAgainAndWhatIsNotThereIsSaidSo() throws IOException {
        assertThat(run(feed()).exitCode()).isZero();
        assertThat(migrate("mail", "trace", "lea@brume.example", "--data", data())
                        .out())
                .contains("SCHEDULED to lea@brume.example: PENDING")
                .contains("written 2026-11-22T01:00:00Z, not tried before 2026-11-22T07:00:00Z");
        migrate("upgrade", "--as-of", "2026-11-22T09:00:00Z", "--data", data());

        assertThat(migrate("mail", "trace", "lea@brume.example", "--data", data())
                        .out())
                .contains("SCHEDULED to lea@brume.example: SENT")
                .contains("attempt 1 claimed");
        Answer nobody = migrate("mail", "trace", "nobody@brume.example", "--data", data());
        assertThat(nobody.exitCode()).isEqualTo(1);
        assertThat(nobody.err()).isEqualToIgnoringNewLines("No notice was ever written to nobody@brume.example.");
        assertThat(migrate("mail", "no-password", "--format", "json", "--data", data())
                        .out())
                .isEqualToIgnoringNewLines("[]");
        assertThat(migrate("mail", "resend", "--by", "Ann", "--reason", "lost", "--data", data())
                        .err())
                .contains("Name one mail by its Message-ID");
        assertThat(migrate("mail", "resend", "no@mail", "--by", "Ann", "--reason", "lost", "--data", data())
                        .err())
                .contains("There is no mail no@mail");
        assertThat(migrate("mail", "resend", "--no-password-set", "--by", "Ann", "--reason", "lost", "--data", data())
                        .out())
                .contains("0 agents get a new setup link");
    }

    @Test
    void nothingIsSentAgainWhileMailsAreSwitchedOff() throws IOException {
        assertThat(run(feed()).exitCode()).isZero();
        System.setProperty("migration.mail.delivery", "off");
        try {
            Answer refused =
                    migrate("mail", "resend", "--no-password-set", "--by", "Ann", "--reason", "lost", "--data", data());
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err())
                    .isEqualToIgnoringNewLines(
                            "Mails are switched off: migration.mail.delivery is off. Set it to on first.");
        } finally {
            System.clearProperty("migration.mail.delivery");
        }
    }

    @Test
    void aNewRejectNeedsAPersonOnce() throws IOException {
        Path feed = feed();
        Files.writeString(feed.resolve("chat_agents-2.ndjson"), "no JSON\n");

        assertThat(run(feed).exitCode()).isEqualTo(2);
        assertThat(run(feed).exitCode()).isZero();
        assertThat(migrate(
                                "run",
                                "--feed",
                                feed.toString(),
                                "--as-of",
                                "2026-11-22T01:00:00Z",
                                "--strict",
                                "--data",
                                data())
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void aNightThatIsTakenUpAgainTellsWhatItFoundBeforeAndAfter() throws IOException, SQLException {
        Path feed = feed();
        Files.writeString(feed.resolve("chat_agents-2.ndjson"), "no JSON\n");
        assertThat(migrate("status", "--data", data()).exitCode()).isZero();
        change("ALTER TABLE slot_use RENAME TO slot_use_away");
        Answer failed = run(feed);
        change("ALTER TABLE slot_use_away RENAME TO slot_use");

        Answer resumed = run(feed);

        assertThat(failed.exitCode()).isEqualTo(3);
        assertThat(failed.out()).contains("1 rejected lines or fields");
        assertThat(resumed.exitCode()).isEqualTo(2);
        assertThat(resumed.out()).contains("attempt 1").contains("1 rejected lines or fields");
        assertThat(run(feed).exitCode()).isZero();
    }

    private void change(String sql) throws SQLException {
        try (Connection database = DriverManager.getConnection(
                        "jdbc:h2:file:" + folder.resolve("data/migration") + ";IFEXISTS=TRUE", "sa", "");
                Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aFileThatBreaksOffIsNamedAndTheRestIsDone() throws IOException {
        Path feed = feed();
        Path packed = feed.resolve("support_users.ndjson.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write("{\"account_id\":1,\"id\":9,\"name\":\"Bea\"}\n"
                    .repeat(2000)
                    .getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = Files.readAllBytes(packed);
        Files.write(packed, Arrays.copyOf(bytes, bytes.length / 2));

        Answer answer = run(feed);

        assertThat(answer.exitCode()).isEqualTo(3);
        assertThat(answer.out()).contains("support_users.ndjson.gz").contains("scheduled 1 = 1");
        assertThat(answer.out() + answer.err()).doesNotContain("\tat ");
    }

    @Test
    void aDataDirectoryInUseIsRefusedWithItsHolder() throws IOException {
        Path data = DataDirectory.prepare(Path.of(data()));
        try (DataDirectory held = DataDirectory.lock(data)) {
            assertThat(held).isNotNull();
            Answer answer = migrate("status", "--data", data());

            assertThat(answer.exitCode()).isEqualTo(3);
            assertThat(answer.err())
                    .contains("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void aDatabaseOfTheRealClockIsNotSimulatedOn() throws IOException {
        Path feed = feed();
        assertThat(run(feed).exitCode()).isZero();

        Answer answer = migrate(
                "run",
                "--feed",
                feed.toString(),
                "--as-of",
                "2026-11-22T01:00:00Z",
                "--until",
                "2026-11-23T01:00:00Z",
                "--data",
                data());

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.err()).contains("lives on the real clock");
    }

    @Test
    void aDecisionImportedTwiceChangesNothingTheSecondTime() throws IOException {
        assertThat(run(feed()).exitCode()).isZero();
        Path csv = folder.resolve("reviews.csv");
        Files.writeString(csv, """
                account_id,chat_agent_id,decision,support_user_id,email,role
                1,7,CHAT_ONLY,,lea.martin@brume.example,
                1,8,CHAT_ONLY,,,
                1,x,NO_CHAT,,,
                """);
        String[] importing = {"review", "import", csv.toString(), "--by", "Paul", "--data", data()};

        Answer first = migrate(importing);
        Answer second = migrate(importing);

        assertThat(first.exitCode()).isEqualTo(2);
        assertThat(first.out()).contains("3 rows = 1 stored + 0 unchanged + 2 refused");
        assertThat(first.err()).contains("line 3: There is no Chat agent 8").contains("line 4: ");
        assertThat(second.out()).contains("3 rows = 0 stored + 1 unchanged + 2 refused");
    }

    @Test
    void anExportedTableIsNotReplacedUnaskedAndComesBackUnchanged() throws IOException {
        assertThat(run(feed()).exitCode()).isZero();
        String csv = folder.resolve("export.csv").toString();

        Answer first = migrate("review", "export", csv, "--data", data());
        Answer second = migrate("review", "export", csv, "--data", data());

        assertThat(first.out()).contains("1 Chat agents in " + csv);
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.err()).contains("There is a file " + csv + " already").contains("--overwrite");
        assertThat(migrate("review", "export", csv, "--overwrite", "--data", data())
                        .exitCode())
                .isZero();
        assertThat(migrate("review", "import", csv, "--by", "Paul", "--data", data())
                        .out())
                .contains("1 rows = 0 stored + 1 unchanged + 0 refused");
        assertThat(migrate("sso", "export", folder.resolve("sso.csv").toString(), "1", "--data", data())
                        .out())
                .contains("0 agents to assign");
    }

    @Test
    void aRefusedRowIsImportedAgainOnceItIsCorrected() throws IOException {
        assertThat(run(feed()).exitCode()).isZero();
        Path csv = folder.resolve("reviews.csv");
        Files.writeString(csv, "remark;account_id;chat_agent_id;decision\n=why;1;7;MAYBE\n");
        assertThat(migrate("review", "import", csv.toString(), "--by", "Paul", "--data", data())
                        .exitCode())
                .isEqualTo(2);

        Path refused = folder.resolve("reviews.refused.csv");
        String text = Files.readString(refused);
        assertThat(text)
                .contains("remark,account_id,chat_agent_id,decision,reason")
                .contains("'=why,1,7,MAYBE,");
        Files.writeString(refused, text.replace("MAYBE", "CHAT_ONLY"));
        Answer again = migrate("review", "import", refused.toString(), "--by", "Paul", "--data", data());

        assertThat(again.out()).contains("1 rows = 1 stored + 0 unchanged + 0 refused");
        Answer wrong = migrate(
                "review",
                "import",
                Files.writeString(folder.resolve("w.csv"), "a;b\n").toString(),
                "--by",
                "Paul",
                "--data",
                data());
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.err()).contains("w.csv line 1: there is no column account_id");
    }

    @Test
    void aSlotIsSetAndGivenUpByNamedPeople() throws IOException {
        assertThat(run(feed()).exitCode()).isZero();

        assertThat(migrate("cancel", "1", "--data", data()).exitCode()).isEqualTo(1);
        assertThat(migrate("cancel", "1", "--by", "Paul", "--reason", "trade fair", "--data", data())
                        .out())
                .contains("cancelled");
        assertThat(migrate(
                                "schedule",
                                "1",
                                "--at",
                                "2099-01-12T22:30",
                                "--by",
                                "Paul",
                                "--reason",
                                "x",
                                "--data",
                                data())
                        .exitCode())
                .isEqualTo(1);
        assertThat(migrate("hold", "--all", "mails", "--by", "Paul", "--reason", "relay moves", "--data", data())
                        .out())
                .contains("All mails are stopped");
        assertThat(migrate("status", "--data", data()).out()).contains("mails stopped by Paul");
    }

    @Test
    void anUpgradeIsUndoneByANamedPersonWithAReason() throws IOException {
        Path feed = feed();
        assertThat(migrate(
                                "run",
                                "--feed",
                                feed.toString(),
                                "--as-of",
                                "2026-11-22T01:00:00Z",
                                "--until",
                                "2027-02-01T00:00:00Z",
                                "--data",
                                data())
                        .out())
                .contains("upgraded 1");

        assertThat(undo("1", "--reason", "chats arrive twice").err()).contains("--by");
        assertThat(undo("1", "--by", "Paul").err()).contains("--reason");
        assertThat(undo("1", "--by", "Paul", "--reason", " ").err()).contains("cannot be blank");
        assertThat(undo("2", "--by", "Paul", "--reason", "chats arrive twice").err())
                .contains("There is no account 2.");

        Answer done = undo("1", "--by", "Paul", "--reason", "chats arrive twice");
        assertThat(done.exitCode()).isZero();
        assertThat(done.out()).contains("The upgrade of account 1 is undone: agents taken back 1");
        assertThat(migrate("status", "1", "--data", data()).out())
                .contains("ROLLED_BACK", "Paul", "chats arrive twice");
        assertThat(undo("1", "--by", "Paul", "--reason", "chats arrive twice").out())
                .contains("is undone already");
    }

    @Test
    void withoutAnUpgradeThereIsNothingToUndo() throws IOException {
        assertThat(run(feed()).exitCode()).isZero();

        Answer refused = undo("1", "--by", "Paul", "--reason", "chats arrive twice");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("Account 1 is SCHEDULED: there is no upgrade to undo.");
    }

    @Test
    void anAccountIsDecidedAboutAgainAtOnce() throws IOException {
        Path feed = feed();
        assertThat(migrate("status", "1", "--recheck", "--data", data()).err()).contains("There is no account 1.");
        run(feed);
        assertThat(migrate("status", "1", "--recheck", "--data", data()).out())
                .contains("Recheck  nothing has changed");
        Path csv = folder.resolve("reviews.csv");
        Files.writeString(
                csv, "account_id,chat_agent_id,decision,support_user_id,email,role\n1,7,CHAT_ONLY,,x@brume.example,\n");
        migrate("review", "import", csv.toString(), "--by", "Paul", "--data", data());

        Answer answer = migrate("status", "1", "--recheck", "--data", data());

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).contains("  gone agents-not-reviewed, account");
        assertThat(migrate("status", "1", "--recheck", "--data", data()).out())
                .contains("Recheck  nothing has changed");
        assertThat(migrate("status", "--recheck", "--data", data()).exitCode()).isEqualTo(1);
    }

    @Test
    void decidingAgainAnswersInJsonAndIsRefusedWhereItMustNotHappen() throws IOException {
        run(feed());
        Path csv = folder.resolve("reviews.csv");
        Files.writeString(
                csv, "account_id,chat_agent_id,decision,support_user_id,email,role\n1,7,CHAT_ONLY,,x@brume.example,\n");
        migrate("review", "import", csv.toString(), "--by", "Paul", "--data", data());

        assertThat(migrate("status", "1", "--recheck", "--format", "json", "--data", data())
                        .out())
                .startsWith("{\"status\":{\"account_id\":1,")
                .contains(
                        "\"added\":[],\"gone\":[{\"check\":\"agents-not-reviewed\",\"subject\":\"account\",\"evidence\":\"")
                .endsWith("\"}]}\n");
        assertThat(migrate("status", "2", "--recheck", "--format", "json", "--data", data()))
                .isEqualTo(new Answer(1, "", "There is no account 2.\n"));
        try (DataDirectory other = DataDirectory.lock(folder.resolve("data"))) {
            Answer inUse = migrate("status", "1", "--recheck", "--data", data());
            assertThat(inUse.exitCode()).isEqualTo(3);
            assertThat(inUse.err()).contains("is in use by process ");
            assertThat(other).isNotNull();
        }
    }

    @Test
    void anUpgradedAccountIsNotDecidedAboutAgain() throws IOException {
        simulate("2026-11-22T02:00:00Z");
        migrate("schedule", "1", "--at", "2026-11-22T22:00", "--by", "Ann", "--reason", "a test", "--data", data());
        simulate("2026-11-22T21:00:00Z");

        Answer upgraded = migrate("status", "1", "--recheck", "--data", data());
        assertThat(upgraded.exitCode()).isEqualTo(1);
        assertThat(upgraded.err())
                .contains("Account 1 is upgraded; what was decided about it stays. Leave out --recheck.");
    }

    @Test
    void allowListsAreComparedWithoutADatabase() throws IOException {
        Path chat = Files.writeString(folder.resolve("chat.txt"), "192.0.2.*\n198.51.100.7\n");
        Path support = Files.writeString(folder.resolve("support.txt"), "192.0.2.0/25 198.51.100.7");

        assertThat(migrate("inspect", "ip", "--chat", chat.toString(), "--support", support.toString())
                        .out())
                .startsWith("{\"verdict\":\"partly_covered\",\"missing\":[\"192.0.2.128/25\"],\"problems\":[]}");
        assertThat(migrate("inspect", "ip", "--support", support.toString()).out())
                .contains("not_restricted");
    }

    @Test
    void aPageIsInspectedAndAMissingOneIsNamed() throws IOException {
        Path page = Files.writeString(
                folder.resolve("page.html"),
                "<script id=\"ze-snippet\" src=\"https://static.zdassets.com/ekr/snippet.js?key=00000000-0000-4000-8000-000000000001\">"
                        + "</script>");

        Answer answer = migrate(
                "inspect", "page", page.toString(), folder.resolve("gone.html").toString());

        assertThat(answer.exitCode()).isEqualTo(3);
        assertThat(answer.out()).contains("\"widget\":\"web_widget\"").contains("\"file\":\"" + page);
        assertThat(answer.err()).contains("gone.html cannot be read");
    }

    @Test
    void aPageOfAPrivateAddressIsFetchedOnlyWhereThatIsWanted() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                requests.incrementAndGet();
                if (exchange.getRequestURI().getPath().equals("/robots.txt")) {
                    exchange.sendResponseHeaders(404, -1);
                    return;
                }
                byte[] page =
                        "<script id=\"ze-snippet\" src=\"https://static.zdassets.com/ekr/snippet.js?key=00000000-0000-4000-8000-000000000001\"></script>"
                                .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "text/html");
                exchange.getResponseHeaders().add("Content-Security-Policy", "script-src 'self'");
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
            }
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";

            Answer atAnotherPort = migrate("inspect", "page", url);
            Answer refused = migrate("inspect", "page", "http://127.0.0.1/");

            assertThat(atAnotherPort.exitCode()).isEqualTo(3);
            assertThat(atAnotherPort.err()).contains("127.0.0.1 is asked for at port", "--allow-private");
            assertThat(refused.exitCode()).isEqualTo(3);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err()).contains("127.0.0.1 is at 127.0.0.1, a loopback address", "--allow-private");
            assertThat(requests).hasValue(0);

            Answer wanted = migrate("inspect", "page", "--allow-private", url);

            assertThat(wanted.err()).isEmpty();
            assertThat(wanted.exitCode()).isZero();
            assertThat(wanted.out())
                    .contains("\"file\":\"" + url, "\"widget\":\"web_widget\"", "\"blocks_web_widget\":true");
        } finally {
            server.stop(0);
        }
    }

    private Path feed() throws IOException {
        Path feed = Files.createDirectories(folder.resolve("feed"));
        Files.writeString(feed.resolve("accounts.ndjson"), ACCOUNT);
        Files.writeString(feed.resolve("chat_agents.ndjson"), OWNER);
        return feed;
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private Answer run(Path feed) {
        return migrate("run", "--feed", feed.toString(), "--as-of", "2026-11-22T01:00:00Z", "--data", data());
    }

    private void simulate(String until) throws IOException {
        migrate(
                "run",
                "--feed",
                feed().toString(),
                "--as-of",
                "2026-11-22T01:00:00Z",
                "--until",
                until,
                "--data",
                data());
    }

    private Answer undo(String... arguments) {
        List<String> all = new ArrayList<>(List.of("undo", "--data", data()));
        all.addAll(List.of(arguments));
        return migrate(all.toArray(String[]::new));
    }
}
