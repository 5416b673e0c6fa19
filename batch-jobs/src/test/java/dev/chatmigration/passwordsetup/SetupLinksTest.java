package dev.chatmigration.passwordsetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatmigration.database.Audit;
import dev.chatmigration.database.Rows;
import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.database.TestMigration;
import dev.chatmigration.domain.passwordsetup.LinkStanding;
import dev.chatmigration.domain.passwordsetup.LinkStanding.Shown;
import dev.chatmigration.domain.passwordsetup.Withdrawal;
import dev.chatmigration.passwordsetup.SetupLinks.EndedLink;
import dev.chatmigration.passwordsetup.SetupLinks.IssuedLink;
import dev.chatmigration.passwordsetup.SetupLinks.Mailed;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import dev.chatmigration.settings.MigrationSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ParameterizedClass
@EnumSource(TestDatabase.class)
@SuppressWarnings("NullAway.Init")
class SetupLinksTest {
    private static final Instant ISSUED = Instant.parse("2026-12-01T21:00:00Z");
    private static final Instant LATER = ISSUED.plus(Duration.ofHours(10));
    private static final Instant EXPIRES = ISSUED.plus(Duration.ofHours(26));
    private static final String OLD_KEY = "b2xkIG9sZCBvbGQgb2xkIG9sZCBvbGQgb2xkIG9sZCBvbGQ=";
    private static final String NEW_KEY = "bmV3IG5ldyBuZXcgbmV3IG5ldyBuZXcgbmV3IG5ldyBuZXc=";

    private static TestMigration migration;

