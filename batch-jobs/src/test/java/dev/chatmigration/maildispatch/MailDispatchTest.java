package dev.chatmigration.maildispatch;

import static dev.chatmigration.maildispatch.MailStatus.DEFERRED;
import static dev.chatmigration.maildispatch.MailStatus.FAILED;
import static dev.chatmigration.maildispatch.MailStatus.PENDING;
import static dev.chatmigration.maildispatch.MailStatus.SENDING;
import static dev.chatmigration.maildispatch.MailStatus.SENT;
import static dev.chatmigration.maildispatch.MailStatus.UNKNOWN;
import static dev.chatmigration.maildispatch.ScriptedSmtpServer.DROP;
import static dev.chatmigration.maildispatch.ScriptedSmtpServer.SILENCE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.domain.notification.Notice;
import dev.chatmigration.domain.notification.NoticeKind;
import dev.chatmigration.notification.MailTemplates;
import dev.chatmigration.notification.NoticeExamples;
import dev.chatmigration.notification.NoticeTo;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.IncorrectUpdateSemanticsDataAccessException;

@ParameterizedClass
@EnumSource(TestDatabase.class)
@SuppressWarnings("NullAway.Init")
class MailDispatchTest {
    private static final String PIPELINING = "250-scripted\r\n250 PIPELINING";

    private static final Instant NOW = Instant.parse("2027-01-12T21:05:00Z");
    private static final String ANN = "ann@shop.example";

    @TempDir
    static Path data;

    private static DispatchBench bench;

