package dev.chatmigration.maildispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** SMTP to a relay, which owns queueing, throttling and signing; set up with Boot's {@code spring.mail} settings. */
final class SmtpTransport implements MailTransport {
    // The library waits for ever by default. An answer to the final dot may take long, and giving up on it early makes
    // mails unknown that were taken (RFC 5321, section 4.5.3.2.6, asks for ten minutes).
    private static final String CONNECT_MILLIS = "10000";
    private static final String READ_MILLIS = "120000";
    private static final String WRITE_MILLIS = "60000";

    // Servers that count end a conversation after so many with an error.
    private static final int MAILS_PER_CONNECTION = 100;
    // A server may have hung up meanwhile.
    private static final Duration IDLE = Duration.ofSeconds(5);

    private static final String HIDDEN = "(hidden)";

    private final JavaMailSenderImpl settings;
    private final String protocol;
    private final InternetAddress from;
    private final boolean signsInUnencrypted;
    private final Map<Boolean, Session> sessions = new ConcurrentHashMap<>();
    /** False once the server did not answer to what was said behind a final dot, as it should. */
    private volatile boolean announces = true;

    /** @param signsInUnencrypted whether the password may go over a line that anybody on the way can read */
    SmtpTransport(JavaMailSenderImpl settings, InternetAddress from, boolean signsInUnencrypted) {
        this.settings = settings;
        this.protocol = settings.getProtocol() == null ? JavaMailSenderImpl.DEFAULT_PROTOCOL : settings.getProtocol();
        this.from = from;
        this.signsInUnencrypted = signsInUnencrypted;
    }

    @Override
    public boolean replacesEarlier() {
        return false;
    }

    @Override
    public Connection connection() {
        return new SmtpConnection();
    }

    // One for all connections: making one searches the class path.
    private Session session(boolean international) {
        return sessions.computeIfAbsent(international, this::newSession);
    }

    private Session newSession(boolean international) {
        Properties properties = new Properties();
        properties.putAll(settings.getSession().getProperties());
        String prefix = "mail." + protocol + ".";
        PromptSockets.use(properties, prefix);
        properties.putIfAbsent(prefix + "connectiontimeout", CONNECT_MILLIS);
        properties.putIfAbsent(prefix + "timeout", READ_MILLIS);
        properties.putIfAbsent(prefix + "writetimeout", WRITE_MILLIS);
        properties.putIfAbsent(prefix + "executor.writetimeout", WriteLimits.executor());
        // The library encrypts only when told to; whether the certificate is that of the server it checks unasked.
        properties.putIfAbsent(prefix + "starttls.enable", "true");
        if (guardsPassword()) {
            properties.put(prefix + "starttls.required", "true");
        }
        // Only where the address needs it: a relay may have to return a mail that asked for SMTPUTF8 without need.
        properties.put("mail.mime.allowutf8", Boolean.toString(international));
        return Session.getInstance(properties);
    }

    // Whoever stands between can take the offer of encryption out of what the server says, and then reads the password.
    private boolean guardsPassword() {
        return settings.getUsername() != null && !signsInUnencrypted;
    }

    private String server() {
        return settings.getHost() + (settings.getPort() < 0 ? "" : ":" + settings.getPort());
    }

    private String unavailable(MessagingException e) {
        String remedy;
        if (e instanceof AuthenticationFailedException) {
            remedy = "Correct SPRING_MAIL_USERNAME and SPRING_MAIL_PASSWORD";
        } else if (hasCause(e, SSLException.class)) {
            remedy = "Check its certificate and the TLS settings under spring.mail";
        } else if (SmtpAnswer.words(e).contains("STARTTLS")) {
            remedy = guardsPassword()
                    ? "Have it offer STARTTLS, or encrypt from the first byte (SPRING_MAIL_PROTOCOL=smtps): the password is told to nobody on a line that is not encrypted, unless MIGRATION_MAIL_SIGNINUNENCRYPTED=true"
                    : "Have it offer STARTTLS, since mail.%s.starttls.required is true".formatted(protocol);
        } else {
            remedy = "Check that it runs and that SPRING_MAIL_HOST and SPRING_MAIL_PORT name it";
        }
        return "Mails wait: the mail server %s cannot be used (%s). %s; the next run sends them."
                .formatted(server(), withoutPassword(SmtpAnswer.words(e)), remedy);
    }

