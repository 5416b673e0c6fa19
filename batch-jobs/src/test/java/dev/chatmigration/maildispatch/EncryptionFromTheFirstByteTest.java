package dev.chatmigration.maildispatch;

import static dev.chatmigration.maildispatch.MailStatus.PENDING;
import static dev.chatmigration.maildispatch.MailStatus.SENT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.notification.NoticeExamples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SPRING_MAIL_PROTOCOL=smtps, as on port 465 (RFC 8314): there is no word in the clear, and so no offer to take out. */
@SuppressWarnings("NullAway.Init")
class EncryptionFromTheFirstByteTest {
    private static final Instant NOW = Instant.parse("2027-01-12T21:05:00Z");
    private static final String USER = "chat-upgrade";
    private static final String PASSWORD = "s3cret-Passw0rd";

    @TempDir
    static Path data;

    private static DispatchBench bench;
    private static SelfSigned trusted;
    private static SelfSigned ofAnotherHost;
    private static SelfSigned unknown;

    @BeforeAll
    static void start() throws Exception {
        trusted = SelfSigned.of("localhost", data);
        ofAnotherHost = SelfSigned.of("elsewhere.example", data);
        unknown = SelfSigned.of("localhost", data);
        Path certificates = Files.writeString(data.resolve("trusted.pem"), trusted.pem() + ofAnotherHost.pem());
        bench = new DispatchBench(
                TestDatabase.H2,
                data,
                "spring.mail.host=localhost",
                "spring.mail.protocol=smtps",
                "spring.mail.ssl.bundle=relay",
                "spring.ssl.bundle.pem.relay.truststore.certificate=" + certificates.toUri());
    }

    @AfterAll
    static void stop() {
        bench.close();
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
        bench.server.encryptsAtOnceWith(trusted.context());

        assertThat(bench.dispatch(NOW)).isEmpty();

        assertThat(bench.only()).extracting("status", "attempts").containsExactly(SENT, 1);
        assertThat(bench.server.messages()).hasSize(1);
        assertThat(bench.server.readEncrypted())
                .contains("AUTH PLAIN " + base64(USER + "\0" + USER + "\0" + PASSWORD))
                .doesNotContain("STARTTLS");
        assertThat(bench.server.readInTheClear()).isEmpty();
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() throws Exception {
        assertThatNothingIsToldTo(ofAnotherHost);
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
        assertThatNothingIsToldTo(unknown);
    }

    @Test
    void aRefusedPasswordIsSaidSoWithoutTellingIt() throws Exception {
        bench.server.encryptsAtOnceWith(trusted.context()).answers("AUTH", "535 5.7.8 not " + PASSWORD);

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

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(ISO_8859_1));
    }
}
