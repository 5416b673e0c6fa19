package dev.chatmigration.cli;

import java.util.function.Function;

/** How the questions about mails are answered: as text or JSON. */
final class MailAnswer {
    private MailAnswer() {}

    static void refuseHtml(Format format) {
        if (format == Format.HTML) {
            throw CommandRefused.nothingStarted("--format takes text or json here.");
        }
    }

    static <T> String of(Format format, T answer, Function<T, String> text) {
        return format == Format.JSON ? ConsoleJson.of(answer) + "\n" : text.apply(answer);
    }
}
