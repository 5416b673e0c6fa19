package dev.chatmigration.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The file that a command writes a table to. */
final class SheetFile {
    @Parameters(index = "0", paramLabel = "CSV", description = "The file to write, readable by you only.")
    private Path file;

    @Option(names = "--overwrite", description = "Replaces a file of this name.")
    private boolean overwrite;

    /** What writes the table and answers how many rows it has. */
    interface Sheet {
        long write(Session session, Path file, boolean overwrite) throws IOException;
    }

    /**
     * Opens the database, writes the table and says how long it is.
     *
     * @param rows what a row is about, in the plural
     */
    int write(Common common, CommandSpec spec, String rows, Sheet sheet) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw CommandRefused.nothingStarted("The directory " + folder + " does not exist or is not writable.");
        }
        try (Session session = Session.answer(common)) {
            long count = sheet.write(session, file, overwrite);
            spec.commandLine().getOut().printf(Locale.ROOT, "%,d %s in %s%n", count, rows, file);
            return ExitCode.DONE;
        } catch (FileAlreadyExistsException e) {
            throw CommandRefused.nothingStarted(
                    "There is a file " + file + " already; name another one, or replace it with --overwrite.");
        } catch (IOException e) {
            throw new CommandRefused(
                    ExitCode.UNFINISHED, "The file " + file + " could not be written (" + e.getMessage() + ").");
        }
    }
}
