package dev.chatmigration.mail;

import dev.chatmigration.domain.readiness.Check;
import java.util.Map;

/** What the checks mean to an administrator, and what to do about each, with the way through the menus. */
public final class CheckTexts {

    private CheckTexts() {}

    /** What is the matter, in a few words without a full stop. */
    public static String title(String check, Language language) {
        return say(check, "title", language);
    }

    /** What to do about it, in whole sentences. */
    public static String whatToDo(String check, Language language) {
        return say(check, "todo", language);
    }

    private static String say(String check, String part, Language language) {
        if (Check.of(check).isEmpty()) {
            throw new IllegalArgumentException("No check is called '" + check + "'");
        }
        return Messages.in(language).say("check." + check + "." + part, Map.of());
    }
}
