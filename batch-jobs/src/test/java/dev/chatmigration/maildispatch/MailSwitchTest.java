package dev.chatmigration.maildispatch;

import static dev.chatmigration.maildispatch.MailStatus.PENDING;
import static dev.chatmigration.maildispatch.MailStatus.SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatmigration.database.Brakes;
import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.notification.NoticeExamples;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailSwitchTest {
    private static final Instant NOW = Instant.parse("2027-01-12T21:05:00Z");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path data;

    @Test
    void switchedOffNoMailLeavesAndNoneIsLost() throws Exception {
        try (var bench = new DispatchBench(TestDatabase.H2, data, "migration.mail.delivery=off")) {
            bench.write(NOW, "ann@shop.example", NoticeExamples.scheduled(7));

            assertThat(bench.bean(WaitingMails.class).anyDue(NOW)).isFalse();
            assertThat(bench.dispatch(NOW)).isEmpty();

            assertThat(bench.server.connections()).isZero();
            assertThat(bench.only().status()).isEqualTo(PENDING);
            assertThat(bench.mails().delivery()).contains("off").contains("migration.mail.delivery");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void inTheSandboxEveryMailGoesToOneAddressWhichSeesWhomItIsFor(TestDatabase database) throws Exception {
        try (var bench = new DispatchBench(
                database,
                data,
                "migration.mail.delivery=sandbox",
                "migration.mail.sandbox-to=qa@our.example",
                "migration.mail.first-wave=1")) {
            bench.write(NOW, "ann@shop.example", NoticeExamples.scheduled(7));
            bench.write(NOW, "jörg@müller.example", NoticeExamples.setPassword(8, "Jörg"));

            assertThat(bench.dispatch(NOW)).isEmpty();

            assertThat(bench.server.recipients()).hasSize(2).containsOnly("RCPT TO:<qa@our.example>");
            assertThat(bench.mails().counts()).isEqualTo(Map.of(SENT, 2L));
            assertThat(bench.attempts()).containsOnly("1 SANDBOX our.example SENT null");
            assertThat(bench.server.messages())
                    .anySatisfy(message -> assertThat(parsed(message)).satisfies(mail -> {
                        assertThat(mail.getSubject()).startsWith("[for ann@shop.example] ");
                        assertThat(mail.getAllRecipients()).containsExactly(new InternetAddress("qa@our.example"));
                        assertThat(mail.getHeader("X-Sandbox-For")).containsExactly("ann@shop.example");
                        assertThat(mail.getHeader("To")).hasSize(1);
                        assertThat(mail.getContentType()).startsWith("multipart/mixed");
                    }))
                    .anySatisfy(message ->
                            assertThat(parsed(message).getSubject()).startsWith("[for jörg@xn--mller-kva.example] "));
            assertThat(bench.mails().delivery()).contains("qa@our.example");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void onlyDomainsOnTheListGetMailsAndOnlyTheFirstWaveUntilItIsReleased(TestDatabase database) throws Exception {
        try (var bench = new DispatchBench(
                database,
                data,
                "migration.mail.delivery=allow-list",
                "migration.mail.allowed-domains=MÜLLER.example,shop.example",
                "migration.mail.first-wave=3")) {
            bench.write(NOW, "eve@other.example", NoticeExamples.scheduled(5), NoticeExamples.scheduled(6));
            for (int account = 10; account < 18; account++) {
                bench.write(NOW, "ann@müller.example", NoticeExamples.scheduled(account));
            }

            assertThat(bench.dispatch(NOW).orElseThrow())
                    .contains("The first 3 mails are out")
                    .contains("./migrate release --all mails");
            assertThat(bench.server.messages()).hasSize(3);
            assertThat(bench.bean(WaitingMails.class).anyDue(NOW)).isFalse();
            bench.dispatch(NOW);
            assertThat(bench.mails().counts()).isEqualTo(Map.of(SENT, 3L, PENDING, 7L));

            assertThat(bench.bean(Brakes.class).release(Brakes.MAILS, "Ann", "looked at", NOW))
                    .isTrue();
            assertThat(bench.bean(WaitingMails.class).anyDue(NOW)).isTrue();
            assertThat(bench.dispatch(NOW)).isEmpty();
            bench.dispatch(NOW);

            assertThat(bench.mails().counts()).isEqualTo(Map.of(SENT, 8L, PENDING, 2L));
            assertThat(bench.server.recipients()).hasSize(8).containsOnly("RCPT TO:<ann@xn--mller-kva.example>");
            assertThat(bench.sql()
                            .sql("SELECT DISTINCT answer FROM outbox WHERE status = 'PENDING'")
                            .query(String.class)
                            .single())
                    .isEqualTo("Held back: migration.mail.allowed-domains does not name other.example");
            assertThat(bench.mails().delivery()).contains("2 mails held back").contains("shop.example");
            assertThat(bench.bean(WaitingMails.class).anyDue(NOW)).isFalse();
            bench.sql()
                    .sql("UPDATE outbox SET answer = REPLACE(answer, 'other', 'shop') WHERE status = 'PENDING'")
                    .update();
            assertThat(bench.bean(WaitingMails.class).anyDue(NOW)).isTrue();
        }
    }

    @Test
    void aSandboxWithoutAnAddressIsRefusedAtStart() {
        assertThatThrownBy(() -> new DispatchBench(TestDatabase.H2, data, "migration.mail.delivery=sandbox"))
                .rootCause()
                .hasMessageContaining("migration.mail.sandbox-to");
    }

    private static MimeMessage parsed(String message) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(message.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
