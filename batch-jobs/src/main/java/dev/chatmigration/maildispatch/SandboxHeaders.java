package dev.chatmigration.maildispatch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a written mail into one to the sandbox; all but three headers stays byte for byte. */
final class SandboxHeaders {
    private static final String END_OF_HEADERS = "\r\n\r\n";
    // A header line with those that continue it.
    private static final Pattern TO = Pattern.compile("(?m)^To:.*\\r\\n(?:[ \\t].*\\r\\n)*");
    private static final Pattern SUBJECT = Pattern.compile("(?m)^Subject: ?");

    private SandboxHeaders() {}

    static MessageBytes redirected(MessageBytes message, MailAddress reader, MailAddress sandbox) {
        // One character for each byte, so that nothing else changes.
        String text = new String(message.bytes(), ISO_8859_1);
        int body = text.indexOf(END_OF_HEADERS) + 2;
        String original = reader.local() + "@" + reader.domain();
        // White space between two encoded words is none.
        String prefix = reader.isInternational() ? encoded("[for " + original + "] ") : "[for " + original + "]";
        String headers = TO.matcher(text.substring(0, body))
                .replaceFirst(
                        Matcher.quoteReplacement("To: " + sandbox.unnamed().getAddress() + "\r\n"));
        headers = SUBJECT.matcher(headers).replaceFirst(Matcher.quoteReplacement("Subject: " + prefix + "\r\n "));
        return new MessageBytes(
                ("X-Sandbox-For: " + encoded(original) + "\r\n" + headers + text.substring(body)).getBytes(ISO_8859_1));
    }

    private static String encoded(String text) {
        try {
            return MimeUtility.encodeText(text, "UTF-8", "Q");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("Every Java platform knows UTF-8", e);
        }
    }
}
