package dev.chatmigration.csv;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;

/**
 * A table on its way to a file: RFC 4180 in UTF-8, with the byte order mark by which spreadsheets recognise it. Rows go
 * to a file beside, which takes its name when it is finished, so that nobody reads half a table.
 */
public final class CsvFile implements Closeable {
    /** Spreadsheets read a file without it in the encoding of the country. */
    static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path file;
    private final Path part;
    private final boolean overwrite;
    private final CSVPrinter printer;
    private boolean finished;

    private CsvFile(Path file, Path part, boolean overwrite, CSVPrinter printer) {
        this.file = file;
        this.part = part;
        this.overwrite = overwrite;
        this.printer = printer;
    }

    /**
     * Begins a table.
     *
     * @param overwrite whether a file of this name may be replaced
     * @throws FileAlreadyExistsException where there is one that may not
     */
    public static CsvFile create(Path file, boolean overwrite, List<String> header) throws IOException {
        if (!overwrite && Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        // What another process left of an unfinished table may have other permissions.
        Files.deleteIfExists(part);
        var writer = new BufferedWriter(new OutputStreamWriter(
                Channels.newOutputStream(Files.newByteChannel(
                        part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly(part))),
                StandardCharsets.UTF_8));
        writer.write(BYTE_ORDER_MARK);
        CSVPrinter printer = CSVFormat.RFC4180
                .builder()
                .setQuoteMode(QuoteMode.MINIMAL)
                .get()
                .print(writer);
        CsvFile table = new CsvFile(file, part, overwrite, printer);
        table.row(header);
        return table;
    }

    private static FileAttribute<?>[] ownerOnly(Path part) {
        return part.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Adds a row; a null is an empty cell. */
    public void row(List<? extends @Nullable Object> cells) throws IOException {
        for (Object cell : cells) {
            printer.print(cell == null ? "" : SafeCells.guard(cell.toString()));
        }
        printer.println();
    }

    /** Gives the table its name. Without it, closing throws the table away. */
    public void finish() throws IOException {
        printer.close(true);
        if (overwrite) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.move(part, file);
        }
        finished = true;
    }

    @Override
    public void close() throws IOException {
        if (!finished) {
            try {
                printer.close();
            } finally {
                Files.deleteIfExists(part);
            }
        }
    }
}
