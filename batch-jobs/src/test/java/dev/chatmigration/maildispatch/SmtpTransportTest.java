package dev.chatmigration.maildispatch;

import static dev.chatmigration.maildispatch.ScriptedSmtpServer.DROP;
import static dev.chatmigration.maildispatch.ScriptedSmtpServer.SILENCE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** What one connection says to a server that lets it say several things at once. */
@SuppressWarnings("NullAway.Init")
class SmtpTransportTest {
    private static final Outcome SENT = new Outcome.Sent();

    private final JavaMailSenderImpl settings = new JavaMailSenderImpl();
    private ScriptedSmtpServer server;
    private MailTransport.Connection connection;
    private OutgoingMail ann;
    private OutgoingMail bob;
    private OutgoingMail cleo;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedSmtpServer().answers("EHLO", "250-scripted\r\n250 PIPELINING");
        settings.setHost("127.0.0.1");
        settings.setPort(server.port());
        settings.getJavaMailProperties().setProperty("mail.smtp.timeout", "1000");
        connection = transport().connection();
        ann = mail("ann");
        bob = mail("bob");
        cleo = mail("cleo");
        connection.prepare(ann);
    }

    @AfterEach
    void stop() {
        connection.close();
        server.close();
    }

    @Test
    void theNextMailIsAnnouncedWithTheFinalDotOfTheOneBefore() throws Exception {
        server.answersInTurn(".", SILENCE, "250 bob's");
        server.answersFor("bob@shop.example", "250 ann's\r\n250 that recipient");

        assertThat(connection.send(ann, bob)).isEqualTo(SENT);
        connection.prepare(bob);
        assertThat(connection.send(bob, null)).isEqualTo(SENT);

        assertThat(server.messages()).containsExactly(text("ann"), text("bob"));
        assertThat(server.connections()).isOne();
    }

    @Test
    void whoeverOffersNoPipeliningIsToldEachMailByItself() throws Exception {
        connection.close();
        server.answers("EHLO", "250 scripted");
        connection.prepare(ann);

        connection.send(ann, bob);
        assertThat(server.recipients()).containsExactly("RCPT TO:<ann@shop.example>");

        connection.prepare(bob);
        assertThat(connection.send(bob, null)).isEqualTo(SENT);
        assertThat(server.messages()).containsExactly(text("ann"), text("bob"));
    }

    @Test
    void anAnswerLostWithTheNextMailAnnouncedIsUnknownForTheOneOnly() throws Exception {
        server.answersInTurn(".", DROP, "250 taken");

        assertThat(connection.send(ann, bob)).isInstanceOf(Outcome.Unknown.class);
        connection.prepare(bob);
        assertThat(connection.send(bob, null)).isEqualTo(SENT);

        assertThat(server.messages()).containsExactly(text("ann"), text("bob"));
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void theRefusalOfAMailIsNotThatOfTheOneAnnouncedWithIt() throws Exception {
        server.answersInTurn(".", "554 5.6.0 we do not like it", "250 taken");

        assertThat(connection.send(ann, bob)).isEqualTo(new Outcome.Failed("554 5.6.0 we do not like it"));
        connection.prepare(bob);
        assertThat(connection.send(bob, null)).isEqualTo(SENT);

        assertThat(server.messages()).containsExactly(text("ann"), text("bob"));
    }

    @Test
    void anAnnouncedMailThatIsRefusedGetsItsOwnAnswer() throws Exception {
        server.answersFor("bob@shop.example", "550 5.1.1 nobody here");
        server.answersInTurn("DATA", "354 go on", "554 5.5.1 no valid recipients");

        assertThat(connection.send(ann, bob)).isEqualTo(SENT);
        connection.prepare(bob);

        assertThat(connection.send(bob, cleo)).isEqualTo(new Outcome.Failed("550 5.1.1 nobody here"));
    }

    @ParameterizedTest
    @ValueSource(strings = {DROP, SILENCE, "421 4.7.0 enough for one conversation", "503 5.5.1 one by one, please"})
    void aServerThatDoesNotTakeAnAnnouncementIsToldAgainAndNothingMoreIsAnnounced(String answer) throws Exception {
        server.answersInTurn("MAIL", "250 fine", answer, "250 fine");
        if (answer.equals(SILENCE)) {
            server.answersInTurn("RCPT", "250 fine", SILENCE, "250 fine");
            server.answersInTurn("DATA", "354 go on", SILENCE, "354 go on");
        }

        assertThat(connection.send(ann, bob)).isEqualTo(SENT);
        connection.prepare(bob);
        assertThat(connection.send(bob, cleo)).isEqualTo(SENT);
        connection.prepare(cleo);
        assertThat(connection.send(cleo, null)).isEqualTo(SENT);

        assertThat(server.messages()).containsExactly(text("ann"), text("bob"), text("cleo"));
        assertThat(server.connections()).isEqualTo(2);
        assertThat(Collections.frequency(server.readInTheClear(), "RCPT TO:<cleo@shop.example>"))
                .isOne();
    }

    @Test
    void aServerThatTakesNothingMoreIsWaitedForNoLongerThanTheLimit() throws Exception {
        settings.getJavaMailProperties().setProperty("mail.smtp.writetimeout", "100");
        CountDownLatch mayRead = server.readsNoMessage();
        OutgoingMail large = new OutgoingMail("large", ann.to(), new MessageBytes(new byte[50_000_000]));
        try (MailTransport.Connection limited = transport().connection()) {
            limited.prepare(large);

            assertThat(limited.send(large, null)).isInstanceOf(Outcome.Broken.class);
        } finally {
            mayRead.countDown();
        }
        assertThat(server.messages()).isEmpty();
    }

    private SmtpTransport transport() throws AddressException {
        return new SmtpTransport(settings, new InternetAddress("us@here.example"), false);
    }

    private static OutgoingMail mail(String name) throws UnsendableMail {
        return new OutgoingMail(
                name,
                MailAddress.of(name + "@shop.example"),
                new MessageBytes(text(name).getBytes(US_ASCII)));
    }

    // Larger than what is written at once by default, with lines that begin with a dot.
    private static String text(String name) {
        return "Subject: for " + name + "\r\n\r\n" + ".\r\n..\r\n.a line of some length\r\n".repeat(1000);
    }
}
