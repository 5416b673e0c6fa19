package dev.chatmigration.maildispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Says MAIL, RCPT and DATA in one go where the server offers that (RFC 2920), and together with the final dot of the mail
 * before where there is one: a round trip a mail instead of four. Only what is sent when differs from the library: it
 * comes to each command as ever, finds it sent, and reads its reply. Commands that leave one by one are answered one by
 * one, and each answer but the first waits until the one before was acknowledged; so they leave in one piece.
 *
 * <p>A server that refuses the sender or the recipient refuses DATA too. One that takes it nevertheless gets no message,
 * since the conversation is broken off after any failure, without a word that it could take for one.
 */
final class PipeliningTransport extends SMTPTransport {
    private static final String MAIL = "MAIL FROM:";
    private static final String FINAL_DOT = ".";

    /** What the library writes to, which it keeps to itself: it can neither say two things at once nor write a message fast. */
    private static final VarHandle LINE = line();

    private final boolean oneByOne;
    /** To be said with MAIL, or with the final dot. */
    private final Deque<String> behind = new ArrayDeque<>();
    /** Said, and its reply not read. */
    private final Deque<String> sentAhead = new ArrayDeque<>();

    private String mail = MAIL;
    private @Nullable InternetAddress next;
    private @Nullable DotStuffing text;
    private boolean mailIsAnswered;

    /** @param protocol {@code smtp}, or {@code smtps} to encrypt from the first byte */
    PipeliningTransport(Session session, String protocol) {
        super(session, null, protocol, protocol.equals("smtps"));
        // They change what follows MAIL.
        oneByOne = Stream.of("dsn.notify", "chunksize")
                .anyMatch(setting -> session.getProperty("mail." + protocol + "." + setting) != null);
    }

    /**
     * Sends a mail, and announces the next one.
     *
     * @param announced the recipient of the mail that will be sent next in this conversation, in the same way; null where
     *     none is to be announced
     */
    synchronized void sendMessage(Message message, InternetAddress recipient, @Nullable InternetAddress announced)
            throws MessagingException {
        next = announced;
        sendMessage(message, new Address[] {recipient});
    }

    /** @param addresses one recipient */
    @Override
    public synchronized void sendMessage(Message message, Address[] addresses) throws MessagingException {
        behind.clear();
        if (pipelines() && sentAhead.isEmpty()) {
            behind.addAll(recipientAndData((InternetAddress) addresses[0]));
        }
        try {
            super.sendMessage(message, addresses);
        } finally {
            next = null;
        }
    }

    /** Whether a mail was announced. */
    synchronized boolean hasAnnounced() {
        return !sentAhead.isEmpty();
    }

    /** Whether the server takes the mail that was announced, as far as its answer to MAIL tells; waits for that. */
    synchronized boolean isNextWelcome() {
        try {
            mailIsAnswered = super.readServerResponse() == 250;
        } catch (MessagingException e) {
            // Whatever it is, the next conversation will tell.
            mailIsAnswered = false;
        }
        return mailIsAnswered;
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        if (mailIsAnswered) {
            mailIsAnswered = false;
            return getLastReturnCode();
        }
        return super.readServerResponse();
    }

    @Override
    protected synchronized void sendCommand(String command) throws MessagingException {
        if (!sentAhead.isEmpty()) {
            sayAgain(command);
        } else if (command.startsWith(MAIL) && !behind.isEmpty()) {
            mail = command;
            sendTogether(command);
        } else if (command.equals(FINAL_DOT) && pipelines()) {
            if (next != null) {
                behind.add(mail);
                behind.addAll(recipientAndData(next));
            }
            sendTogether(command);
        } else {
            super.sendCommand(command);
        }
    }

    // By now the server may be waiting for a message, which is what it would take a new command for.
    private void sayAgain(String command) throws MessagingException {
        if (command.equals(sentAhead.element())) {
            sentAhead.remove();
        } else if (!command.equals("RSET")) {
            throw new MessagingException("The server was told " + sentAhead + " instead of " + command);
        }
    }

    private boolean pipelines() {
        return !oneByOne && supportsExtension("PIPELINING");
    }

    private static List<String> recipientAndData(InternetAddress recipient) {
        return List.of("RCPT TO:<" + recipient.getAddress() + ">", "DATA");
    }

    private void sendTogether(String first) throws MessagingException {
        StringBuilder together = new StringBuilder(first).append("\r\n");
        for (String each : behind) {
            together.append(each).append("\r\n");
        }
        if (together.chars().filter(each -> each == '\r' || each == '\n').count() != 2L * (1 + behind.size())) {
            throw new MessagingException("A command holds the end of a line");
        }
        try {
            OutputStream line = (OutputStream) LINE.get(this);
            line.write(together.toString().getBytes(UTF_8));
            line.flush();
        } catch (IOException | RuntimeException e) {
            // As the library has it: after a reply that is none there is nothing to write to any more.
            throw new MessagingException("Nothing can be said to the server", e);
        }
        sentAhead.addAll(behind);
        behind.clear();
    }

    /** Once the server wants the message. The stream of the library looks at each octet twice, and at each line three times. */
    @Override
    protected OutputStream data() throws MessagingException {
        super.data();
        DotStuffing opened = new DotStuffing((OutputStream) LINE.get(this));
        text = opened;
        return opened;
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        if (text != null) {
            text.end();
        }
        super.finishData();
    }

    private static VarHandle line() {
        try {
            return MethodHandles.privateLookupIn(SMTPTransport.class, MethodHandles.lookup())
                    .findVarHandle(SMTPTransport.class, "serverOutput", OutputStream.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The mail library writes to something else", e);
        }
    }
}
