package dev.chatmigration.csv;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;

/**
 * A table that a person has filled in, row by row: UTF-8 with or without a byte order mark, separated by commas or, as
 * spreadsheets of many countries write it, by semicolons. Names of columns count in any case and order.
 */
public final class CsvRows implements Closeable {
    private final String name;
    private final CSVParser parser;
    private final Iterator<CSVRecord> rows;

    private CsvRows(String name, CSVParser parser) {
        this.name = name;
        this.parser = parser;
        this.rows = parser.iterator();
    }

    /**
     * Opens a table and reads its header.
     *
     * @param needed columns without which it makes no sense
     * @throws UnreadableCsv where it is not UTF-8, or the first line does not name these columns, each once
     */
    public static CsvRows open(Path file, List<String> needed) throws IOException {
        String name = String.valueOf(file.getFileName());
        char separator = separator(requireUtf8(file, name));
        Reader reader = Files.newBufferedReader(file);
        try {
            reader.mark(1);
            if (reader.read() != CsvFile.BYTE_ORDER_MARK) {
                reader.reset();
            }
            CsvRows table = new CsvRows(name, parse(reader, separator));
            table.require(needed);
            return table;
        } catch (IllegalArgumentException e) {
            reader.close();
            throw new UnreadableCsv(name + " line 1: two columns have the same name; rename or remove one.");
        } catch (CSVException e) {
            reader.close();
            throw new UnreadableCsv(name + " line 1 cannot be read: a quotation mark stands where none can."
                    + " Quote the whole name of a column or none of it.");
        } catch (IOException e) {
            reader.close();
            throw e;
        }
    }

    private static CSVParser parse(Reader reader, char separator) throws IOException {
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreHeaderCase(true)
                .setAllowMissingColumnNames(true)
                .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_EMPTY)
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get()
                .parse(reader);
    }

    private static char separator(String firstLine) {
        int comma = firstLine.indexOf(',');
        int semicolon = firstLine.indexOf(';');
        return semicolon >= 0 && (comma < 0 || semicolon < comma) ? ';' : ',';
    }

    /** Looked at before anything is taken: a reader that comes upon it later does not know the line. */
    private static String requireUtf8(Path file, String name) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            String first = "";
            int next = 0;
            for (long number = 1; next >= 0; number++) {
                line.reset();
                for (next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
                    line.write(next);
                }
                String text = utf8(line.toByteArray());
                if (text == null) {
                    throw new UnreadableCsv(name + " line " + number
                            + " is not UTF-8 text; save the table as \"CSV UTF-8\" and import it again.");
                }
                first = number == 1 ? text : first;
            }
            return first;
        }
    }

    /** A zero byte is a sign of UTF-16, in which spreadsheets save what they call Unicode text. */
    private static @Nullable String utf8(byte[] line) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
            return text.indexOf('\0') < 0 ? text : null;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private void require(List<String> needed) throws UnreadableCsv {
        for (String column : needed) {
            if (!parser.getHeaderMap().containsKey(column)) {
                throw new UnreadableCsv(name + " line 1: there is no column " + column + "; the first line must name "
                        + String.join(", ", needed) + ", but has "
                        + (header().isEmpty() ? "nothing" : String.join(", ", header())) + ".");
            }
        }
    }

    /** The names of the columns as they stand in the file. */
    public List<String> header() {
        return List.copyOf(parser.getHeaderNames());
    }

    /** The next rows, at most so many; empty at the end. */
    public List<Row> next(int most) throws UnreadableCsv {
        List<Row> next = new ArrayList<>();
        try {
            while (next.size() < most && rows.hasNext()) {
                CSVRecord row = rows.next();
                long breaks = row.stream()
                        .flatMapToInt(String::chars)
                        .filter(c -> c == '\n')
                        .count();
                next.add(new Row(parser.getCurrentLineNumber() - breaks, row));
            }
        } catch (UncheckedIOException e) {
            throw new UnreadableCsv(name + " line " + parser.getCurrentLineNumber()
                    + " cannot be read: a quotation mark stands where none can. Quote the whole cell and double the"
                    + " marks inside it; the lines before this one may be taken already, which does no harm.");
        }
        return next;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    /** One row. */
    public static final class Row {
        private final long line;
        private final CSVRecord cells;

        private Row(long line, CSVRecord cells) {
            this.line = line;
            this.cells = cells;
        }

        /** The line of the file on which it begins, from 1. */
        public long line() {
            return line;
        }

        /** The cells as they were meant, in the order of the file, at least as many as the header has. */
        public List<String> cells() {
            List<String> all = new ArrayList<>();
            cells.stream().map(SafeCells::unguard).forEach(all::add);
            while (all.size() < cells.getParser().getHeaderNames().size()) {
                all.add("");
            }
            return all;
        }

        /** The cell of a column; null where it is blank or there is none. */
        public @Nullable String cell(String column) {
            if (!cells.isSet(column)) {
                return null;
            }
            String cell = SafeCells.unguard(cells.get(column).strip());
            return cell.isEmpty() ? null : cell;
        }
    }
}
