package dev.chatmigration.maildispatch;

import static dev.chatmigration.maildispatch.PromptSockets.prompt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/** As {@link PromptSockets}, where a factory of its own says whom to trust on an encrypted line. */
final class PromptSslSockets extends SSLSocketFactory {
    private final SSLSocketFactory trusting;

    PromptSslSockets(SSLSocketFactory trusting) {
        this.trusting = trusting;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return trusting.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return trusting.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket() throws IOException {
        return prompt(trusting.createSocket());
    }

    @Override
    public Socket createSocket(Socket line, String host, int port, boolean autoClose) throws IOException {
        return trusting.createSocket(prompt(line), host, port, autoClose);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return prompt(trusting.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return prompt(trusting.createSocket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return prompt(trusting.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return prompt(trusting.createSocket(host, port, from, fromPort));
    }
}
