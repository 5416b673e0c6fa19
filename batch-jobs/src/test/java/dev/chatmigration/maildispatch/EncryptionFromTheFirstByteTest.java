package dev.chatmigration.maildispatch;

import static dev.chatmigration.maildispatch.CertifiedRelay.AUTH_PLAIN;
import static dev.chatmigration.maildispatch.CertifiedRelay.PASSWORD;
import static dev.chatmigration.maildispatch.CertifiedRelay.USER;
import static dev.chatmigration.maildispatch.MailStatus.PENDING;
import static dev.chatmigration.maildispatch.MailStatus.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.notification.NoticeExamples;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SPRING_MAIL_PROTOCOL=smtps, as on port 465 (RFC 8314): there is no word in the clear, and so no offer to take out. */
@SuppressWarnings("NullAway.Init")
class EncryptionFromTheFirstByteTest {
    private static final Instant NOW = Instant.parse("2027-01-12T21:05:00Z");

    @TempDir
    static Path data;

    private static CertifiedRelay relay;
    private static DispatchBench bench;

    @BeforeAll
    static void start() throws Exception {
        relay = new CertifiedRelay(data, "spring.mail.protocol=smtps");
        bench = relay.bench;
    }

    @AfterAll
    static void stop() {
        relay.close();
    }

    @BeforeEach
    void reset() throws Exception {
        bench.reset();
        bench.signInAs(USER, PASSWORD);
        bench.server.answers("EHLO", "250-scripted\r\n250-PIPELINING\r\n250 AUTH PLAIN");
        bench.write(NOW, "ann@shop.example", NoticeExamples.setPassword(7, "Ann"));
    }

    @Test
    void weSignInAndSendWithoutAWordInTheClear() throws Exception {
        bench.server.encryptsAtOnceWith(relay.trusted.context());

        assertThat(bench.dispatch(NOW)).isEmpty();

        assertThat(bench.only()).extracting("status", "attempts").containsExactly(SENT, 1);
        assertThat(bench.server.messages()).hasSize(1);
        assertThat(bench.server.readEncrypted())
                .contains("AUTH PLAIN " + AUTH_PLAIN)
                .doesNotContain("STARTTLS");
        assertThat(bench.server.readInTheClear()).isEmpty();
    }

    @Test
    void senderRecipientAndDataAreSaidInOneGoHereToo() throws Exception {
        bench.server
                .encryptsAtOnceWith(relay.trusted.context())
                .answers("MAIL", ScriptedSmtpServer.SILENCE)
                .answers("RCPT", "250 that sender\r\n250 that recipient");

        assertThat(bench.dispatch(NOW)).isEmpty();

        assertThat(bench.only()).extracting("status", "attempts").containsExactly(SENT, 1);
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() throws Exception {
        assertThatNothingIsToldTo(relay.ofAnotherHost);
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
        assertThatNothingIsToldTo(relay.unknown);
    }

    @Test
    void aRefusedPasswordIsSaidSoWithoutTellingIt() throws Exception {
        bench.server.encryptsAtOnceWith(relay.trusted.context()).answers("AUTH", "535 5.7.8 not " + PASSWORD);

        assertThat(bench.dispatch(NOW).orElseThrow())
                .contains("Correct SPRING_MAIL_USERNAME and SPRING_MAIL_PASSWORD")
                .doesNotContain(PASSWORD);

        assertThat(bench.only()).extracting("status", "attempts").containsExactly(PENDING, 0);
    }

    private static void assertThatNothingIsToldTo(SelfSigned server) throws Exception {
        bench.server.encryptsAtOnceWith(server.context());

        assertThat(bench.dispatch(NOW).orElseThrow())
                .contains("localhost:" + bench.server.port())
                .contains("Check its certificate");

        assertThat(bench.only()).extracting("status", "attempts").containsExactly(PENDING, 0);
        assertThat(bench.server.readEncrypted()).isEmpty();
        assertThat(bench.server.readInTheClear()).isEmpty();
    }
}
