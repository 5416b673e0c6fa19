package dev.chatmigration.mail;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * What all mails of an installation share.
 *
 * @param senderName who writes, as readers know them
 * @param senderAddress the From address; the organizer of calendar entries
 * @param supportContact the mail address for questions
 * @param publicUrl where the pages of this product are reached, for setup links
 * @param signInDomain what follows an account's subdomain in its sign-in host, for instance {@code zendesk.com}
 * @param chatDashboard where administrators review their Chat agents
 * @param linkPlaceholder stands in for the secret of a setup link until dispatch; letters and digits only, so that no
 *     escaping and no line wrapping can change it
 */
public record MailSettings(
        String senderName,
        String senderAddress,
        String supportContact,
        URI publicUrl,
        String signInDomain,
        URI chatDashboard,
        String linkPlaceholder) {

    private static final Pattern LETTERS_AND_DIGITS = Pattern.compile("[A-Za-z0-9]{8,}");

    public MailSettings {
        requireWebAddress("publicUrl", publicUrl);
        requireWebAddress("chatDashboard", chatDashboard);
        if (!LETTERS_AND_DIGITS.matcher(linkPlaceholder).matches()) {
            throw new IllegalArgumentException(
                    "linkPlaceholder must be at least eight letters and digits, found '" + linkPlaceholder + "'");
        }
    }

    private static void requireWebAddress(String name, URI address) {
        boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        if (!web || address.getHost() == null) {
            throw new IllegalArgumentException(name + " must be an http or https address, found '" + address + "'");
        }
    }
}
