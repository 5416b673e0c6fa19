package dev.chatmigration.maildispatch;

import static dev.chatmigration.maildispatch.CertifiedRelay.AUTH_PLAIN;
import static dev.chatmigration.maildispatch.CertifiedRelay.PASSWORD;
import static dev.chatmigration.maildispatch.CertifiedRelay.USER;
import static dev.chatmigration.maildispatch.CertifiedRelay.base64;
import static dev.chatmigration.maildispatch.MailStatus.PENDING;
import static dev.chatmigration.maildispatch.MailStatus.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.notification.NoticeExamples;
import dev.chatmigration.testing.LoggedText;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be read on the way to the mail server, and what it is told by whom. */
@SuppressWarnings("NullAway.Init")
class EncryptionTest {
    private static final Instant NOW = Instant.parse("2027-01-12T21:05:00Z");
    private static final String ANN = "ann@shop.example";

    @TempDir
    static Path data;

    private static CertifiedRelay relay;
    private static DispatchBench bench;

    @BeforeAll
    static void start() throws Exception {
        relay = new CertifiedRelay(data);
        bench = relay.bench;
    }

    @AfterAll
    static void stop() {
        relay.close();
    }

    @BeforeEach
    void reset() throws Exception {
        bench.reset();
        bench.write(NOW, ANN, NoticeExamples.setPassword(7, "Ann"));
    }

    @Test
    void aServerThatOffersEncryptionReadsNothingButTheOfferInTheClear() throws Exception {
        bench.server.encryptsWith(relay.trusted.context());

        assertThat(bench.dispatch(NOW)).isEmpty();

        assertThat(bench.only().status()).isEqualTo(SENT);
        assertThat(bench.server.messages()).hasSize(1);
        assertThat(bench.server.readInTheClear()).hasSize(2).first().asString().startsWith("EHLO");
        assertThat(bench.server.readInTheClear()).endsWith("STARTTLS");
        assertThat(bench.server.readEncrypted()).contains("RCPT TO:<" + ANN + ">", "DATA");
    }

    @Test
    void whereEncryptionIsRequiredAServerWithoutItGetsNoMail() throws Exception {
        bench.requireEncryption(true);
        bench.server.answers("EHLO", "250-scripted\r\n250 AUTH PLAIN LOGIN");

        assertThat(bench.dispatch(NOW).orElseThrow())
                .startsWith("Mails wait: the mail server localhost:" + bench.server.port() + " cannot be used")
                .contains("Have it offer STARTTLS, since mail.smtp.starttls.required is true")
                .doesNotContain("SPRING_MAIL_HOST");

        assertThatNothingWasTold();
        bench.server.encryptsWith(relay.trusted.context());
        assertThat(bench.dispatch(NOW)).isEmpty();
        assertThat(bench.only()).extracting("status", "attempts").containsExactly(SENT, 1);
    }

    @Test
    void aPasswordIsNotToldToAServerThatDoesNotEncrypt() throws Exception {
        bench.signInAs(USER, PASSWORD);
        bench.server.answers("EHLO", "250-scripted\r\n250 AUTH PLAIN LOGIN");

        assertThat(bench.dispatch(NOW).orElseThrow())
                .contains("localhost:" + bench.server.port())
                .contains("the password is told to nobody on a line that is not encrypted")
                .contains("MIGRATION_MAIL_SIGNINUNENCRYPTED");

        assertThatNothingWasTold();
    }

