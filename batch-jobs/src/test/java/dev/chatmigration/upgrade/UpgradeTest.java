package dev.chatmigration.upgrade;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.database.Brakes;
import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.domain.scheduling.AccountState;
import dev.chatmigration.passwordsetup.SetupLinks;
import dev.chatmigration.passwordsetup.TokenOf;
import dev.chatmigration.scheduling.MigrationState;
import dev.chatmigration.steps.SetAside;
import dev.chatmigration.testing.MigrationBench;
import dev.chatmigration.testing.TestFeed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of accounts whose slot has come. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class UpgradeTest {
    private static final String NIGHT = "2026-12-01T01:00:00Z";
    private static final String NOON = "2026-12-01T12:00:00Z";
    private static final String EVENING = "2026-12-01T22:00";
    private static final Instant SLOT = Instant.parse("2026-12-01T21:00:00Z");
    private static final long FIRST_NEW_ID = 8_000_000_000_000_000L;

    private final MigrationBench bench;
    private final TestFeed feed;

    UpgradeTest(TestDatabase database, @TempDir Path directory) {
        bench = MigrationBench.on(database);
        feed = new TestFeed(directory);
    }

    @AfterEach
    void everySlotIsBookedExactlyAsOftenAsItIsPromised() {
        assertThat(bench.bookedSlots()).isEqualTo(bench.promisedSlots());
    }

    @Test
    void anAccountIsUpgradedAtItsSlotAndNotBefore() {
        feed.account(1);
        slotThisEvening(1);

        bench.upgrade(SLOT.minusMillis(1));
        assertThat(bench.state(1).state()).isEqualTo(AccountState.SCHEDULED);

        bench.upgrade(SLOT);
        assertThat(bench.state(1).state()).isEqualTo(AccountState.UPGRADED);
        assertThat(bench.history(1)).endsWith("STARTED SCHEDULED UPGRADING batch", "DONE UPGRADING UPGRADED batch");
        assertThat(bench.count("account_upgrade")).isEqualTo(1);
    }

    @Test
    void anAccountWhoseSwitchFailsKeepsNothingOfItAndTheOthersAreUpgraded() {
        feed.account(1);
        feed.linkedAccount(2).chatAgent(2002, "chat.only@customer-2.example");
        feed.account(3);
        slotThisEvening(1, 2, 3);
        plantAgent(2, feed.account(2).supportOwner());
        Map<String, List<String>> before = bench.everything();

        bench.upgrade(SLOT);

        MigrationState failed = bench.state(2);
        assertThat(failed.state()).isEqualTo(AccountState.SCHEDULED);
        assertThat(failed.promised().local().toLocalDate()).isEqualTo(LocalDate.parse("2026-12-22"));
        assertThat(failed.moves()).isEqualTo(1);
        assertThat(bench.history(2)).endsWith("STARTED SCHEDULED UPGRADING batch", "FAILED UPGRADING SCHEDULED batch");
        assertThat(rowsOf("agent", 2)).isEqualTo(1);
        assertThat(rowsOf("account_upgrade", 2)).isZero();
        assertThat(rowsOf("setup_link", 2)).isZero();
        assertThat(bench.kindsOfMail(2)).contains("UPGRADE_FAILED").doesNotContain("UPGRADED", "SET_PASSWORD");
        assertThat(bench.everything().get("agent_proposal")).isEqualTo(before.get("agent_proposal"));
        assertThat(List.of(bench.state(1).state(), bench.state(3).state())).containsOnly(AccountState.UPGRADED);
        assertThat(bench.kindsOfMail(3)).contains("UPGRADED");
    }

    @Test
    void anAccountThatFailsIsUpgradedOnceTheCauseIsGone() {
        feed.linkedAccount(2);
        slotThisEvening(2);
        plantAgent(2, feed.account(2).supportOwner());
        bench.upgrade(SLOT);
        bench.sql().sql("DELETE FROM agent").update();
        bench.nightly(feed, "2026-12-21T22:00:00Z");

        bench.upgrade(bench.slot(2));

        assertThat(bench.state(2).state()).isEqualTo(AccountState.UPGRADED);
    }

    @Test
    void noLaterFeedBringsAnIdThatANewAgentHas() {
        feed.account(1);
        slotThisEvening(1);
        bench.upgrade(SLOT);
        assertThat(bench.sql()
                        .sql("SELECT agent_id FROM agent")
                        .query(Long.class)
                        .list())
                .containsExactly(FIRST_NEW_ID);

        feed.account(2).chatAgent(FIRST_NEW_ID, "a@customer-2.example");
        feed.account(3).supportUser(FIRST_NEW_ID, "b@customer-3.example", "agent");
        feed.account(4).chatAgent(FIRST_NEW_ID + 1, "c@customer-4.example");
        bench.nightly(feed, "2026-12-02T01:00:00Z");
        bench.schedule(4, "2026-12-02T01:00:00Z", "2026-12-02T22:00");
        bench.upgrade(bench.slot(4));

        assertThat(bench.sql()
                        .sql("SELECT reason FROM reject")
                        .query(String.class)
                        .list())
                .hasSize(2)
                .allMatch(reason -> reason.contains("which an upgrade has given to an agent known to Chat only"));
        assertThat(bench.sql()
                        .sql("SELECT account_id FROM finding WHERE check_name = 'feed-incomplete'")
                        .query(Long.class)
                        .list())
                .containsExactlyInAnyOrder(2L, 3L);
        assertThat(bench.sql()
                        .sql("SELECT agent_id FROM agent WHERE account_id = 4")
                        .query(Long.class)
                        .list())
                .containsExactlyInAnyOrder(FIRST_NEW_ID + 2, FIRST_NEW_ID + 3);
    }

    @Test
    void anAccountThatIsNotReadyIsMovedByTheFullNoticeAndToldWhy() {
        feed.account(1).withMissingAddress();
        slotThisEvening(1);

        bench.upgrade(SLOT);

        assertThat(bench.state(1).state()).isEqualTo(AccountState.SCHEDULED);
        assertThat(bench.state(1).promised().local().toLocalDate()).isEqualTo(LocalDate.parse("2026-12-22"));
        assertThat(bench.state(1).moves()).isEqualTo(1);
        assertThat(bench.notices(1, "POSTPONED"))
                .singleElement()
                .asString()
                .contains("NOT_READY")
                .contains("ip-not-covered");
        assertThat(bench.count("agent")).isZero();
    }

    @Test
    void anAccountThatCannotEvenBeMovedKeepsNoOtherFromBeingMovedOrUpgraded() {
        feed.account(1).withMissingAddress();
        feed.account(2).withMissingAddress();
        feed.account(3).withMissingAddress();
        feed.account(4);
        slotThisEvening(1, 2, 3, 4);
        plantPostponed(2);

        bench.upgrade(SLOT);

        assertThat(List.of(bench.state(1).moves(), bench.state(3).moves())).containsOnly(1);
        assertThat(bench.state(4).state()).isEqualTo(AccountState.UPGRADED);
        assertThat(bench.slot(2)).isEqualTo(SLOT);
        assertThat(bench.bean(SetAside.class).all()).singleElement().satisfies(aside -> {
            assertThat(aside.accountId()).isEqualTo(2);
            assertThat(aside.step()).isEqualTo("upgrade");
        });

        bench.sql().sql("DELETE FROM due_notice WHERE facts = 'planted'").update();
        bench.upgrade(SLOT.plusSeconds(1));
        assertThat(bench.state(2).moves()).isEqualTo(1);
    }

    @Test
    void agentDataOlderThanThirtySixHoursKeepsAnAccountFromItsUpgrade() {
        feed.account(1);
        feed.account(2);
        bench.nightly(feed, NIGHT);
        bench.schedule(1, NOON, "2026-12-02T14:00");
        bench.schedule(2, NOON, "2026-12-02T15:00");

        bench.upgrade(bench.slot(1));
        bench.upgrade(bench.slot(2));

        assertThat(bench.state(1).state()).isEqualTo(AccountState.UPGRADED);
        assertThat(bench.state(2).moves()).isEqualTo(1);
        assertThat(bench.notices(2, "POSTPONED")).singleElement().asString().contains("feed-incomplete");
    }

    @Test
    void aWaivedFindingKeepsNothingBack() {
        feed.account(1).withMissingAddress();
        slotThisEvening(1);
        bench.sql()
                .sql("UPDATE finding SET waived_by = 'Ann', waive_reason = 'the office moved'")
                .update();

        bench.upgrade(SLOT);

        assertThat(bench.state(1).state()).isEqualTo(AccountState.UPGRADED);
    }

    @Test
    void anAccountMovedTooOftenWaitsUntilNothingBlocksItAnyMore() {
        feed.account(1).asked("2026-11-20T10:00:00Z").withMissingAddress();
        bench.nightly(feed, NIGHT);
        bench.upgrade(bench.slot(1));
        bench.upgrade(bench.slot(1));
        assertThat(bench.state(1).moves()).isEqualTo(2);
        Instant third = bench.slot(1);

        bench.upgrade(third);
        assertThat(bench.state(1).state()).isEqualTo(AccountState.REQUESTED);
        assertThat(bench.state(1).slot()).isNull();
        assertThat(bench.history(1)).last().isEqualTo("MOVED_TOO_OFTEN SCHEDULED REQUESTED batch");
        assertThat(bench.notices(1, "POSTPONED")).hasSize(3);

        bench.nightly(feed, "2027-03-01T01:00:00Z");
        assertThat(bench.state(1).state()).isEqualTo(AccountState.REQUESTED);

        feed.account(1).withNothingMissing();
        bench.nightly(feed, "2027-03-02T01:00:00Z");
        assertThat(bench.state(1).state()).isEqualTo(AccountState.SCHEDULED);
        assertThat(bench.state(1).moves()).isZero();
    }

    @Test
    void anUpgradeStartsUpToTwoHoursLateAndNotLater() {
        feed.account(1);
        feed.account(2);
        slotThisEvening(1);
        bench.upgrade(SLOT.plus(Duration.ofHours(2)));
        assertThat(bench.state(1).state()).isEqualTo(AccountState.UPGRADED);

        bench.schedule(2, NOON, EVENING);
        bench.upgrade(SLOT.plus(Duration.ofHours(2)).plusMillis(1));

        assertThat(bench.state(2).state()).isEqualTo(AccountState.SCHEDULED);
        assertThat(bench.state(2).moves()).isEqualTo(1);
        assertThat(bench.notices(2, "POSTPONED")).singleElement().asString().contains("MISSED");
    }

    @Test
    void tenMissedSlotsAreMovedWithoutAsking() {
        LongStream.rangeClosed(1, 10).forEach(feed::account);
        slotThisEvening(LongStream.rangeClosed(1, 10).toArray());

        bench.upgrade(SLOT.plus(Duration.ofHours(3)));

        assertThat(LongStream.rangeClosed(1, 10).mapToObj(bench::state))
                .allSatisfy(state -> assertThat(state.moves()).isEqualTo(1));
        assertThat(bench.bean(Brakes.class).all()).isEmpty();
    }

    @Test
    void moreThanTenMissedSlotsWaitForOneAnswerAndNobodyIsTold() {
        LongStream.rangeClosed(1, 12).forEach(feed::account);
        slotThisEvening(LongStream.rangeClosed(1, 11).toArray());
        bench.schedule(12, NOON, "2026-12-01T23:00");
        bench.upgrade(NOON);
        long mails = bench.count("outbox");

        Instant now = SLOT.plus(Duration.ofHours(2)).plusSeconds(1);
        bench.upgrade(now);

        assertThat(LongStream.rangeClosed(1, 11).mapToObj(bench::slot)).containsOnly(SLOT);
        assertThat(bench.bean(Brakes.class).all()).singleElement().satisfies(brake -> {
            assertThat(brake.name()).isEqualTo("missed-slots");
            assertThat(brake.setBy()).isEqualTo("batch");
            assertThat(brake.reason()).startsWith("11 accounts missed their slots");
            assertThat(brake.setAt()).isEqualTo(now);
        });
        assertThat(bench.state(12).state()).isEqualTo(AccountState.UPGRADED);
        assertThat(bench.count("outbox")).isEqualTo(mails + bench.mails(12).size() - 1);

        bench.bean(Brakes.class).release(Brakes.MISSED_SLOTS, "Ann", "looked at", SLOT);
        bench.sql()
                .sql("UPDATE account_migration SET held = TRUE WHERE account_id = 11")
                .update();
        bench.upgrade(now.plus(Duration.ofHours(1)));
        assertThat(LongStream.rangeClosed(1, 10).mapToObj(bench::state))
                .allSatisfy(state -> assertThat(state.moves()).isEqualTo(1));
        assertThat(bench.slot(11)).isEqualTo(SLOT);
    }

    @Test
    void theBrakeOnUpgradesStopsAllOfThem() {
        feed.account(1);
        slotThisEvening(1);
        bench.bean(Brakes.class).set(Brakes.UPGRADES, "Ann", "an incident", SLOT);

        bench.upgrade(SLOT);
        assertThat(bench.state(1).state()).isEqualTo(AccountState.SCHEDULED);

        bench.bean(Brakes.class).release(Brakes.UPGRADES, "Ann", "looked at", SLOT);
        bench.upgrade(SLOT.plusSeconds(60));
        assertThat(bench.state(1).state()).isEqualTo(AccountState.UPGRADED);
    }

    @Test
    void anAccountFoundInTheMiddleOfAnUpgradeIsTriedAgainWithinTolerance() {
        feed.account(1);
        slotThisEvening(1);
        bench.sql().sql("UPDATE account_migration SET state = 'UPGRADING'").update();

        bench.upgrade(SLOT.plus(Duration.ofHours(1)));

        assertThat(bench.state(1).state()).isEqualTo(AccountState.UPGRADED);
        assertThat(bench.history(1))
                .endsWith(
                        "FOUND_AFTER_CRASH UPGRADING SCHEDULED batch",
                        "STARTED SCHEDULED UPGRADING batch",
                        "DONE UPGRADING UPGRADED batch");
    }

    @Test
    void anAccountFoundInTheMiddleOfAnUpgradeTooLateIsMoved() {
        feed.account(1);
        slotThisEvening(1);
        bench.sql().sql("UPDATE account_migration SET state = 'UPGRADING'").update();

        bench.upgrade(SLOT.plus(Duration.ofHours(3)));

        assertThat(bench.state(1).state()).isEqualTo(AccountState.SCHEDULED);
        assertThat(bench.state(1).moves()).isEqualTo(1);
        assertThat(bench.kindsOfMail(1)).contains("POSTPONED");
    }

    @Test
    void agentsKeepTheirSupportIdAndThoseKnownToChatOnlyGetANewOne() {
        feed.linkedAccount(1)
                .chatAgent(1002, "chat.only@customer-1.example")
                .chatAgent(FIRST_NEW_ID + 4, "high.id@customer-1.example")
                .supportUser(1502, "support.only@customer-1.example", "agent");
        slotThisEvening(1);

        bench.upgrade(SLOT);

        Map<String, Long> ids = agentIds();
        assertThat(ids)
                .containsEntry("owner@customer-1.example", 1501L)
                .containsEntry("support.only@customer-1.example", 1502L);
        assertThat(List.of(
                        Objects.requireNonNull(ids.get("chat.only@customer-1.example")),
                        Objects.requireNonNull(ids.get("high.id@customer-1.example"))))
                .containsExactlyInAnyOrder(FIRST_NEW_ID + 5, FIRST_NEW_ID + 6);
    }

    @Test
    void newIdsAreNeverGivenTwice() {
        feed.account(1);
        feed.account(2);
        slotThisEvening(1);
        bench.upgrade(SLOT);
        bench.schedule(2, NOON, EVENING);

        bench.upgrade(SLOT);

        assertThat(agentIds().values()).containsExactlyInAnyOrder(FIRST_NEW_ID, FIRST_NEW_ID + 1);
    }

    @Test
    void accountsUpgradedTogetherGetNewIdsOfTheirOwn() {
        feed.account(1).chatAgent(1002, "a@customer-1.example");
        feed.linkedAccount(2);
        feed.account(3);
        slotThisEvening(1, 2, 3);

        bench.upgrade(SLOT);

        assertThat(bench.sql()
                        .sql("SELECT agent_id FROM agent WHERE support_user_id IS NULL")
                        .query(Long.class)
                        .list())
                .containsExactlyInAnyOrder(FIRST_NEW_ID, FIRST_NEW_ID + 1, FIRST_NEW_ID + 2);
    }

    @Test
    void onlyActiveAgentsKnownToChatOnlyWhoUsePasswordsGetALink() {
        feed.linkedAccount(1)
                .chatAgent(1002, "new@customer-1.example")
                .chatAgent(1003, "disabled@customer-1.example", "enabled", 0)
                .supportUser(1502, "support.only@customer-1.example", "agent");
        feed.linkedAccount(2).enforcingSso().chatAgent(2002, "new@customer-2.example");
        slotThisEvening(1, 2);

        bench.upgrade(SLOT);

        assertThat(bench.sql().sql("""
                                SELECT g.email FROM setup_link l
                                  JOIN agent g ON g.account_id = l.account_id AND g.agent_id = l.agent_id
                                """).query(String.class).list()).containsExactly("new@customer-1.example");
        assertThat(bench.mails(1))
                .contains("SET_PASSWORD new@customer-1.example")
                .noneMatch(mail -> mail.contains("disabled@") || mail.contains("support.only@"));
        assertThat(bench.mails(2))
                .contains("USE_SSO new@customer-2.example")
                .noneMatch(mail -> mail.startsWith("SET_PASSWORD"));
    }

    @Test
    void whoHasNotUsedALinkIsRemindedOnceWithANewOneAndTheOlderOneDies() throws IOException {
        feed.linkedAccount(1).chatAgent(1002, "new@customer-1.example").chatAgent(1003, "gone@customer-1.example");
        slotThisEvening(1);
        bench.upgrade(SLOT);
        Instant afternoon = Instant.parse("2026-12-02T15:00:00Z");
        assertThat(bench.bean(SetupLinks.class).nextReminderAfter(SLOT)).isEqualTo(afternoon);
        bench.upgrade(afternoon.minusSeconds(1));
        assertThat(bench.kindsOfMail(1)).doesNotContain("SET_PASSWORD_REMINDER");
        bench.sql()
                .sql("UPDATE chat_agent SET enabled = FALSE WHERE chat_agent_id = 1003")
                .update();

        bench.upgrade(afternoon);
        bench.upgrade(afternoon.plusSeconds(60));

        assertThat(bench.mails(1))
                .filteredOn(mail -> mail.startsWith("SET_PASSWORD_REMINDER"))
                .containsExactly("SET_PASSWORD_REMINDER new@customer-1.example");
        assertThat(bench.sql()
                        .sql("SELECT event, reason FROM setup_link_event ORDER BY event_id")
                        .query((row, number) -> row.getString(1) + " " + row.getString(2))
                        .list())
                .containsExactlyInAnyOrder(
                        "ISSUED null", "ISSUED null", "WITHDRAWN AGENT_DISABLED", "SUPERSEDED null", "ISSUED null");
        String selector = bench.sql()
                .sql("SELECT selector FROM setup_link WHERE generation = 2")
                .query(String.class)
                .single();
        String token = Objects.requireNonNull(TokenOf.link(bench.bean(SetupLinks.class), selector, afternoon));
        assertThat(mailsInTheFolder()).anyMatch(mail -> mail.contains(token));
        assertThat(bench.bean(SetupLinks.class).nextReminderAfter(SLOT)).isNull();
    }

    @Test
    void noLinkIsReplacedWhileItsMailCannotLeave() {
        feed.linkedAccount(1).chatAgent(1002, "new@customer-1.example");
        slotThisEvening(1);
        bench.upgrade(SLOT);
        bench.act(1, "2026-12-02T12:00:00Z", (verbs, account, act) -> verbs.hold(account.id(), act));

        bench.upgrade("2026-12-02T15:00:00Z");
        assertThat(bench.kindsOfMail(1)).doesNotContain("SET_PASSWORD_REMINDER");

        bench.act(1, "2026-12-02T16:00:00Z", (verbs, account, act) -> verbs.release(account, act));
        bench.upgrade("2026-12-02T16:00:00Z");
        assertThat(bench.kindsOfMail(1)).contains("SET_PASSWORD_REMINDER");
    }

    @Test
    void everybodyConcernedIsToldOnceAndNobodyElse() {
        feed.linkedAccount(1)
                .chatAgent(1002, "both@customer-1.example")
                .chatAgent(1003, "new@customer-1.example")
                .supportUser(1502, "both@customer-1.example", "agent")
                .supportUser(1503, "second.admin@customer-1.example", "admin")
                .supportUser(1504, "support.only@customer-1.example", "agent")
                .supportUser(1505, "customer@elsewhere.example", "end-user");
        slotThisEvening(1);
        bench.upgrade(NOON);
        bench.sql().sql("DELETE FROM outbox").update();

        bench.upgrade(SLOT);
        bench.upgrade(SLOT.plusSeconds(300));

        assertThat(bench.mails(1))
                .containsExactly(
                        "SET_PASSWORD new@customer-1.example",
                        "UPGRADED owner@customer-1.example",
                        "UPGRADED second.admin@customer-1.example",
                        "USE_SUPPORT_SIGN_IN both@customer-1.example",
                        "USE_SUPPORT_SIGN_IN owner@customer-1.example");
        assertThat(bench.sql()
                        .sql("SELECT kind || ' ' || recipient FROM in_product_message ORDER BY recipient")
                        .query(String.class)
                        .list())
                .as("no date beside what was done on it")
                .containsExactly("UPGRADED owner@customer-1.example", "UPGRADED second.admin@customer-1.example");
    }

    @Test
    void missingAddressesAreWrittenWhereTheAccountSaysSoAndNowhereElse() {
        feed.account(1).withMissingAddress().wishing("ip_policy", "add-missing");
        feed.account(2).withNothingMissing().wishing("ip_policy", "add-missing");
        feed.account(3);
        slotThisEvening(1, 2, 3);

        bench.upgrade(SLOT);

        assertThat(rangesOf(1)).containsExactly("192.0.2.1", "192.0.2.1 198.51.100.7");
        assertThat(rangesOf(2)).containsExactly("192.0.2.1", "192.0.2.1");
        assertThat(rangesOf(3)).containsExactly("none", "none");
    }

    @Test
    void askedForAgainTheUpgradeChangesNothing() {
        feed.account(1).chatAgent(1002, "new@customer-1.example");
        feed.account(2).withMissingAddress();
        slotThisEvening(1, 2);
        bench.upgrade(SLOT);
        Map<String, List<String>> after = bench.everything();

        assertThat(bench.upgrade(SLOT).attempt()).isGreaterThan(1);
        bench.upgrade(SLOT.plus(Duration.ofHours(1)));

        assertThat(bench.everything()).isEqualTo(after);
    }

    @Test
    void whatWasDecidedAboutAnUpgradedAccountStaysWhateverItsFeedSays() {
        feed.account(1);
        slotThisEvening(1);
        bench.upgrade(SLOT);
        var decided = bench.everything();
        feed.account(1).withMissingAddress().chatAgent(1002, "later@customer-1.example");

        bench.nightly(feed, "2026-12-02T01:00:00Z");

        assertThat(bench.everything())
                .containsEntry("agent", decided.get("agent"))
                .containsEntry("agent_proposal", decided.get("agent_proposal"))
                .containsEntry("ip_decision", decided.get("ip_decision"))
                .containsEntry("account_migration", decided.get("account_migration"));
    }

    private void slotThisEvening(long... accounts) {
        bench.nightly(feed, NIGHT);
        for (long account : accounts) {
            assertThat(bench.schedule(account, NOON, EVENING)).isEqualTo(SLOT);
        }
    }

    /** A row that the switch would write too, so that it fails in the middle. */
    private void plantAgent(long account, long agent) {
        bench.sql().sql("""
                        INSERT INTO agent (account_id, agent_id, name, email, scenario, decided_by, role, sign_in, active)
                        VALUES (:account, :agent, 'x', 'x@x.example', 'x', 'x', 'x', 'x', TRUE)
                        """).param("account", account).param("agent", agent).update();
    }

    /** A row that the move of a slot would write too. */
    private void plantPostponed(long account) {
        bench.sql().sql("""
                        INSERT INTO due_notice (account_id, kind, revision, days_before, due_at, facts, told_at)
                        SELECT account_id, 'POSTPONED', revision + 1, 0, slot_start, 'planted', slot_start
                          FROM account_migration WHERE account_id = :account
                        """).param("account", account).update();
    }

    private long rowsOf(String table, long account) {
        return bench.sql()
                .sql("SELECT COUNT(*) FROM " + table + " WHERE account_id = :account")
                .param("account", account)
                .query(Long.class)
                .single();
    }

    private Map<String, Long> agentIds() {
        Map<String, Long> ids = new TreeMap<>();
        bench.sql().sql("SELECT email, agent_id FROM agent").query(row -> {
            ids.put(row.getString(1), row.getLong(2));
        });
        return ids;
    }

    private List<String> rangesOf(long account) {
        return bench.sql()
                .sql("""
                        SELECT COALESCE(ip_ranges_before, 'none'), COALESCE(ip_ranges_after, 'none')
                          FROM account_upgrade WHERE account_id = :account
                        """)
                .param("account", account)
                .query((row, number) -> List.of(row.getString(1), row.getString(2)))
                .single();
    }

    /** Quoted-printable as it is, but with its soft line breaks taken out. */
    private List<String> mailsInTheFolder() throws IOException {
        try (var files = Files.list(bench.data().resolve("mail"))) {
            return files.map(UpgradeTest::mail).toList();
        }
    }

    private static String mail(Path file) {
        try {
            return Files.readString(file, UTF_8).replace("=\r\n", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
