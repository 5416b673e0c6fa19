package dev.chatmigration.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.domain.scheduling.AccountState;
import dev.chatmigration.passwordsetup.SetupLinks;
import dev.chatmigration.passwordsetup.TokenOf;
import dev.chatmigration.reporting.Export;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import dev.chatmigration.scheduling.AccountVerbs.Answer;
import dev.chatmigration.testing.FeedAccount;
import dev.chatmigration.testing.MigrationBench;
import dev.chatmigration.testing.TestFeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What an undo leaves: the account as it was, and everybody who was told of the upgrade told again. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class UndoTest {
    private static final String NIGHT = "2026-12-01T01:00:00Z";
    private static final String NOON = "2026-12-01T12:00:00Z";
    private static final String EVENING = "2026-12-01T22:00";
    private static final Instant SLOT = Instant.parse("2026-12-01T21:00:00Z");
    private static final Instant LATER = Instant.parse("2026-12-01T23:00:00Z");

    /** What only grows: histories, counters, and what people were told. */
    private static final Set<String> MEMORY = Set.of(
            "audit",
            "account_migration",
            "in_product_message",
            "new_agent_id",
            "outbox",
            "mail_attempt",
            "setup_link",
            "setup_link_event",
            "slot_use",
            "undone_agent",
            "undone_upgrade");

    private final MigrationBench bench;
    private final TestFeed feed;
    private final Path directory;

    UndoTest(TestDatabase database, @TempDir Path directory) {
        bench = MigrationBench.on(database);
        this.directory = directory;
        feed = new TestFeed(directory);
    }

    /** Account 1 signs in with passwords and gets addresses added; account 2 signs in by SSO. */
    @BeforeEach
    void twoAccountsWithAgentsOfAllScenariosAndASlot() {
        ofAllScenarios(1).withMissingAddress().wishing("ip_policy", "add-missing");
        ofAllScenarios(2).enforcingSso();
        bench.nightly(feed, NIGHT);
        bench.schedule(1, NOON, EVENING);
        bench.schedule(2, NOON, EVENING);
        bench.upgrade(NOON);
    }

    @AfterEach
    void everySlotIsBookedExactlyAsOftenAsItIsPromised() {
        assertThat(bench.bookedSlots()).isEqualTo(bench.promisedSlots());
    }

    @Test
    void everyFieldIsAsItWasBeforeTheUpgrade() throws IOException {
        Map<String, List<String>> rows = rows();
        Map<String, List<String>> lines = export("before");
        bench.upgrade(SLOT);
        assertThat(scenarios()).containsExactlyInAnyOrder("SAME_EMAIL", "CHAT_ONLY", "SUPPORT_ONLY", "TWO_EMAILS");
        assertThat(ipRanges()).isEqualTo("192.0.2.1 198.51.100.7");
        assertThat(export("upgraded").get("agents.ndjson")).hasSizeGreaterThan(8);

        assertThat(undo(1, LATER).done()).isTrue();
        assertThat(undo(2, LATER).done()).isTrue();

        assertThat(rows()).isEqualTo(rows);
        assertThat(export("undone")).isEqualTo(lines);
        assertThat(bench.state(1).state()).isEqualTo(AccountState.ROLLED_BACK);
        assertThat(bench.state(1).slot()).isNull();
        bench.nightly(feed, "2026-12-02T01:00:00Z");
        assertThat(export("night")).isEqualTo(lines);
    }

    @Test
    void whoDidItAndWhatWasTakenBackIsKept() {
        bench.upgrade(SLOT);
        List<String> agents = bench.everything().get("agent");

        undo(1, LATER);
        undo(2, LATER);

        assertThat(bench.history(1)).last().isEqualTo("UNDONE UPGRADED ROLLED_BACK Ann");
        assertThat(bench.everything().get("undone_agent"))
                .extracting(row -> row.replaceAll("undone_at=[^,]*, ", ""))
                .isEqualTo(agents);
        assertThat(bench.everything().get("undone_upgrade"))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row).contains("undone_by=Ann", "reason=chats arrive twice"))
                .anySatisfy(row -> assertThat(row).contains("ip_ranges_after=192.0.2.1 198.51.100.7"));
    }

    @Test
    void aLinkIsDeadAndThoseWhoGotItAreToldOnceEach() {
        bench.upgrade(SLOT);
        String selector = bench.sql()
                .sql("SELECT selector FROM setup_link")
                .query(String.class)
                .single();
        assertThat(TokenOf.link(bench.bean(SetupLinks.class), selector, LATER)).isNotNull();

        Answer answer = undo(1, LATER);
        bench.upgrade(LATER);

        assertThat(TokenOf.link(bench.bean(SetupLinks.class), selector, LATER)).isNull();
        assertThat(answer.sentence())
                .isEqualTo(
                        "The upgrade of account 1 is undone: agents taken back 5, setup links closed 1, mails withdrawn"
                                + " before they left 0. To be told: administrators 1, agents mailed before 2; their mails leave"
                                + " with the next run.");
        assertThat(mails("ROLLED_BACK"))
                .containsExactly(
                        "new@customer-1.example SENT", "owner@customer-1.example SENT", "two@customer-1.example SENT");
        assertThat(bench.notices(1, "ROLLED_BACK"))
                .anySatisfy(notice -> assertThat(notice).contains("\"oldAddress\":\"deux@customer-1.example\""))
                .allSatisfy(notice -> assertThat(notice).contains("chats arrive twice"));
        assertThat(inProduct()).contains("owner@customer-1.example ROLLED_BACK").doesNotContain("UPGRADED");
    }

    @Test
    void theCalendarEntryIsCancelledUnderItsOldNameAndTheNextNumber() {
        bench.upgrade(SLOT);
        int promised = bench.state(1).revision();

        undo(1, LATER);

        assertThat(bench.notices(1, "SCHEDULED").get(0)).contains("\"sequence\":" + promised);
        assertThat(bench.notices(1, "ROLLED_BACK"))
                .filteredOn(notice -> notice.contains("\"agentName\":null"))
                .singleElement()
                .asString()
                .contains("\"sequence\":" + (promised + 1))
                .contains(uid(bench.notices(1, "SCHEDULED").get(0)));
    }

    @Test
    void mailsThatHaveNotLeftAreWithdrawnAndWhoGotNoneIsToldNothing() {
        bench.upgrade(SLOT);
        put("SET_PASSWORD", "PENDING");
        put("USE_SUPPORT_SIGN_IN", "DEFERRED");
        put("UPGRADED", "PENDING");

        Answer answer = undo(1, LATER);
        bench.upgrade(LATER.plusSeconds(86_400));

        assertThat(answer.sentence()).contains("mails withdrawn before they left 4", "agents mailed before 0");
        assertThat(mails("SET_PASSWORD")).containsExactly("new@customer-1.example WITHDRAWN");
        assertThat(mails("UPGRADED")).containsExactly("owner@customer-1.example WITHDRAWN");
        assertThat(mails("ROLLED_BACK")).containsExactly("owner@customer-1.example SENT");
    }

    @Test
    void whoWasRemindedOfALinkIsToldOnceAndWhoeverSharesAnAddressIsToldEach() {
        bench.upgrade(SLOT);
        bench.upgrade("2026-12-02T16:00:00Z");
        assertThat(mails("SET_PASSWORD_REMINDER")).containsExactly("new@customer-1.example SENT");
        bench.sql()
                .sql("UPDATE outbox SET recipient = 'new@customer-1.example' WHERE account_id = 1"
                        + " AND recipient = 'two@customer-1.example'")
                .update();

        undo(1, Instant.parse("2026-12-02T17:00:00Z"));

        assertThat(mails("ROLLED_BACK"))
                .containsExactly(
                        "new@customer-1.example PENDING",
                        "new@customer-1.example PENDING",
                        "owner@customer-1.example PENDING");
        assertThat(bench.notices(1, "ROLLED_BACK"))
                .anySatisfy(notice -> assertThat(notice).contains("\"oldAddress\":\"new@customer-1.example\""))
                .anySatisfy(notice -> assertThat(notice).contains("\"oldAddress\":\"deux@customer-1.example\""));
    }

    @Test
    void whoHasOnlyHadTheReminderIsToldAsWell() {
        bench.upgrade(SLOT);
        put("SET_PASSWORD", "FAILED");
        bench.upgrade("2026-12-02T16:00:00Z");

        undo(1, Instant.parse("2026-12-02T17:00:00Z"));

        assertThat(mails("ROLLED_BACK")).contains("new@customer-1.example PENDING");
    }

    @Test
    void aMailOfUnknownOutcomeIsNotSentAgainAndItsReaderIsTold() {
        bench.upgrade(SLOT);
        put("SET_PASSWORD", "UNKNOWN");
        put("USE_SUPPORT_SIGN_IN", "PENDING");

        undo(1, LATER);
        bench.upgrade(LATER.plusSeconds(86_400));

        assertThat(mails("SET_PASSWORD")).containsExactly("new@customer-1.example UNKNOWN");
        assertThat(mails("ROLLED_BACK"))
                .containsExactly("new@customer-1.example SENT", "owner@customer-1.example SENT");
    }

    @Test
    void anUndoThatBreaksOffLeavesNothing() {
        bench.upgrade(SLOT);
        Map<String, List<String>> before = bench.everything();

        new TransactionTemplate(bench.bean(PlatformTransactionManager.class)).executeWithoutResult(status -> {
            assertThat(bench.bean(UndoUpgrade.class).undo(1, act(LATER)).done()).isTrue();
            status.setRollbackOnly();
        });

        assertThat(bench.everything()).isEqualTo(before);
    }

    @Test
    void undoneTwiceItIsDoneOnce() {
        bench.upgrade(SLOT);
        undo(1, LATER);
        Map<String, List<String>> once = bench.everything();

        Answer again = undo(1, LATER.plusSeconds(60));

        assertThat(again).isEqualTo(new Answer(true, "The upgrade of account 1 is undone already."));
        assertThat(bench.everything()).isEqualTo(once);
    }

    @Test
    void onlyAnUpgradedAccountIsUndone() {
        assertThat(undo(1, Instant.parse(NOON)))
                .isEqualTo(new Answer(false, "Account 1 is SCHEDULED: there is no upgrade to undo."));
        bench.sql()
                .sql("UPDATE account_migration SET state = 'UPGRADING' WHERE account_id = 1")
                .update();
        assertThat(undo(1, SLOT))
                .isEqualTo(new Answer(
                        false, "Account 1 is UPGRADING: its upgrade is under way; undo it once it is UPGRADED."));
        bench.upgrade(SLOT);
        bench.act(1, LATER.toString(), (verbs, account, act) -> verbs.close(account.id(), act));

        assertThat(undo(1, LATER))
                .isEqualTo(new Answer(
                        false, "Account 1 is FINALIZED: its upgrade was declared final and cannot be undone."));
    }

    @Test
    void onHoldItIsUndoneAndItsMailsLeaveAfterTheRelease() {
        bench.upgrade(SLOT);
        bench.act(1, SLOT.toString(), (verbs, account, act) -> verbs.hold(account.id(), act));

        assertThat(undo(1, LATER).sentence())
                .endsWith("the account is on hold, so their mails leave after its release.");
        bench.upgrade(LATER);
        assertThat(mails("ROLLED_BACK")).allMatch(mail -> mail.endsWith("PENDING"));

        bench.act(1, LATER.toString(), (verbs, account, act) -> verbs.release(account, act));
        bench.upgrade(LATER);
        assertThat(mails("ROLLED_BACK")).hasSize(3).allMatch(mail -> mail.endsWith("SENT"));
    }

    @Test
    void aSlotIsGivenAgainOnlyForALaterRequest() {
        feed.account(1).asked("2026-11-20T10:00:00Z");
        bench.nightly(feed, "2026-12-01T13:00:00Z");
        bench.upgrade(SLOT);
        undo(1, LATER);

        bench.nightly(feed, "2026-12-02T01:00:00Z");
        assertThat(bench.state(1).state()).isEqualTo(AccountState.ROLLED_BACK);
        bench.act(1, "2026-12-02T02:00:00Z", (verbs, account, act) -> verbs.cancel(account, act));
        assertThat(bench.state(1).state()).isEqualTo(AccountState.ROLLED_BACK);

        feed.account(1).asked("2026-12-02T10:00:00Z");
        bench.nightly(feed, "2026-12-03T01:00:00Z");
        assertThat(bench.state(1).state()).isEqualTo(AccountState.SCHEDULED);
        assertThat(bench.history(1))
                .endsWith("ASKED_AGAIN ROLLED_BACK REQUESTED batch", "SLOT_SET REQUESTED SCHEDULED batch");
    }

    @Test
    void whatWasSeenOnPagesAfterTheUpgradeIsForgottenAndTheNextNightLooksAgain() {
        String url = "https://www.customer-1.example/";
        feed.account(1).page(url, "<p>before</p>", Map.of());
        bench.nightly(feed, "2026-12-01T13:00:00Z");
        List<String> before = bench.everything().get("page_verdict");
        bench.upgrade(SLOT);
        feed.account(1).withoutPages().page(url, "<p>after</p>", Map.of());
        bench.nightly(feed, "2026-12-01T22:30:00Z");
        assertThat(bench.everything().get("page_verdict")).hasSize(2);

        undo(1, LATER);
        assertThat(bench.everything().get("page_verdict")).isEqualTo(before);

        bench.nightly(feed, "2026-12-02T01:00:00Z");
        assertThat(bench.everything().get("page_verdict")).hasSize(1).isNotEqualTo(before);
    }

    @Test
    void scheduledAgainItIsUpgradedAgainAsIfForTheFirstTime() throws IOException {
        bench.upgrade(SLOT);
        List<String> first = agentsWithoutNewIds("first");
        long links = bench.count("setup_link");
        undo(1, LATER);
        undo(2, LATER);
        bench.nightly(feed, "2026-12-20T01:00:00Z");
        Instant slot = bench.schedule(1, "2026-12-20T12:00:00Z", "2026-12-20T22:00");
        bench.schedule(2, "2026-12-20T12:00:00Z", "2026-12-20T22:00");

        bench.upgrade(slot);

        assertThat(bench.state(1).state()).isEqualTo(AccountState.UPGRADED);
        assertThat(bench.state(2).state()).isEqualTo(AccountState.UPGRADED);
        assertThat(agentsWithoutNewIds("second")).isEqualTo(first);
        assertThat(ipRanges()).isEqualTo("192.0.2.1 198.51.100.7");
        assertThat(inProduct()).contains("owner@customer-1.example UPGRADED");
        assertThat(mails("SET_PASSWORD")).containsExactly("new@customer-1.example SENT", "new@customer-1.example SENT");
        assertThat(bench.count("setup_link")).isEqualTo(links * 2);
        assertThat(bench.sql()
                        .sql("SELECT COUNT(*) FROM setup_link WHERE withdrawn_at IS NULL")
                        .query(Long.class)
                        .single())
                .isEqualTo(links);

        Answer again = undo(1, slot.plusSeconds(60));
        assertThat(again.sentence()).contains("setup links closed 1", "agents mailed before 2");
        assertThat(rowsOf("agent")).isZero();
    }

    /** Same address, Chat only, Support only, and two addresses by review. */
    private FeedAccount ofAllScenarios(long id) {
        return feed.linkedAccount(id)
                .chatAgent(id * 1000 + 2, "new@customer-" + id + ".example")
                .chatAgent(id * 1000 + 3, "disabled@customer-" + id + ".example", "enabled", 0)
                .chatAgent(id * 1000 + 4, "deux@customer-" + id + ".example")
                .supportUser(id * 1000 + 502, "two@customer-" + id + ".example", "agent")
                .supportUser(id * 1000 + 503, "support.only@customer-" + id + ".example", "agent")
                .review(id * 1000 + 4, id * 1000 + 502);
    }

    private static Act act(Instant at) {
        return new Act(at, "Ann", "chats arrive twice");
    }

    private Answer undo(long account, Instant at) {
        return Objects.requireNonNull(new TransactionTemplate(bench.bean(PlatformTransactionManager.class))
                .execute(status -> bench.bean(UndoUpgrade.class).undo(account, act(at))));
    }

    private Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new TreeMap<>(bench.everything());
        rows.keySet().removeAll(MEMORY);
        return rows;
    }

    /** Without what only grows: messages, mails, and the place in the schedule. */
    private Map<String, List<String>> export(String name) throws IOException {
        Path target = Files.createDirectories(directory.resolve("export-" + name));
        Set<String> files =
                new HashSet<>(bench.bean(Export.class).writeTo(target).keySet());
        files.removeAll(Set.of("messages.ndjson", "mails.ndjson", "schedule.ndjson"));
        Map<String, List<String>> lines = new TreeMap<>();
        for (String file : files) {
            lines.put(file, Files.readAllLines(target.resolve(file)));
        }
        return lines;
    }

    private List<String> agentsWithoutNewIds(String name) throws IOException {
        return Objects.requireNonNull(export(name).get("agents.ndjson")).stream()
                .map(line -> line.replaceAll("\"agent_id\":8\\d{15}", "\"agent_id\":\"new\""))
                .sorted()
                .toList();
    }

    private List<String> scenarios() {
        return bench.sql()
                .sql("SELECT DISTINCT scenario FROM agent WHERE account_id = 1")
                .query(String.class)
                .list();
    }

    private String ipRanges() {
        return bench.sql()
                .sql("SELECT ip_ranges_after FROM account_upgrade WHERE account_id = 1")
                .query(String.class)
                .single();
    }

    private List<String> mails(String kind) {
        return bench.sql()
                .sql("SELECT recipient, status FROM outbox WHERE account_id = 1 AND kind = :kind ORDER BY recipient")
                .param("kind", kind)
                .query((row, number) -> row.getString(1) + " " + row.getString(2))
                .list();
    }

    private List<String> inProduct() {
        return bench.sql()
                .sql("SELECT recipient, kind FROM in_product_message WHERE account_id = 1 ORDER BY recipient, kind")
                .query((row, number) -> row.getString(1) + " " + row.getString(2))
                .list();
    }

    private void put(String kind, String status) {
        bench.sql()
                .sql("UPDATE outbox SET status = :status WHERE account_id = 1 AND kind = :kind")
                .param("kind", kind)
                .param("status", status)
                .update();
    }

    private long rowsOf(String table) {
        return bench.sql()
                .sql("SELECT COUNT(*) FROM " + table + " WHERE account_id = 1")
                .query(Long.class)
                .single();
    }

    private static String uid(String notice) {
        return notice.replaceAll(".*(\"calendarUid\":\"[^\"]+\").*", "$1");
    }
}