    @Test
    void aServerWithoutEncryptionThatNeedsNoPasswordGetsMails() throws Exception {
        assertThat(bench.dispatch(NOW)).isEmpty();

        assertThat(bench.only().status()).isEqualTo(SENT);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCertificateOfAnotherHostIsRefused(boolean required) throws Exception {
        bench.requireEncryption(required);
        bench.signInAs(USER, PASSWORD);
        bench.server.encryptsWith(relay.ofAnotherHost.context());

        assertThat(bench.dispatch(NOW).orElseThrow())
                .contains("localhost:" + bench.server.port())
                .contains("Check its certificate")
                .contains("localhost");

        assertThatNothingWasTold();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCertificateThatNobodyVouchesForIsRefused(boolean required) throws Exception {
        bench.requireEncryption(required);
        bench.signInAs(USER, PASSWORD);
        bench.server.encryptsWith(relay.unknown.context());

        assertThat(bench.dispatch(NOW).orElseThrow()).contains("Check its certificate");

        assertThatNothingWasTold();
    }

    @Test
    void weSignInWithPlainOnceTheLineIsEncrypted() throws Exception {
        bench.signInAs(USER, PASSWORD);
        bench.server
                .encryptsWith(relay.trusted.context())
                .answers("EHLO", "250-scripted\r\n250-STARTTLS\r\n250 AUTH PLAIN");

        assertThat(bench.dispatch(NOW)).isEmpty();

        assertThat(bench.only().status()).isEqualTo(SENT);
        assertThat(bench.server.readEncrypted()).contains("AUTH PLAIN " + AUTH_PLAIN);
        assertThat(bench.server.readInTheClear()).hasSize(2).noneMatch(line -> line.startsWith("AUTH"));
    }

    @Test
    void weSignInWithLoginWhereTheServerOffersNothingElse() throws Exception {
        bench.signInAs(USER, PASSWORD);
        bench.server
                .encryptsWith(relay.trusted.context())
                .answers("EHLO", "250-scripted\r\n250-STARTTLS\r\n250 AUTH LOGIN");

        assertThat(bench.dispatch(NOW)).isEmpty();

        assertThat(bench.only().status()).isEqualTo(SENT);
        assertThat(bench.server.readEncrypted()).containsSequence("AUTH LOGIN", base64(USER), base64(PASSWORD));
        assertThat(bench.server.readInTheClear()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN"})
    void aServerThatRefusesOurPasswordAndRepeatsItDoesNotMakeUsTellIt(String mechanism) throws Exception {
        bench.signInAs(USER, PASSWORD);
        bench.server
                .encryptsWith(relay.trusted.context())
                .answers("EHLO", "250-scripted\r\n250-STARTTLS\r\n250 AUTH " + mechanism)
                .answers("AUTH", "535 5.7.8 not " + PASSWORD + " nor " + AUTH_PLAIN + " nor " + base64(PASSWORD));

        String problem;
        String log;
        try (LoggedText logged = new LoggedText()) {
            problem = bench.dispatch(NOW).orElseThrow();
            log = logged.soFar();
        }

        assertThat(problem)
                .startsWith(
                        "Mails wait: the mail server localhost:" + bench.server.port() + " cannot be used (535 5.7.8")
                .contains("Correct SPRING_MAIL_USERNAME and SPRING_MAIL_PASSWORD");
        assertThat(bench.only()).extracting("status", "attempts").containsExactly(PENDING, 0);
        assertThat(log).contains(problem);
        assertThat(bench.everythingStored()).contains("535 5.7.8 not");
        for (String told : new String[] {problem, log, bench.everythingStored()}) {
            assertThat(told).doesNotContain(PASSWORD, AUTH_PLAIN, base64(PASSWORD));
        }
        bench.server.answers("AUTH", "235 you are in");
        assertThat(bench.dispatch(NOW)).isEmpty();
        assertThat(bench.only()).extracting("status", "attempts").containsExactly(SENT, 1);
    }

    private static void assertThatNothingWasTold() {
        assertThat(bench.only()).extracting("status", "attempts").containsExactly(PENDING, 0);
        assertThat(bench.server.messages()).isEmpty();
        assertThat(bench.server.readEncrypted()).isEmpty();
        assertThat(bench.server.readInTheClear())
                .allMatch(line -> line.startsWith("EHLO") || line.equals("STARTTLS") || line.equals("QUIT"));
    }
}
