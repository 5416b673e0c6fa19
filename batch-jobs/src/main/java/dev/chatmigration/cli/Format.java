package dev.chatmigration.cli;

import java.util.function.Function;

/** How a command answers. */
enum Format {
    TEXT,
    JSON,
    /** One page that stands by itself. */
    HTML;

    <T> String of(T answer, Function<T, String> text, Function<T, String> page) {
        return switch (this) {
            case TEXT -> text.apply(answer);
            case JSON -> ConsoleJson.of(answer) + "\n";
            case HTML -> page.apply(answer);
        };
    }
}
