package dev.chatmigration.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A table of docs/decisions.md, as the rules would write it today. */
final class DecisionTable {
    private static final Path DOCUMENT = Path.of("../docs/decisions.md");
    private static final boolean REGENERATE = Boolean.getBoolean("decisions.regenerate");

    private final String name;
    private final int columns;
    private final List<String> lines = new ArrayList<>();

    DecisionTable(String name, String... columns) {
        this.name = name;
        this.columns = columns.length;
        lines.add(line(columns));
        lines.add("|" + "---|".repeat(columns.length));
    }

    DecisionTable row(String... cells) {
        assertThat(cells).hasSize(columns);
        lines.add(line(cells));
        return this;
    }

    /** Compares row by row, so that a wrong cell is seen at once. */
    void isAsDocumented() throws IOException {
        String document = Files.readString(DOCUMENT, UTF_8);
        String begin = "<!-- " + name + " -->\n";
        int from = document.indexOf(begin) + begin.length();
        int to = document.indexOf("<!-- end -->", from);
        assertThat(from).as("the place of table %s", name).isGreaterThanOrEqualTo(begin.length());
        if (REGENERATE) {
            Files.writeString(
                    DOCUMENT,
                    document.substring(0, from) + String.join("\n", lines) + "\n" + document.substring(to),
                    UTF_8);
            return;
        }
        assertThat(document.substring(from, to).lines()).containsExactlyElementsOf(lines);
    }

    private static String line(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