    // Some servers repeat the line that they refuse.
    private String withoutPassword(String words) {
        String password = settings.getPassword();
        if (password == null || password.isEmpty()) {
            return words;
        }
        // As AUTH PLAIN and AUTH LOGIN bring it.
        String plain = settings.getUsername() + "\0" + settings.getUsername() + "\0" + password;
        String told = words;
        for (String secret : List.of(plain, password)) {
            told = told.replace(Base64.getEncoder().encodeToString(secret.getBytes(UTF_8)), HIDDEN);
        }
        return told.replace(password, HIDDEN);
    }

    private static boolean hasCause(Throwable e, Class<? extends Throwable> type) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return true;
            }
        }
        return false;
    }

    /** Opened at the first mail, and again after it broke, served enough mails or was left idle. */
    private final class SmtpConnection implements Connection {
        private @Nullable PipeliningTransport transport;
        private @Nullable OutgoingMail announced;
        private Session session = session(false);
        private boolean international;
        private int sent;
        private long lastUse;

        @Override
        public void prepare(OutgoingMail mail) throws TransportUnavailable {
            if (serves(mail)) {
                return;
            }
            close();
            international = mail.to().isInternational();
            session = session(international);
            try {
                PipeliningTransport opened = new PipeliningTransport(session, protocol);
                opened.connect(settings.getHost(), settings.getPort(), settings.getUsername(), settings.getPassword());
                transport = opened;
                sent = 0;
                lastUse = System.nanoTime();
            } catch (MessagingException e) {
                throw new TransportUnavailable(unavailable(e), e);
            }
        }

        private boolean serves(OutgoingMail mail) {
            PipeliningTransport opened = transport;
            if (opened == null) {
                return false;
            }
            if (opened.hasAnnounced()) {
                boolean welcome = mail.equals(announced) && opened.isNextWelcome();
                if (!welcome) {
                    announces = false;
                }
                return welcome;
            }
            return sharesConversation(mail) && (System.nanoTime() - lastUse < IDLE.toNanos() || opened.isConnected());
        }

        private boolean sharesConversation(OutgoingMail mail) {
            return international == mail.to().isInternational() && sent < MAILS_PER_CONNECTION;
        }

        @Override
        public Outcome send(OutgoingMail mail, @Nullable OutgoingMail next) {
            PipeliningTransport opened = transport;
            if (opened == null) {
                throw new IllegalStateException("Not prepared: " + mail.messageId());
            }
            if (international && !opened.supportsExtension("SMTPUTF8")) {
                return new Outcome.Failed(
                        "The mail server %s takes no addresses with letters beyond ASCII before the at sign (SMTPUTF8)"
                                .formatted(server()));
            }
            sent++;
            announced = next != null && announces && sharesConversation(next) ? next : null;
            SmtpMessage message = null;
            try {
                message = new SmtpMessage(session, from, mail.message());
                opened.sendMessage(
                        message,
                        mail.to().unnamed(),
                        announced == null ? null : announced.to().unnamed());
                lastUse = System.nanoTime();
                return new Outcome.Sent();
            } catch (MessagingException | RuntimeException e) {
                // After a failure nobody knows what the server expects next.
                close();
                return SmtpAnswer.outcome(e, message != null && message.isWritten(), international, server());
            }
        }

        @Override
        public void close() {
            PipeliningTransport opened = transport;
            transport = null;
            announced = null;
            if (opened != null) {
                try {
                    opened.close();
                } catch (MessagingException badFarewell) {
                    // Each mail had its own answer, and this changes none of them.
                }
            }
        }
    }
}
