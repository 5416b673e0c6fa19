package dev.chatmigration.maildispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Objects;
import java.util.Properties;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptSocketsTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @Test
    void theMailLibraryIsGivenSocketsThatHoldNothingBack() throws IOException {
        Properties properties = new Properties();

        PromptSockets.use(properties, "mail.smtp.");

        SocketFactory factory = (SocketFactory) Objects.requireNonNull(properties.get("mail.smtp.socketFactory"));
        try (ServerSocket server = new ServerSocket(0, 5, HERE);
                Socket unconnected = factory.createSocket();
                Socket byName = factory.createSocket("127.0.0.1", server.getLocalPort());
                Socket byAddress = factory.createSocket(HERE, server.getLocalPort());
                Socket byNameFrom = factory.createSocket("127.0.0.1", server.getLocalPort(), HERE, 0);
                Socket byAddressFrom = factory.createSocket(HERE, server.getLocalPort(), HERE, 0)) {
            assertThat(new Socket[] {unconnected, byName, byAddress, byNameFrom, byAddressFrom})
                    .allSatisfy(socket -> assertThat(socket.getTcpNoDelay()).isTrue());
        }
    }

    @Test
    void aServerThatIsAwayIsCalledOnce() {
        Properties properties = new Properties();

        PromptSockets.use(properties, "mail.smtp.");

        assertThat(properties).containsEntry("mail.smtp.socketFactory.fallback", "false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.smtp.socketFactory.class", "mail.smtp.socks.host"})
    void socketsThatTheSettingsNameStay(String name) {
        Properties properties = new Properties();
        properties.setProperty(name, "theirs");

        PromptSockets.use(properties, "mail.smtp.");

        assertThat(properties).hasSize(1);
    }
}
