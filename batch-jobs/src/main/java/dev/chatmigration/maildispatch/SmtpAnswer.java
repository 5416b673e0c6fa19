package dev.chatmigration.maildispatch;

import jakarta.mail.SendFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an exception of the mail library means for the mail. The reply decides, never the class of the exception. */
final class SmtpAnswer {
    private static final Pattern REPLY = Pattern.compile("(\\d{3})[ -].*", Pattern.DOTALL);
    private static final int LENGTH = 500;

    private static final int AUTHENTICATION_REQUIRED = 530;
    private static final int CREDENTIALS_INVALID = 535;
    private static final int ENCRYPTION_REQUIRED = 538;
    private static final int MESSAGE_TOO_BIG = 552;

    private SmtpAnswer() {}

    /**
     * @param written whether the whole message had been handed over
     * @param international whether the mail asked for SMTPUTF8, which other mails do not
     * @param server host and port, for the sentence
     */
    static Outcome outcome(Exception exception, boolean written, boolean international, String server) {
        String reply = reply(exception);
        if (reply == null) {
            String words = words(exception);
            if (!written && chain(exception).stream().anyMatch(IllegalArgumentException.class::isInstance)) {
                return new Outcome.Failed("The mail cannot be put into the words of SMTP: " + words);
            }
            return written ? new Outcome.Unknown(words) : new Outcome.Broken("The connection broke: " + words);
        }
        String answer = OneLine.of(reply, LENGTH);
        int code = Integer.parseInt(reply.substring(0, 3));
        if (code < 500) {
            return new Outcome.Deferred(answer);
        }
        return isAboutUs(code, exception, written || international)
                ? new Outcome.NotHandedOver(
                        "Mails wait: the mail server %s refuses us (%s). Ask whoever runs it to let this sender in, or correct SPRING_MAIL_USERNAME, SPRING_MAIL_PASSWORD and MIGRATION_MAIL_FROM; the next run sends them."
                                .formatted(server, answer))
                : new Outcome.Failed(answer);
    }

    /** The words of the exception and of those behind it, without what repeats. */
    static String words(Exception exception) {
        return OneLine.of(
                String.join(
                        "; ",
                        chain(exception).stream()
                                .map(each -> each.getMessage() == null ? each.toString() : each.getMessage())
                                .distinct()
                                .toList()),
                LENGTH);
    }

    // Before the recipient is named, a refusal is about us, unless this mail asked for more than others do. So is one
    // for want of a password or of encryption, whenever it comes.
    private static boolean isAboutUs(int code, Exception exception, boolean mayBeAboutTheMail) {
        if (code == AUTHENTICATION_REQUIRED || code == CREDENTIALS_INVALID || code == ENCRYPTION_REQUIRED) {
            return true;
        }
        return !mayBeAboutTheMail && code != MESSAGE_TOO_BIG && !namesTheRecipient(exception);
    }

    private static boolean namesTheRecipient(Exception exception) {
        return chain(exception).stream()
                .anyMatch(each -> each instanceof SendFailedException failed
                        && failed.getInvalidAddresses() != null
                        && failed.getInvalidAddresses().length > 0);
    }

    // The innermost reply: the outer exceptions only say that something failed.
    private static @Nullable String reply(Exception exception) {
        String reply = null;
        for (Throwable each : chain(exception)) {
            Matcher matcher = REPLY.matcher(each.getMessage() == null ? "" : each.getMessage());
            if (matcher.matches()) {
                reply = each.getMessage();
            }
        }
        return reply;
    }

    private static List<Throwable> chain(Exception exception) {
        List<Throwable> chain = new ArrayList<>();
        Throwable each = exception;
        while (each != null && !chain.contains(each)) {
            chain.add(each);
            // A MessagingException gives the next one as its cause.
            each = each.getCause();
        }
        return chain;
    }
}
