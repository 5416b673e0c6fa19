package dev.chatmigration.maildispatch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that takes everything, except where a test gives it another line. Lines are for the first word of a
 * command, for {@code "."}, the end of a message, and for {@code GREETING}. With a certificate it encrypts when asked to.
 */
final class ScriptedSmtpServer implements AutoCloseable {
    /** Instead of a reply: the connection is cut. */
    static final String DROP = "";

    /** Instead of a reply: nothing, for ever. */
    static final String SILENCE = "silence";

    private final ServerSocket socket;
    private final Map<String, String> script = new ConcurrentHashMap<>();
    private final Map<String, Deque<String>> turns = new ConcurrentHashMap<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final List<String> recipients = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch together = new CountDownLatch(0);
    private volatile CountDownLatch reading = new CountDownLatch(0);
    private volatile int atOnce = Integer.MAX_VALUE;
    private final AtomicInteger served = new AtomicInteger();
    private final List<String> readInTheClear = new CopyOnWriteArrayList<>();
    private final List<String> readEncrypted = new CopyOnWriteArrayList<>();
    private volatile @Nullable SSLContext certificate;
    private volatile @Nullable SSLContext atOnceEncrypted;
    private int connections;

    ScriptedSmtpServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    ScriptedSmtpServer answers(String command, String reply) {
        script.put(command, reply);
        return this;
    }

    /** Offers STARTTLS with a certificate; others from now on. */
    ScriptedSmtpServer encryptsWith(SSLContext with) {
        certificate = with;
        return answers("EHLO", "250-scripted\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN");
    }

    /** Encrypts from the first byte on, as on port 465. */
    ScriptedSmtpServer encryptsAtOnceWith(SSLContext with) {
        atOnceEncrypted = with;
        return this;
    }

    /** As {@link #answers}, each reply once and the last one from then on. */
    void answersInTurn(String command, String... replies) {
        turns.put(command, new ConcurrentLinkedDeque<>(List.of(replies)));
    }

    /** As {@link #answers} to RCPT, for one recipient. */
    void answersFor(String recipient, String reply) {
        script.put("RCPT TO:<" + recipient + ">", reply);
    }

    /** Greets so many connections at the same time, and sends others away. */
    void letsInAtOnce(int many) {
        atOnce = many;
    }

    void takesEverything() {
        script.clear();
        turns.clear();
    }

    /** Forgets what it has got, and takes everything. */
    synchronized void reset() {
        takesEverything();
        messages.clear();
        recipients.clear();
        readInTheClear.clear();
        readEncrypted.clear();
        certificate = null;
        atOnceEncrypted = null;
        together = new CountDownLatch(0);
        atOnce = Integer.MAX_VALUE;
        connections = 0;
    }

    /** Answers for no message until it has got that many at once; then for each as it comes. */
    CountDownLatch answersOnceItHasGot(int many) {
        together = new CountDownLatch(many);
        return together;
    }

    /** Reads no message from now on, although it says that it wants one, until it may again. */
    CountDownLatch readsNoMessage() {
        reading = new CountDownLatch(1);
        return reading;
    }

    /** What it has got, with every octet as one character; also what it did not answer for. */
    List<String> messages() {
        return messages;
    }

    /** The arguments of RCPT. */
    List<String> recipients() {
        return recipients;
    }

    /** Every line that it could read without a key, those of messages apart. */
    List<String> readInTheClear() {
        return readInTheClear;
    }

    /** Every line that came encrypted, those of messages apart. */
    List<String> readEncrypted() {
        return readEncrypted;
    }

    synchronized int connections() {
        return connections;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                synchronized (this) {
                    connections++;
                }
                daemon(() -> serve(client));
            } catch (SocketException closed) {
                // No more are served.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket accepted) {
        try (Socket client = accepted) {
            if (served.incrementAndGet() <= atOnce) {
                converse(client);
            } else {
                client.getOutputStream().write("421 too many\r\n".getBytes(ISO_8859_1));
            }
        } catch (SocketException closed) {
            // By the other side.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            served.decrementAndGet();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted SMTP server");
        thread.setDaemon(true);
        thread.start();
    }

    private void converse(Socket client) throws IOException {
        SSLContext key = atOnceEncrypted;
        if (key != null) {
            encrypted(client, key, true);
        } else if (reply(client, "GREETING", "220 ready")) {
            commands(client, readInTheClear);
        }
    }

    private void commands(Socket client, List<String> read) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            read.add(line);
            String command = line.split(" ", 2)[0];
            if (command.equals("RCPT")) {
                recipients.add(line);
            }
            if (line.equals("AUTH LOGIN")) {
                ask(client, in, "VXNlcm5hbWU6", read);
                ask(client, in, "UGFzc3dvcmQ6", read);
            }
            boolean goesOn = command.equals("DATA")
                    ? data(client, in)
                    : reply(client, script.containsKey(line) ? line : command, usual(command));
            SSLContext key = certificate;
            if (goesOn && command.equals("STARTTLS") && key != null) {
                encrypted(client, key, false);
                return;
            }
            if (!goesOn || command.equals("QUIT")) {
                return;
            }
        }
    }

    private void encrypted(Socket client, SSLContext key, boolean greets) throws IOException {
        try (SSLSocket secret = (SSLSocket) key.getSocketFactory().createSocket(client, null, client.getPort(), true)) {
            secret.setUseClientMode(false);
            secret.startHandshake();
            if (!greets || reply(secret, "GREETING", "220 ready")) {
                commands(secret, readEncrypted);
            }
        } catch (SSLException refused) {
            // The other side does not trust the certificate.
        }
    }

    private static void ask(Socket client, BufferedReader in, String question, List<String> read) throws IOException {
        client.getOutputStream().write(("334 " + question + "\r\n").getBytes(ISO_8859_1));
        client.getOutputStream().flush();
        read.add(String.valueOf(in.readLine()));
    }

    private boolean data(Socket client, BufferedReader in) throws IOException {
        if (!reply(client, "DATA", "354 go on") || script.containsKey("DATA")) {
            return !DROP.equals(script.get("DATA"));
        }
        await(reading);
        StringBuilder message = new StringBuilder();
        String line = in.readLine();
        while (line != null && !line.equals(".")) {
            message.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            line = in.readLine();
        }
        if (line == null) {
            return false;
        }
        messages.add(message.toString());
        together.countDown();
        await(together);
        return reply(client, ".", "250 taken");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean reply(Socket client, String command, String usual) throws IOException {
        String reply = inTurn(command).orElse(script.getOrDefault(command, usual));
        if (reply.equals(DROP)) {
            return false;
        }
        if (reply.equals(SILENCE)) {
            return true;
        }
        client.getOutputStream().write((reply + "\r\n").getBytes(ISO_8859_1));
        client.getOutputStream().flush();
        return true;
    }

    private Optional<String> inTurn(String command) {
        Deque<String> replies = turns.getOrDefault(command, new ConcurrentLinkedDeque<>());
        return Optional.ofNullable(replies.size() > 1 ? replies.poll() : replies.peek());
    }

    private static String usual(String command) {
        return switch (command) {
            case "QUIT" -> "221 bye";
            case "EHLO" -> "250 scripted";
            case "AUTH" -> "235 you are in";
            case "STARTTLS" -> "220 go on";
            default -> "250 fine";
        };
    }
}
