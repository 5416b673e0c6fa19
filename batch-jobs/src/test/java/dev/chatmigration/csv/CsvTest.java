package dev.chatmigration.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    private static final List<String> NEEDED = List.of("a", "b");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+33 2 55",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "\0=1",
                "\ttext",
                " =1",
                "\u00A0=1",
                "＝1",
                "'=1",
                "''=1"
            })
    void whatASpreadsheetCouldRunIsGuardedAndComesBackAsItWas(String text) {
        String cell = SafeCells.guard(text);

        assertThat(cell).isEqualTo("'" + text);
        assertThat(SafeCells.unguard(cell)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Léa", "l'été", "'quoted'", "''", "a=b", "1+1", "12", "lea+chat@brume.example", "' x"})
    void harmlessTextStaysAsItIs(String text) {
        assertThat(SafeCells.guard(text)).isEqualTo(text);
        assertThat(SafeCells.unguard(text)).isEqualTo(text);
    }

    @Test
    void aTableIsReadAsItWasWritten() throws IOException {
        Path file = folder.resolve("t.csv");
        try (CsvFile table = CsvFile.create(file, false, NEEDED)) {
            table.row(List.of("=cmd", "two\nlines, \"quoted\"; and more"));
            table.row(Arrays.asList(7, null));
            table.finish();
        }

        assertThat(Files.readAllBytes(file)).startsWith(0xEF, 0xBB, 0xBF);
        assertThat(Files.readString(file)).startsWith("\uFEFFa,b\r\n'=cmd,\"two\nlines");
        try (CsvRows rows = CsvRows.open(file, NEEDED)) {
            assertThat(rows.header()).containsExactly("a", "b");
            List<CsvRows.Row> all = rows.next(10);
            assertThat(all).extracting(CsvRows.Row::line).containsExactly(2L, 4L);
            assertThat(all.get(0).cells()).containsExactly("=cmd", "two\nlines, \"quoted\"; and more");
            assertThat(all.get(1).cell("a")).isEqualTo("7");
            assertThat(all.get(1).cell("b")).isNull();
            assertThat(all.get(1).cell("c")).isNull();
            assertThat(rows.next(10)).isEmpty();
        }
    }

    @Test
    void aTableIsForItsOwnerAndReplacesNothingUnasked() throws IOException {
        Path file = folder.resolve("t.csv");
        CsvFile unfinished = CsvFile.create(file, false, NEEDED);
        assertThat(file).doesNotExist();
        unfinished.close();
        assertThat(folder).isEmptyDirectory();
        try (CsvFile table = CsvFile.create(file, false, NEEDED)) {
            table.finish();
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> CsvFile.create(file, false, NEEDED)).isInstanceOf(FileAlreadyExistsException.class);
        try (CsvFile table = CsvFile.create(file, true, List.of("other"))) {
            table.finish();
        }
        assertThat(Files.readString(file)).contains("other");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b\n1,2\n",
                "\uFEFFa;b\r\n1;2\r\n",
                "B , A\n\n2, 1",
                "x;A;b;;\n,;1;2;;",
                "\"a\",\"b\"\n\"1\",\"2\""
            })
    void aTableIsReadHoweverASpreadsheetWritesIt(String text) throws IOException {
        try (CsvRows rows = CsvRows.open(file(text.getBytes(StandardCharsets.UTF_8)), NEEDED)) {
            List<CsvRows.Row> all = rows.next(10);

            assertThat(all).singleElement().satisfies(row -> {
                assertThat(row.cell("a")).isEqualTo("1");
                assertThat(row.cell("b")).isEqualTo("2");
            });
        }
    }

    @Test
    void aShortRowHasEmptyCells() throws IOException {
        try (CsvRows rows = CsvRows.open(file("a,b,c\n1\n".getBytes(StandardCharsets.UTF_8)), NEEDED)) {
            assertThat(rows.next(1).get(0).cells()).containsExactly("1", "", "");
        }
    }

    @Test
    void anotherEncodingIsNamedWithItsLine() throws IOException {
        Path latin = file("a,b\n1,2\nL\u00e9a,2\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> CsvRows.open(latin, NEEDED))
                .isInstanceOf(UnreadableCsv.class)
                .hasMessage("t.csv line 3 is not UTF-8 text; save the table as \"CSV UTF-8\" and import it again.");

        Path wide = file("a,b\n".getBytes(StandardCharsets.UTF_16LE));
        assertThatThrownBy(() -> CsvRows.open(wide, NEEDED)).hasMessageContaining("line 1 is not UTF-8");
    }

    @Test
    void aHeaderThatDoesNotServeIsNamed() throws IOException {
        assertThatThrownBy(() -> CsvRows.open(file("a,c\n".getBytes(StandardCharsets.UTF_8)), NEEDED))
                .isInstanceOf(UnreadableCsv.class)
                .hasMessageContaining("line 1: there is no column b")
                .hasMessageContaining("has a, c");
        assertThatThrownBy(() -> CsvRows.open(file(new byte[0]), NEEDED)).hasMessageContaining("has nothing");
        assertThatThrownBy(() -> CsvRows.open(file("a,b,A\n".getBytes(StandardCharsets.UTF_8)), NEEDED))
                .hasMessageContaining("two columns have the same name");
    }

    @Test
    void aStrayQuotationMarkIsNamedWithItsLine() throws IOException {
        try (CsvRows rows = CsvRows.open(file("a,b\n1,2\n\"1\"x,2\n".getBytes(StandardCharsets.UTF_8)), NEEDED)) {
            assertThatThrownBy(() -> rows.next(10))
                    .isInstanceOf(UnreadableCsv.class)
                    .hasMessageStartingWith("t.csv line 3 cannot be read: a quotation mark");
        }
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("t.csv"), content);
    }
}
