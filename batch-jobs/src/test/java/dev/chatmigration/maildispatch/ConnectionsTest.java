package dev.chatmigration.maildispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.domain.notification.NoticeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final String NOTHING = "";

    /** The mail that was known to be next, by the one that was sent. */
    private final Map<String, String> sent = new ConcurrentHashMap<>();

    private final Semaphore begun = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);

    private Connections connections = connections(1);

    @AfterEach
    void close() {
        mayEnd.release(1000);
        connections.close();
    }

    @Test
    void aConnectionKnowsWhatItSendsNextWhereItIsThereAlready() throws Exception {
        send("1");
        begun.acquire();
        send("2");
        send("3");
        send("4");
        mayEnd.release(4);
        connections.results(LONG, LONG, 4, -1);

        assertThat(sent).isEqualTo(Map.of("1", NOTHING, "2", "3", "3", "4", "4", NOTHING));
    }

    @Test
    void whatAnIdleConnectionCanBeginWithWaitsForNoOther() throws Exception {
        connections = connections(3);
        send("1");
        send("2");
        send("3");
        begun.acquire(3);

        assertThat(sent).isEqualTo(Map.of("1", NOTHING, "2", NOTHING, "3", NOTHING));
    }

    @Test
    void whoeverCollectsIsWokenForMany() throws Exception {
        for (String each : List.of("1", "2", "3", "4", "5")) {
            send(each);
        }
        mayEnd.release(3);

        assertThat(connections.results(LONG, LONG, 3, -1)).hasSize(3);
        assertThat(connections.underWay()).isEqualTo(2);
    }

    @Test
    void whoeverCollectsIsWokenForOneWhereFewAreLeft() throws Exception {
        for (String each : List.of("1", "2", "3")) {
            send(each);
        }
        mayEnd.release();

        assertThat(connections.results(LONG, LONG, 3, 1)).hasSize(1);
        assertThat(connections.notBegun()).isOne();
    }

    @Test
    void whoeverCollectsWaitsNoLongerThanAMomentForMore() throws Exception {
        for (String each : List.of("1", "2", "3")) {
            send(each);
        }
        mayEnd.release();

        assertThat(connections.results(LONG, Duration.ofMillis(1), 3, -1)).hasSize(1);
    }

    @Test
    void whatIsKnownToBeNextIsNotBegun() throws Exception {
        send("1");
        begun.acquire();
        send("2");
        send("3");
        mayEnd.release();
        begun.acquire();

        assertThat(sent).containsEntry("2", "3");
        assertThat(connections.notBegun()).isOne();
        assertThat(connections.takeBack()).isEmpty();
    }

    private void send(String messageId) throws UnsendableMail {
        OutboxMail mail = new OutboxMail(
                messageId,
                NoticeKind.USE_SSO,
                "{}",
                "ann@shop.example",
                "Ann",
                "en",
                MailStatus.PENDING,
                0,
                false,
                Instant.EPOCH,
                null,
                null);
        connections.send(new Ready(
                mail, new OutgoingMail(messageId, MailAddress.of("ann@shop.example"), new MessageBytes(new byte[0]))));
    }

    private Connections connections(int most) {
        return new Connections(
                new MailTransport() {
                    @Override
                    public boolean replacesEarlier() {
                        return false;
                    }

                    @Override
                    public Connection connection() {
                        return new Kept();
                    }
                },
                most);
    }

    /** Ends a mail when the test lets it. */
    private final class Kept implements MailTransport.Connection {
        @Override
        public void prepare(OutgoingMail mail) {}

        @Override
        public Outcome send(OutgoingMail mail, @Nullable OutgoingMail next) {
            sent.put(mail.messageId(), next == null ? NOTHING : next.messageId());
            begun.release();
            mayEnd.acquireUninterruptibly();
            return new Outcome.Sent();
        }

        @Override
        public void close() {}
    }
}
