package dev.chatmigration.maildispatch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Properties;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets that send what they are given at once. By default the system holds a short last piece back until the server
 * has acknowledged the one before, and servers are in no hurry to do so (RFC 896, RFC 1122, section 4.2.3.2): every mail,
 * which ends with such a piece, took 40 ms and more on an idle line. The mail library has no setting for it.
 */
final class PromptSockets extends SocketFactory {
    /** Has the mail library use them, unless its settings name sockets of their own. */
    static void use(Properties properties, String prefix) {
        boolean others = properties.stringPropertyNames().stream()
                .anyMatch(name -> name.startsWith(prefix + "socketFactory") || name.startsWith(prefix + "socks."));
        if (!others) {
            properties.put(prefix + "socketFactory", new PromptSockets());
            // A server that is away would be called a second time.
            properties.put(prefix + "socketFactory.fallback", "false");
            if (properties.get(prefix + "ssl.socketFactory") instanceof SSLSocketFactory encrypting) {
                properties.put(prefix + "ssl.socketFactory", new PromptSslSockets(encrypting));
            }
        }
    }

    @Override
    public Socket createSocket() throws IOException {
        return prompt(new Socket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connect(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return connect(new InetSocketAddress(host, port), new InetSocketAddress(from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connect(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return connect(new InetSocketAddress(host, port), new InetSocketAddress(from, fromPort));
    }

    private Socket connect(InetSocketAddress to, @Nullable InetSocketAddress from) throws IOException {
        Socket socket = createSocket();
        try {
            if (from != null) {
                socket.bind(from);
            }
            socket.connect(to);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    static Socket prompt(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        return socket;
    }
}