    MailDispatchTest(TestDatabase database) {}

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase database) {
        bench = new DispatchBench(database, data, "migration.mail.sign-in-unencrypted=true");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void reset() throws Exception {
        bench.reset();
    }

    @Test
    void everyMailIsSentOnceAndASecondRunSendsNothing() throws Exception {
        bench.write(NOW, ANN, NoticeExamples.all().toArray(Notice[]::new));

        assertThat(bench.dispatch(NOW)).isEmpty();
        assertThat(bench.dispatch(NOW.plus(Duration.ofDays(1)))).isEmpty();

        assertThat(bench.server.messages()).hasSize(NoticeKind.values().length);
        assertThat(bench.mails().counts()).isEqualTo(Map.of(SENT, (long) NoticeKind.values().length));
    }

    @Test
    void aConnectionServesManyMails() throws Exception {
        bench.write(NOW, useSso(250));

        bench.dispatch(NOW);

        assertThat(bench.server.messages()).hasSize(250);
        assertThat(bench.server.connections()).isBetween(3, 6);
        List<Mails.Mail> mails = new ArrayList<>();
        bench.mails().forEach(mails::add);
        assertThat(mails).hasSize(250).isSortedAccordingTo((a, b) -> Long.compare(a.accountId(), b.accountId()));
        assertThat(mails).allMatch(mail -> mail.status() == SENT && mail.attempts() == 1);
        assertThat(bench.attempts()).hasSize(250).containsOnly("1 SMTP shop.example SENT null");
    }

    @Test
    void aServerThatOffersItIsToldSenderRecipientAndDataInOneGo() throws Exception {
        bench.waitAtMost(Duration.ofSeconds(5));
        bench.server
                .answers("EHLO", PIPELINING)
                .answers("MAIL", SILENCE)
                .answers("RCPT", "250 that sender\r\n250 that recipient");
        bench.write(NOW, useSso(3));

        bench.dispatch(NOW);

        assertThat(bench.mails().counts()).isEqualTo(Map.of(SENT, 3L));
        assertThat(bench.server.messages()).hasSize(3);
    }

    @Test
    void whatARefusalIsAboutIsToldAlthoughMoreWasSaidMeanwhile() throws Exception {
        bench.server
                .answers("EHLO", PIPELINING)
                .answers("RCPT", "550 5.1.1 nobody here")
                .answers("DATA", "554 5.5.1 no valid recipients");
        bench.write(NOW, useSso(1));
        bench.dispatch(NOW);
        assertThat(bench.attempts()).containsExactly("1 SMTP shop.example FAILED 550 5.1.1 nobody here");

        bench.reset();
        bench.server
                .answers("EHLO", PIPELINING)
                .answers("MAIL", "451 4.3.0 later")
                .answers("RCPT", "503 5.5.1 MAIL first")
                .answers("DATA", "503 5.5.1 RCPT first");
        bench.write(NOW, useSso(1));
        bench.dispatch(NOW);
        assertThat(bench.attempts()).containsExactly("1 SMTP shop.example DEFERRED 451 4.3.0 later");
    }

    @Test
    void anAnswerLostAfterWhatWasSaidInOneGoIsUnknown() throws Exception {
        bench.server.answers("EHLO", PIPELINING).answers(".", DROP);
        bench.write(NOW, useSso(1));

        bench.dispatch(NOW);

        assertThat(bench.only().status()).isEqualTo(UNKNOWN);
        assertThat(bench.server.messages()).hasSize(1);
    }

    @Test
    void severalConnectionsSendAtOnceAndOnlyWhatIsBeingSentIsClaimed() throws Exception {
        bench.write(NOW, useSso(20));
        CountDownLatch answer = bench.server.answersOnceItHasGot(5);
        CompletableFuture<Optional<String>> dispatch = CompletableFuture.supplyAsync(() -> {
            try {
                return bench.dispatch(NOW);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        while (answer.getCount() > 1) {
            Thread.onSpinWait();
        }
        Map<MailStatus, Long> meanwhile = bench.mails().counts();
        answer.countDown();

        assertThat(dispatch.get()).isEmpty();
        assertThat(meanwhile.get(SENDING)).isBetween(4L, 6L);
        assertThat(meanwhile.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(20);
        assertThat(meanwhile).containsOnlyKeys(SENDING, PENDING);
        assertThat(bench.server.connections()).isEqualTo(4);
        assertThat(bench.mails().counts()).isEqualTo(Map.of(SENT, 20L));
    }

    @Test
    void aServerThatLetsInFewerConnectionsIsServedThroughThose() throws Exception {
        bench.write(NOW, useSso(20));
        bench.server.letsInAtOnce(1);

        assertThat(bench.dispatch(NOW)).isEmpty();

        assertThat(bench.mails().counts()).isEqualTo(Map.of(SENT, 20L));
        assertThat(bench.attempts()).hasSize(20).containsOnly("1 SMTP shop.example SENT null");
    }

    @Test
    void aDomainGetsNoMoreThanItsMailsInAMinuteAndOtherDomainsGoFirst() throws Exception {
        bench.write(NOW, useSso(5, "ann@slow.example"));
        bench.write(NOW, useSso(5));

        assertThat(bench.dispatch(NOW)).isEmpty();

        assertThat(bench.ticker().waited()).isEqualTo(Duration.ofMinutes(2));
        assertThat(bench.server.recipients().subList(0, 7))
                .contains("RCPT TO:<ann@slow.example>")
                .filteredOn(recipient -> recipient.contains("shop"))
                .hasSize(5);
        assertThat(bench.mails().counts()).isEqualTo(Map.of(SENT, 10L));
    }

    @Test
    void aRunDoesNotWaitForeverForADomainAndSaysWhoWaits() throws Exception {
        bench.write(NOW, useSso(9, "ann@slow.example"));

        assertThat(bench.dispatch(NOW).orElseThrow())
                .contains("slow.example gets at most 2 a minute")
                .contains("the next run goes on");
        assertThat(bench.mails().counts()).isEqualTo(Map.of(SENT, 6L, PENDING, 3L));

        assertThat(bench.dispatch(NOW.plus(Duration.ofMinutes(2)).plusSeconds(30)))
                .isEmpty();
        assertThat(bench.ticker().waited()).isGreaterThan(Duration.ofMinutes(2));
        assertThat(bench.mails().counts()).isEqualTo(Map.of(SENT, 9L));
    }

    @Test
    void aLongRunSendsNothingAfterTheHoursOfItsReaders() throws Exception {
        Instant lateInParis = Instant.parse("2027-01-12T22:58:30Z");
        bench.write(lateInParis, useSso(3, "ann@slow.example"));
        bench.sql().sql("UPDATE outbox SET hours_zone = 'Europe/Paris'").update();

        assertThat(bench.dispatch(lateInParis)).isEmpty();

        assertThat(bench.ticker().waited()).isEqualTo(Duration.ofMinutes(1));
        assertThat(bench.mails().counts()).isEqualTo(Map.of(SENT, 2L, PENDING, 1L));
        Instant midnightInParis = Instant.parse("2027-01-12T23:00:00Z");
        assertThat(bench.sql()
                        .sql("SELECT next_attempt_at FROM outbox WHERE status = 'PENDING' AND attempts = 0")
                        .query((row, number) ->
                                row.getObject(1, OffsetDateTime.class).toInstant())
                        .single())
                .isEqualTo(midnightInParis);
        assertThat(bench.dispatch(midnightInParis)).isEmpty();
        assertThat(bench.mails().counts()).isEqualTo(Map.of(SENT, 3L));
    }

    @Test
    void aDomainThatSaysLaterThreeTimesIsLeftAloneForAWhileAndOthersAreNot() throws Exception {
        bench.write(NOW, useSso(9, "ann@busy.example"));
        bench.write(NOW, useSso(3));
        bench.server.answersFor("ann@busy.example", "451 4.7.1 too many");

        bench.dispatch(NOW);

        Map<MailStatus, Long> counts = bench.mails().counts();
        assertThat(counts.get(SENT)).isEqualTo(3);
        assertThat(counts.get(DEFERRED)).isBetween(3L, 7L);
        assertThat(counts.get(PENDING)).isEqualTo(9 - counts.getOrDefault(DEFERRED, 0L));
        assertThat(bench.sql()
                        .sql("SELECT DISTINCT answer FROM outbox WHERE status = 'PENDING'")
                        .query(String.class)
                        .single())
                .contains("Not tried: busy.example")
                .contains("451 4.7.1 too many");

        bench.server.takesEverything();
        bench.dispatch(NOW.plusSeconds(60));
        bench.dispatch(NOW.plusSeconds(61));
        assertThat(bench.mails().counts()).isEqualTo(Map.of(SENT, 12L));
    }

    @Test
    void aMailNotYetDueWaits() throws Exception {
        bench.write(NOW.plusSeconds(1), ANN, NoticeExamples.scheduled(7));

        bench.dispatch(NOW);

        assertThat(bench.only().status()).isEqualTo(PENDING);
    }

    @Test
    void theMailsOfAHeldAccountWaitForItsRelease() throws Exception {
        bench.write(NOW, ANN, NoticeExamples.scheduled(7), NoticeExamples.scheduled(8));
        bench.sql().sql("""
                        INSERT INTO account_migration (account_id, state, held, revision, moves)
                        VALUES (7, 'SCHEDULED', TRUE, 1, 0)
                        """).update();

        bench.dispatch(NOW);
        assertThat(bench.server.messages()).hasSize(1);

        bench.sql().sql("UPDATE account_migration SET held = FALSE").update();
        bench.dispatch(NOW);
        assertThat(bench.server.messages()).hasSize(2);
    }

    @Test
    void theBrakeStopsAllMails() throws Exception {
        bench.write(NOW, ANN, NoticeExamples.scheduled(7));
        bench.sql()
                .sql(
                        "INSERT INTO brake (name, set_by, reason, set_at) VALUES ('mails', 'op', 'test', CURRENT_TIMESTAMP)")
                .update();

        bench.dispatch(NOW);

        assertThat(bench.only().status()).isEqualTo(PENDING);
    }

    @Test
    void aMailThatAProcessDiedWithIsUnknownAndADateIsNotSentAgain() throws Exception {
        bench.write(NOW, ANN, NoticeExamples.scheduled(7));
        bench.sql().sql("UPDATE outbox SET status = 'SENDING', attempts = 1").update();

        bench.dispatch(NOW);
        bench.dispatch(NOW.plus(Duration.ofDays(1)));

        assertThat(bench.only().status()).isEqualTo(UNKNOWN);
        assertThat(bench.only().answer()).contains("process ended");
        assertThat(bench.server.messages()).isEmpty();
    }

    @Test
    void aSetupLinkWhoseAnswerWasLostIsSentAgainOnceAndByteForByte() throws Exception {
        bench.write(NOW, ANN, NoticeExamples.setPassword(7, "Ann"));
        bench.server.answers(".", DROP);
        bench.dispatch(NOW);
        assertThat(bench.only().status()).isEqualTo(UNKNOWN);

        bench.dispatch(NOW.plus(Duration.ofMinutes(14)));
        assertThat(bench.server.messages()).hasSize(1);

        bench.dispatch(NOW.plus(Duration.ofMinutes(15)));
        assertThat(bench.server.messages()).hasSize(2);
        assertThat(bench.server.messages().get(1))
                .isEqualTo(bench.server.messages().get(0));

        bench.dispatch(NOW.plus(Duration.ofDays(1)));
        assertThat(bench.server.messages()).hasSize(2);
        assertThat(bench.only()).extracting("status", "attempts").containsExactly(UNKNOWN, 2);
    }

    @Test
    void aResentMailThatTheServerTakesIsSent() throws Exception {
        bench.write(NOW, ANN, NoticeExamples.useSso(7));
        bench.server.answers(".", DROP);
        bench.dispatch(NOW);
        bench.server.takesEverything();

        bench.dispatch(NOW.plus(Duration.ofMinutes(15)));

        assertThat(bench.only()).extracting("status", "attempts").containsExactly(SENT, 2);
    }

    @Test
    void aMailThatIsRefusedForNowIsTriedAgainAfterLongerAndLongerPauses() throws Exception {
        bench.write(NOW, ANN, NoticeExamples.scheduled(7));
        bench.server.answers("RCPT", "450 4.2.2 mailbox full");
        Instant now = NOW;
        for (int minutes : new int[] {1, 5, 15, 30, 60, 120, 120}) {
            bench.dispatch(now);
            assertThat(bench.only().status()).isEqualTo(DEFERRED);
            assertThat(bench.only().answer()).isEqualTo("450 4.2.2 mailbox full");
            assertThat(bench.only().nextAttemptAt()).isEqualTo(now.plus(Duration.ofMinutes(minutes)));
            bench.dispatch(now.plus(Duration.ofMinutes(minutes)).minusMillis(1));
            now = now.plus(Duration.ofMinutes(minutes));
        }
        assertThat(bench.only().attempts()).isEqualTo(7);

        bench.server.takesEverything();
        bench.dispatch(now);
        assertThat(bench.only()).extracting("status", "attempts").containsExactly(SENT, 8);
        assertThat(bench.server.messages().get(0)).contains("Date: Tue, 12 Jan 2027 21:05:00 +0000");
    }

    @ParameterizedTest
    @CsvSource({
        "DATA, '', DEFERRED",
        "DATA, 451 4.3.0 later, DEFERRED",
        "RCPT, '', DEFERRED",
        "RCPT, 550 5.1.1 nobody here, FAILED",
        "RCPT, 421 4.7.0 go away for now, DEFERRED",
        "., 451 4.7.1 greylisted, DEFERRED",
        "., 554 5.6.0 we do not like it, FAILED",
        "., '', UNKNOWN",
        "MAIL, 451 4.3.0 later, DEFERRED",
        "MAIL, 552 5.3.4 too big, FAILED",
        "MAIL, 550 5.7.1 who are you, PENDING",
        "MAIL, 530 5.7.0 authenticate first, PENDING",
        "RCPT, 530 5.7.0 authenticate first, PENDING",
        "GREETING, 554 not you, PENDING",
        "GREETING, '', PENDING"
    })
    void whatTheServerSaysDecides(String command, String reply, MailStatus status) throws Exception {
        bench.write(NOW, ANN, NoticeExamples.scheduled(7));
        bench.server.answers(command, reply);

        var problem = bench.dispatch(NOW);

        assertThat(bench.only()).extracting("status", "attempts").containsExactly(status, status == PENDING ? 0 : 1);
        if (status == PENDING) {
            assertThat(problem.orElseThrow())
                    .contains("127.0.0.1:" + bench.server.port())
                    .contains("SPRING_MAIL");
        } else {
            assertThat(problem).isEmpty();
            assertThat(bench.only().answer()).contains(reply);
        }
    }

    @Test
    void oneRefusedRecipientDoesNotKeepTheOthersFromTheirMail() throws Exception {
        bench.write(NOW, ANN, NoticeExamples.scheduled(7), NoticeExamples.scheduled(8));
        bench.write(NOW, "nobody@", NoticeExamples.scheduled(9));
        bench.server.answers(".", "554 5.6.0 we do not like it");

        bench.dispatch(NOW);

        assertThat(bench.mails().counts()).isEqualTo(Map.of(FAILED, 3L));
        assertThat(bench.server.messages()).hasSize(2);
    }

    @Test
    void theWordsOfTheServerAreBoundedAndOfOneLine() throws Exception {
        bench.write(NOW, ANN, NoticeExamples.scheduled(7));
        bench.server.answers("RCPT", "550-5.1.1 no\u0007body\r\n550 5.1.1 " + "x".repeat(900));

        bench.dispatch(NOW);

        assertThat(bench.only().answer())
                .startsWith("550")
                .hasSizeLessThanOrEqualTo(500)
                .doesNotContainPattern("\\p{Cc}");
    }

    @Test
    void aServerThatIsAwayLeavesEveryMailAsItWasAndSaysWhatToDo() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        bench.sendTo(port);
        bench.write(NOW, ANN, NoticeExamples.scheduled(7));

        assertThat(bench.dispatch(NOW).orElseThrow())
                .contains("127.0.0.1:" + port)
                .contains("Check that it runs");

        assertThat(bench.only()).extracting("status", "attempts").containsExactly(PENDING, 0);
        bench.sendTo(bench.server.port());
        assertThat(bench.dispatch(NOW)).isEmpty();
        assertThat(bench.only()).extracting("status", "attempts").containsExactly(SENT, 1);
    }

    @Test
    void aWrongPasswordIsSaidSoWithoutTellingIt() throws Exception {
        bench.signInAs("chat-upgrade", "s3cret");
        bench.server.answers("EHLO", "250-scripted\r\n250 AUTH PLAIN").answers("AUTH", "535 5.7.8 no");
        bench.write(NOW, ANN, NoticeExamples.scheduled(7));

        assertThat(bench.dispatch(NOW).orElseThrow())
                .contains("SPRING_MAIL_PASSWORD")
                .doesNotContain("s3cret");

        assertThat(bench.only()).extracting("status", "attempts").containsExactly(PENDING, 0);
    }

    @Test
    void aRefusalOfUsLeavesADeferredMailDeferred() throws Exception {
        bench.write(NOW, ANN, NoticeExamples.scheduled(7));
        bench.server.answers("RCPT", "450 4.2.2 mailbox full");
        bench.dispatch(NOW);
        bench.server.answers("RCPT", "530 5.7.0 authenticate first");

        bench.dispatch(NOW.plus(Duration.ofMinutes(1)));

        assertThat(bench.only()).extracting("status", "attempts").containsExactly(DEFERRED, 1);
    }

    @Test
    void anAnswerThatDoesNotComeInTimeIsUnknown() throws Exception {
        bench.waitAtMost(Duration.ofMillis(500));
        bench.server.answers(".", SILENCE);
        bench.write(NOW, ANN, NoticeExamples.useSso(7));

        bench.dispatch(NOW);

        assertThat(bench.only().status()).isEqualTo(UNKNOWN);
        assertThat(bench.server.messages()).hasSize(1);
    }

    @Test
    void whileAnotherRunIsSendingThisOneDoesNot() throws Exception {
        bench.write(NOW, ANN, NoticeExamples.scheduled(7));
        bench.sql().sql("UPDATE outbox SET status = 'SENDING', attempts = 1").update();

        try (DispatchTurn.Held held = bench.turns().take().orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(bench.dispatch(NOW).orElseThrow()).contains("Another run");
        }

        assertThat(bench.only().status()).isEqualTo(SENDING);
        bench.dispatch(NOW);
        assertThat(bench.only().status()).isEqualTo(UNKNOWN);
    }

    @Test
    void aProcessThatWakesUpAfterItsMailWasTakenOverFailsAndRecordsNothingOverTheNewerAttempt() throws Exception {
        bench.write(NOW, ANN, NoticeExamples.setPassword(7, "Ann"));
        Outbox outbox = bench.bean(Outbox.class);
        List<OutboxMail> claimed = outbox.load(List.of(bench.only().messageId()));
        bench.sql().sql("UPDATE outbox SET status = 'SENDING', attempts = 1").update();
        bench.dispatch(NOW);
        bench.dispatch(NOW.plus(Duration.ofMinutes(15)));
        assertThat(bench.only()).extracting("status", "attempts").containsExactly(SENT, 2);

        for (Outcome late : List.of(
                new Outcome.Deferred("451 later"),
                new Outcome.Failed("550 no"),
                new Outcome.NotHandedOver("stopped"))) {
            assertThatExceptionOfType(IncorrectUpdateSemanticsDataAccessException.class)
                    .isThrownBy(() -> outbox.record(List.of(new Attempt(claimed.get(0), late, NOW))));

            assertThat(bench.only()).extracting("status", "attempts").containsExactly(SENT, 2);
        }
    }

    @Test
    void nothingThatIsStoredActs() throws Exception {
        bench.write(NOW, ANN, NoticeExamples.setPassword(7, "Zoë"));
        bench.server.answers(".", DROP);
        bench.dispatch(NOW);

        assertThat(bench.server.messages().get(0)).contains(FakeSetupTokens.TOKEN);
        Map<String, Object> row =
                bench.sql().sql("SELECT * FROM outbox").query().singleRow();
        String stored = row.values().stream()
                .map(value -> value instanceof byte[] bytes ? new String(bytes, ISO_8859_1) : String.valueOf(value))
                .reduce("", String::concat);
        assertThat(stored)
                .contains(MailTemplates.LINK_PLACEHOLDER)
                .doesNotContain(FakeSetupTokens.TOKEN)
                .doesNotContain(FakeSetupTokens.TOKEN.substring(23));
    }

    @Test
    void withoutTheKeyLinksWaitAndOtherMailsGoOut() throws Exception {
        bench.setupTokens().keyIsMissing();
        bench.write(NOW, ANN, NoticeExamples.setPassword(7, "Ann"), NoticeExamples.useSso(7));

        assertThat(bench.dispatch(NOW).orElseThrow()).contains("MIGRATION_LINK_KEY");

        assertThat(bench.mails().counts()).isEqualTo(Map.of(PENDING, 1L, SENT, 1L));
    }

    @Test
    void nobodyIsMailedADeadLink() throws Exception {
        bench.setupTokens().linksAreDead();
        bench.write(NOW, ANN, NoticeExamples.setPassword(7, "Ann"));

        bench.dispatch(NOW);

        assertThat(bench.only().status()).isEqualTo(FAILED);
        assertThat(bench.server.messages()).isEmpty();
    }

    @Test
    void lettersBeyondAsciiBeforeTheAtSignNeedAServerThatKnowsThem() throws Exception {
        bench.write(NOW, "jörg@müller.example", NoticeExamples.scheduled(7));
        bench.dispatch(NOW);
        assertThat(bench.only().status()).isEqualTo(FAILED);
        assertThat(bench.only().answer()).contains("SMTPUTF8");

        bench.sql().sql("UPDATE outbox SET status = 'PENDING'").update();
        bench.server.answers("EHLO", "250-scripted\r\n250 SMTPUTF8");
        bench.dispatch(NOW);
        assertThat(bench.only().status()).isEqualTo(SENT);
        assertThat(bench.server.recipients())
                .containsExactly(
                        "RCPT TO:<" + new String("jörg".getBytes(UTF_8), ISO_8859_1) + "@xn--mller-kva.example>");
    }

    @Test
    void aSimulatedDatabaseOpensNoConnection() throws Exception {
        bench.sql()
                .sql("INSERT INTO database_origin (origin_id, simulated, born_at) VALUES (1, TRUE, CURRENT_TIMESTAMP)")
                .update();
        bench.write(NOW, "jörg@shop.example", NoticeExamples.setPassword(7, "Jörg"));

        bench.dispatch(NOW);

        assertThat(bench.server.connections()).isZero();
        assertThat(bench.only().status()).isEqualTo(SENT);
        assertThat(Files.readString(data.resolve("mail").resolve(bench.only().messageId() + ".eml"), UTF_8))
                .contains("To: Ann Lee <jörg@shop.example>")
                .contains(FakeSetupTokens.TOKEN);
    }

    @Test
    void aDateArrivesWithTextHtmlAndCalendar() throws Exception {
        bench.sendTo(bench.greenMail.getSmtp().getPort());
        bench.write(NOW, "ann@müller.example", NoticeExamples.scheduled(7));

        assertThat(bench.dispatch(NOW)).isEmpty();

        MimeMessage message = bench.greenMail.getReceivedMessages()[0];
        assertThat(message.getMessageID()).isEqualTo("<" + bench.only().messageId() + ">");
        assertThat(message.getSentDate()).isEqualTo(Date.from(NOW));
        assertThat(message.getFrom())
                .containsExactly(new InternetAddress("chat-upgrade@mail.chat-upgrade.example", "Chat upgrade team"));
        assertThat(message.getReplyTo()).containsExactly(new InternetAddress("support@chat-upgrade.example"));
        assertThat(message.getAllRecipients()).containsExactly(new InternetAddress("ann@xn--mller-kva.example"));
        assertThat(message.getSubject()).contains("L'été & Söhne 7");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getHeader("X-Auto-Response-Suppress")).containsExactly("OOF, AutoReply");
        assertThat(message.getHeader("Content-Language")).containsExactly("en");

        MimeMultipart mixed = (MimeMultipart) message.getContent();
        assertThat(mixed.getContentType()).startsWith("multipart/mixed");
        MimeMultipart alternative = (MimeMultipart) mixed.getBodyPart(0).getContent();
        assertThat(alternative.getContentType()).startsWith("multipart/alternative");
        assertThat(types(alternative)).containsExactly("text/plain", "text/html", "text/calendar");
        assertThat(text(alternative, 0)).contains("L'été & Söhne 7");
        assertThat(text(alternative, 1)).contains("L'été &amp; Söhne 7");
        assertThat(alternative.getBodyPart(2).getContentType()).contains("method=REQUEST");
        assertThat(text(alternative, 2)).contains("METHOD:REQUEST").contains("SEQUENCE:0");
        assertThat(mixed.getBodyPart(1).getFileName()).isEqualTo("upgrade.ics");
        assertThat(text(mixed, 1)).isEqualTo(text(alternative, 2));
    }

    @Test
    void aLinkArrivesWholeInBothPartsOfALongAccentedMail() throws Exception {
        bench.sendTo(bench.greenMail.getSmtp().getPort());
        bench.write(NOW, ANN, NoticeExamples.setPassword(7, "Ælfgifu Åsa Überlänge ".repeat(12) + "日本語"));

        bench.dispatch(NOW);

        MimeMessage message = bench.greenMail.getReceivedMessages()[0];
        MimeMultipart alternative = (MimeMultipart) message.getContent();
        assertThat(types(alternative)).containsExactly("text/plain", "text/html");
        for (int part = 0; part < 2; part++) {
            assertThat(text(alternative, part))
                    .contains("/setup/" + FakeSetupTokens.TOKEN)
                    .doesNotContain(MailTemplates.LINK_PLACEHOLDER);
        }
    }

    @Test
    void hostileNamesMakeNoHeadersAndNoLongLines() throws Exception {
        String hostile = "Eve\r\nBcc: eve@evil.example\r\n\r\n<b>hi</b> \u202eliame\u0000 \"quoted\", <a@b.example>; é";
        bench.write(
                NOW,
                new NoticeTo(NoticeExamples.setPassword(7, hostile), ANN, hostile, "en", null, "", 1),
                new NoticeTo(NoticeExamples.useSso(7), ANN, "x".repeat(3000), "en", null, "", 1));

        bench.dispatch(NOW);

        assertThat(bench.server.messages()).hasSize(2);
        assertThat(bench.server.recipients()).hasSize(2).containsOnly("RCPT TO:<ann@shop.example>");
        for (String message : bench.server.messages()) {
            assertThat(message.lines()).allMatch(line -> line.length() <= 998);
            MimeMessage parsed = parsed(message);
            assertThat(parsed.getAllRecipients()).hasSize(1);
            assertThat(((InternetAddress) parsed.getAllRecipients()[0]).getAddress())
                    .isEqualTo(ANN);
            assertThat(parsed.getHeader("Bcc")).isNull();
        }
    }

    private static NoticeTo[] useSso(int accounts) {
        return useSso(accounts, ANN);
    }

    private static NoticeTo[] useSso(int accounts, String to) {
        return IntStream.range(0, accounts)
                .mapToObj(account -> new NoticeTo(NoticeExamples.useSso(account), to, "Ann", null, null, "", 1))
                .toArray(NoticeTo[]::new);
    }

    private static MimeMessage parsed(String message) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()), new ByteArrayInputStream(message.getBytes(ISO_8859_1)));
    }

    private static List<String> types(MimeMultipart parts) throws Exception {
        List<String> types = new ArrayList<>();
        for (int part = 0; part < parts.getCount(); part++) {
            types.add(parts.getBodyPart(part).getContentType().replaceFirst(";.*", ""));
        }
        return types;
    }

    private static String text(MimeMultipart parts, int part) throws Exception {
        return new String(
                ((MimeBodyPart) parts.getBodyPart(part)).getInputStream().readAllBytes(), UTF_8);
    }
}
