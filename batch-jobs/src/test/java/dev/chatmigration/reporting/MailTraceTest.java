package dev.chatmigration.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.maildispatch.Mails;
import dev.chatmigration.passwordsetup.NewLinks;
import dev.chatmigration.passwordsetup.SetupLinks;
import dev.chatmigration.passwordsetup.TokenOf;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import dev.chatmigration.testing.MigrationBench;
import dev.chatmigration.testing.TestFeed;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class MailTraceTest {
    private static final Instant SLOT = Instant.parse("2026-12-01T21:00:00Z");
    private static final Instant LATER = Instant.parse("2026-12-02T08:00:00Z");
    private static final Instant TOO_LATE = Instant.parse("2026-12-12T08:00:00Z");
    private static final String NEW = "new@customer-1.example";
    private static final String OTHER = "other@customer-1.example";

    private final MigrationBench bench;

    MailTraceTest(TestDatabase database, @TempDir Path directory) {
        bench = MigrationBench.on(database);
        TestFeed feed = new TestFeed(directory);
        feed.linkedAccount(1).chatAgent(1002, NEW).chatAgent(1003, OTHER);
        bench.nightly(feed, "2026-12-01T01:00:00Z");
        bench.schedule(1, "2026-12-01T12:00:00Z", "2026-12-01T22:00");
        bench.upgrade(SLOT);
    }

    @Test
    void everyNoticeToAnAddressIsToldWithItsAttemptsAndTheStateOfItsLinkButNeverTheLink() {
        String secret = secretOf(NEW);

        List<MailTrace.Line> trace = trace("  NEW@customer-1.example ", LATER);

        assertThat(trace).singleElement().satisfies(mail -> {
            assertThat(mail.kind()).isEqualTo("SET_PASSWORD");
            assertThat(mail.status()).isEqualTo("SENT");
            assertThat(mail.setupLink()).startsWith("issued, works until 2026-12-");
            assertThat(mail.attempts()).singleElement().satisfies(attempt -> {
                assertThat(attempt.claimedAt()).isEqualTo(SLOT);
                assertThat(attempt.outcome()).isEqualTo("SENT");
                assertThat(attempt.via()).isEqualTo("FILE");
            });
        });
        assertThat(MailTrace.text(trace))
                .contains("Account 1  SET_PASSWORD to " + NEW + ": SENT")
                .contains("attempt 1 claimed 2026-12-01T21:00:00Z (FILE): SENT")
                .doesNotContain(secret);
        assertThat(trace("nobody@customer-1.example", LATER)).isEmpty();
    }

    @Test
    void whoeverHasNoPasswordGetsANewLinkAndWhoeverHasOneIsLeftAlone() {
        use(OTHER);
        assertThat(without(LATER)).containsExactly(NEW + " 1");
        assertThat(without(TOO_LATE)).containsExactly(NEW + " 1");

        assertThat(newLinks(TOO_LATE)).isEqualTo(new NewLinks.Counts(1, 0, 0));
        assertThat(trace(NEW, TOO_LATE)).extracting(MailTrace.Line::status).containsExactly("SENT", "PENDING");
        bench.upgrade(TOO_LATE);

        List<MailTrace.Line> trace = trace(NEW, TOO_LATE);
        assertThat(trace).extracting(MailTrace.Line::status).containsExactly("SENT", "SENT");
        assertThat(trace.get(0).setupLink()).startsWith("replaced by a newer one");
        assertThat(trace.get(1).setupLink()).startsWith("issued, works until");
        assertThat(trace.get(1).resends()).singleElement().satisfies(asked -> {
            assertThat(asked.by()).isEqualTo("Ann");
            assertThat(asked.reason()).isEqualTo("they asked for it");
        });
        assertThat(without(TOO_LATE)).containsExactly(NEW + " 2");
        use(NEW);
        assertThat(without(TOO_LATE)).isEmpty();
        assertThat(newLinks(TOO_LATE.plusSeconds(60))).isEqualTo(new NewLinks.Counts(0, 0, 0));
    }

    @Test
    void agentsOfHeldAccountsAndThoseTheFeedDisabledGetNoNewLink() {
        bench.sql()
                .sql("UPDATE chat_agent SET enabled = FALSE WHERE chat_agent_id = 1003")
                .update();
        assertThat(newLinks(LATER)).isEqualTo(new NewLinks.Counts(1, 0, 1));

        bench.sql().sql("UPDATE account_migration SET held = TRUE").update();
        assertThat(newLinks(LATER)).isEqualTo(new NewLinks.Counts(0, 2, 0));
    }

    @Test
    void aMailThatFailedGoesOutAgainAsItWasAndTheTraceSaysHow() {
        bench.sql()
                .sql("UPDATE outbox SET status = 'UNKNOWN', answer = 'no answer' WHERE kind = 'UPGRADED'")
                .update();
        String id = bench.bean(Mails.class).troubled(1).get(0);
        String to = bench.bean(Mails.class).find(id).orElseThrow().to();
        assertThat(trace(to, LATER))
                .filteredOn(mail -> mail.messageId().equals(id))
                .singleElement()
                .satisfies(mail ->
                        assertThat(mail.next()).isEqualTo("./migrate mail resend " + id + " --by WHO --reason WHY"));

        assertThat(bench.bean(Mails.class).resend(List.of(new Mails.Resend(id, LATER, "Ann", "it may be lost")), LATER))
                .isEqualTo(1);
        bench.upgrade(LATER);

        assertThat(trace(to, LATER))
                .filteredOn(mail -> mail.messageId().equals(id))
                .singleElement()
                .satisfies(mail -> {
                    assertThat(mail.status()).isEqualTo("SENT");
                    assertThat(mail.attempts()).hasSize(2);
                    assertThat(mail.resends()).hasSize(1);
                    assertThat(mail.next()).isNull();
                });
    }

    @Test
    void aLinkThatExpiredBeforeItsMailLeftFailsWithTheReasonAndTheNextCommand() {
        bench.sql()
                .sql("UPDATE outbox SET status = 'PENDING' WHERE recipient = :to")
                .param("to", NEW)
                .update();

        bench.upgrade(TOO_LATE);

        assertThat(trace(NEW, TOO_LATE)).singleElement().satisfies(mail -> {
            assertThat(mail.status()).isEqualTo("FAILED");
            assertThat(mail.answer()).contains("expired at").contains("before its mail went out");
            assertThat(mail.next()).contains("--no-password-set --account 1");
        });
        assertThat(without(TOO_LATE)).contains(NEW + " 1");
    }

    private List<MailTrace.Line> trace(String address, Instant now) {
        return bench.bean(MailTrace.class).of(address, now);
    }

    private List<String> without(Instant now) {
        return bench.bean(WithoutPasswords.class).all(now).stream()
                .map(agent -> agent.email() + " " + agent.links())
                .toList();
    }

    private NewLinks.Counts newLinks(Instant now) {
        return bench.bean(NewLinks.class).write(null, new Act(now, "Ann", "they asked for it"));
    }

    private void use(String email) {
        String selector = selectorOf(email);
        Instant now = bench.sql()
                .sql("SELECT MAX(issued_at) FROM setup_link WHERE selector = :selector")
                .param("selector", selector)
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single()
                .plusSeconds(1);
        String token = Objects.requireNonNull(TokenOf.link(bench.bean(SetupLinks.class), selector, now));
        new TransactionTemplate(bench.bean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> bench.bean(SetupLinks.class).consume(token, now));
    }

    private String secretOf(String email) {
        String token = Objects.requireNonNull(TokenOf.link(bench.bean(SetupLinks.class), selectorOf(email), LATER));
        return token.substring(token.indexOf('.') + 1);
    }

    private String selectorOf(String email) {
        return bench.sql()
                .sql("SELECT selector FROM setup_link WHERE address = :email ORDER BY generation DESC LIMIT 1")
                .param("email", email)
                .query(String.class)
                .single();
    }
}
