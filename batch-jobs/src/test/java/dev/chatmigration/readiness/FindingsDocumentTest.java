package dev.chatmigration.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.domain.readiness.Check;
import dev.chatmigration.mail.CheckTexts;
import dev.chatmigration.mail.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsDocumentTest {
    @Test
    void thePageNamesEveryCheckWithItsSeverityAndWhatToDo() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("../docs/findings.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(Check.values())
                        .map(FindingsDocumentTest::row)
                        .toList());
    }

    private static String row(Check check) {
        return "| `" + check.label() + "` | " + check.defaultSeverity() + (check.canBeWaived() ? "" : "*") + " | "
                + CheckTexts.title(check.label(), Language.ENGLISH) + " | "
                + CheckTexts.whatToDo(check.label(), Language.ENGLISH) + " |";
    }
}