    SetupLinksTest(TestDatabase database) {}

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase database) {
        migration = TestMigration.on(database, "migration.link-key=" + NEW_KEY + "," + OLD_KEY);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        migration.close();
    }

    @AfterEach
    void empty() {
        migration.sql().sql("DELETE FROM setup_link").update();
        migration.sql().sql("DELETE FROM setup_link_event").update();
    }

    @Test
    void aLinkWorksUntilItExpiresAndLookingAtItChangesNothing() {
        String token = issued(1, 11);

        for (int visit = 0; visit < 3; visit++) {
            assertThat(links().check(token, LATER)).isEqualTo(new LinkStanding.Valid(1, 11, EXPIRES));
        }
        assertThat(links().check(token, EXPIRES.minusNanos(1_000))).isInstanceOf(LinkStanding.Valid.class);
        assertThat(links().check(token, EXPIRES)).isEqualTo(new LinkStanding.Expired(EXPIRES));
        assertThat(events()).containsExactly("ISSUED");
    }

    @Test
    void aLinkIsUsedOnce() {
        String token = issued(1, 11);

        assertThat(consume(token, LATER)).isEqualTo(new LinkStanding.Valid(1, 11, EXPIRES));

        assertThat(consume(token, LATER.plusSeconds(1))).isEqualTo(new LinkStanding.Used(LATER));
        assertThat(links().check(token, EXPIRES)).isEqualTo(new LinkStanding.Used(LATER));
        assertThat(events()).containsExactly("ISSUED", "USED");
    }

    @Test
    void ofManyWhoUseItAtOnceOneWins() throws Exception {
        String token = issued(1, 11);
        int callers = 24;
        CountDownLatch together = new CountDownLatch(callers);
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        List<Callable<LinkStanding>> uses = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            uses.add(() -> {
                together.countDown();
                together.await();
                return consume(token, LATER);
            });
        }
        List<LinkStanding> answers = new ArrayList<>();
        try {
            for (Future<LinkStanding> answer : threads.invokeAll(uses)) {
                answers.add(answer.get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(answers).filteredOn(LinkStanding.Valid.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(new LinkStanding.Used(LATER)::equals).hasSize(callers - 1);
        assertThat(events()).containsExactly("ISSUED", "USED");
    }

    @Test
    void aUseThatIsRolledBackLeavesTheLinkAsItWas() {
        String token = issued(1, 11);

        transaction().executeWithoutResult(status -> {
            links().consume(token, LATER);
            status.setRollbackOnly();
        });

        assertThat(links().check(token, LATER)).isInstanceOf(LinkStanding.Valid.class);
        assertThat(events()).containsExactly("ISSUED");
    }

    @Test
    void anExpiredLinkIsNotUsed() {
        String token = issued(1, 11);

        assertThat(consume(token, EXPIRES)).isEqualTo(new LinkStanding.Expired(EXPIRES));
        assertThat(events()).containsExactly("ISSUED");
    }

    @Test
    void aNewerLinkKillsTheOlderOne() {
        String first = issued(1, 11);
        String other = issued(1, 12);

        String second = issued(1, 11, 2, LATER);

        assertThat(links().check(first, LATER)).isEqualTo(new LinkStanding.Superseded(LATER));
        assertThat(consume(first, LATER)).isEqualTo(new LinkStanding.Superseded(LATER));
        assertThat(links().check(second, LATER)).isInstanceOf(LinkStanding.Valid.class);
        assertThat(links().check(other, LATER)).isInstanceOf(LinkStanding.Valid.class);
        assertThat(events()).containsExactly("ISSUED", "ISSUED", "SUPERSEDED", "ISSUED");
    }

    @Test
    void twoNewestLinksOfOneAgentCannotBe() {
        issued(1, 11);

        assertThatThrownBy(() -> issued(1, 11)).hasMessageContaining("setup_link");
    }

    @ParameterizedTest
    @EnumSource(Withdrawal.class)
    void aWithdrawnLinkIsDeadForItsReasonAndNothingIsSaidOfIt(Withdrawal why) {
        String token = issued(1, 11);
        String ofAnother = issued(1, 12);

        assertThat(in(() -> links().withdraw(List.of(new EndedLink(1, 11, why, LATER)))))
                .isEqualTo(1);

        assertThat(links().check(token, LATER)).isEqualTo(new LinkStanding.Withdrawn(why, LATER));
        assertThat(consume(token, LATER)).isEqualTo(new LinkStanding.Withdrawn(why, LATER));
        assertThat(links().check(token, LATER).shown()).isEqualTo(Shown.NOT_VALID);
        assertThat(links().check(ofAnother, LATER)).isInstanceOf(LinkStanding.Valid.class);
        assertThat(TokenOf.link(links(), token.substring(0, 22), LATER)).isNull();
        assertThat(migration
                        .sql()
                        .sql("SELECT reason FROM setup_link_event WHERE event = 'WITHDRAWN'")
                        .query(String.class)
                        .list())
                .containsExactly(why.name());
    }

    @Test
    void anAccountIsWithdrawnWithAllItsOpenLinksAndOnce() {
        issued(1, 11);
        String used = issued(1, 12);
        issued(1, 13);
        String ofAnother = issued(2, 21);
        consume(used, LATER);

        assertThat(in(() -> links().withdraw(1, Withdrawal.UNDONE, new Act(LATER, "Ann", "not yet"))))
                .isEqualTo(2);

        assertThat(in(() -> links().withdraw(1, Withdrawal.UNDONE, new Act(LATER, "Ann", "not yet"))))
                .isZero();
        assertThat(links().check(used, LATER)).isEqualTo(new LinkStanding.Used(LATER));
        assertThat(links().check(ofAnother, LATER)).isInstanceOf(LinkStanding.Valid.class);
    }

    @Test
    void whoDoesNotHoldTheWholeLinkLearnsNothing() {
        String token = issued(1, 11);
        String another = issued(2, 21);
        String mixed = token.substring(0, 23) + another.substring(23);
        consume(token, LATER);

        assertThat(links().check(mixed, LATER)).isEqualTo(new LinkStanding.Unknown());
        assertThat(consume(mixed, LATER)).isEqualTo(new LinkStanding.Unknown());
        in(() -> links().withdraw(2, Withdrawal.UNDONE, new Act(LATER, "Ann", "not yet")));
        assertThat(links().check(mixed, LATER).shown())
                .isEqualTo(links().check(another, LATER).shown())
                .isEqualTo(Shown.NOT_VALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "x", "../../etc/passwd", "' OR 1=1 --"})
    void whatIsNoLinkIsUnknown(String presented) {
        assertThat(links().check(presented, LATER)).isEqualTo(new LinkStanding.Unknown());
        assertThat(consume(presented, LATER)).isEqualTo(new LinkStanding.Unknown());
    }

    @Test
    void anUnusedLinkIsNotedAsExpiredOnce() {
        issued(1, 11);
        String used = issued(1, 12);
        consume(used, LATER);

        assertThat(links().noteExpired(EXPIRES.minusSeconds(1))).isZero();
        assertThat(links().noteExpired(EXPIRES)).isEqualTo(1);
        assertThat(links().noteExpired(EXPIRES.plusSeconds(1))).isZero();
        assertThat(events()).containsExactly("ISSUED", "ISSUED", "USED", "EXPIRED");
    }

    @Test
    void anExpiredLinkIsNotMailed() {
        String token = issued(1, 11);

        assertThat(TokenOf.link(links(), token.substring(0, 22), EXPIRES)).isNull();
    }

    @Test
    void linksOfAFormerKeyGoOnWorkingAndCanStillBeMailed() {
        LinkKeys former = keys(OLD_KEY);
        SetupLinks before = new SetupLinks(migration.sql(), rows(), migration.bean(Audit.class), former);
        IssuedLink link = before.issue(1, 11, 1, new Mailed("a@x.example", null), ISSUED, EXPIRES, null);
        in(() -> {
            before.add(List.of(link));
            return true;
        });
        String token = Objects.requireNonNull(TokenOf.link(before, link.link().selector(), LATER));

        assertThat(TokenOf.link(links(), link.link().selector(), LATER)).isEqualTo(token);
        assertThat(consume(token, LATER)).isInstanceOf(LinkStanding.Valid.class);
        assertThat(links().issue(1, 12, 1, new Mailed("b@x.example", null), ISSUED, EXPIRES, null)
                        .link()
                        .keyId())
                .isNotEqualTo(link.link().keyId());
    }

    @Test
    void aLinkOfAKeyThatIsGoneStillWorksButCannotBeMailed() {
        String token = issued(1, 11);
        SetupLinks after = new SetupLinks(migration.sql(), rows(), migration.bean(Audit.class), keys(OLD_KEY));

        assertThat(after.check(token, LATER)).isInstanceOf(LinkStanding.Valid.class);
        assertThatThrownBy(() -> TokenOf.link(after, token.substring(0, 22), LATER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("put the former key behind the current one")
                .hasMessageNotContaining(NEW_KEY);
    }

    @Test
    void nothingThatIsStoredActs() {
        String token = issued(1, 11);
        consume(token, LATER);

        String verifier = token.substring(23);
        for (String table : List.of("setup_link", "setup_link_event")) {
            assertThat(migration.sql().sql("SELECT * FROM " + table).query().listOfRows())
                    .isNotEmpty()
                    .noneMatch(row -> row.toString().contains(verifier));
        }
    }

    @Test
    void aLinkIsUsedInTheTransactionOfItsCallerOnly() {
        String token = issued(1, 11);

        assertThatThrownBy(() -> links().consume(token, LATER)).isInstanceOf(IllegalTransactionStateException.class);
    }

    private static String issued(long account, long agent) {
        return issued(account, agent, 1, ISSUED);
    }

    private static String issued(long account, long agent, int generation, Instant at) {
        IssuedLink link =
                links().issue(account, agent, generation, new Mailed("a@x.example", "c@x.example"), at, EXPIRES, null);
        in(() -> {
            links().add(List.of(link));
            return true;
        });
        return Objects.requireNonNull(TokenOf.link(links(), link.link().selector(), at));
    }

    private static LinkStanding consume(String token, Instant at) {
        return in(() -> links().consume(token, at));
    }

    private static <T> T in(Supplier<T> work) {
        return Objects.requireNonNull(transaction().execute(status -> work.get()));
    }

    private static TransactionTemplate transaction() {
        return new TransactionTemplate(migration.bean(PlatformTransactionManager.class));
    }

    private static SetupLinks links() {
        return migration.bean(SetupLinks.class);
    }

    private static Rows rows() {
        return migration.bean(Rows.class);
    }

    private static LinkKeys keys(String key) {
        return new LinkKeys(new Binder(new MapConfigurationPropertySource(Map.of(
                        "migration.link-key",
                        key,
                        "migration.data-dir",
                        Path.of("target", UUID.randomUUID().toString()).toString())))
                .bindOrCreate("migration", MigrationSettings.class));
    }

    private static List<String> events() {
        return migration
                .sql()
                .sql("SELECT event FROM setup_link_event ORDER BY event_id")
                .query(String.class)
                .list();
    }
}
