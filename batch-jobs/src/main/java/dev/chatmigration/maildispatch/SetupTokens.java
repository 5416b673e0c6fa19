package dev.chatmigration.maildispatch;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Where dispatch gets the secrets of setup links at the moment their mails go out. */
public interface SetupTokens {
    /** What each of these links is worth in a mail that goes out at {@code at}; an answer for every selector. */
    Map<String, LinkInMail> tokensFor(Collection<String> selectors, Instant at);

    /** What can be put into a mail. */
    sealed interface LinkInMail {
        /**
         * It works.
         *
         * @param text the same at every call, as long as {@link
         *     dev.chatmigration.notification.MailTemplates#LINK_PLACEHOLDER}
         */
        record Token(String text) implements LinkInMail {
            /** Never the token. */
            @Override
            public String toString() {
                return "Token";
            }
        }

        /**
         * It does not work any more, so nobody is mailed it.
         *
         * @param why for people
         */
        record Dead(String why) implements LinkInMail {}

        /**
         * It cannot be told now, for instance because the key is missing: the mail waits.
         *
         * @param why for people, without anything of a key
         */
        record NotNow(String why) implements LinkInMail {}
    }
}
