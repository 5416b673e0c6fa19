package dev.chatmigration.cli;

import dev.chatmigration.database.NoRoom;
import dev.chatmigration.reporting.Export;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "export", mixinStandardHelpOptions = true, description = "Writes the target state as NDJSON files.")
class ExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Where the files go; made if it is missing.")
    private Path directory;

    @Mixin
    private Common common;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        prepare(directory);
        PrintWriter out = spec.commandLine().getOut();
        try (Session session = Session.answer(common)) {
            write(session, directory, out);
            out.flush();
            return ExitCode.DONE;
        }
    }

    /** Makes the directory before anything is done, so that nothing is done in vain. */
    static void prepare(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw CommandRefused.nothingStarted(
                    "The directory " + directory + " cannot be made (" + e.getMessage() + ").");
        }
        if (!Files.isWritable(directory)) {
            throw CommandRefused.nothingStarted("The directory " + directory + " is not writable.");
        }
    }

    static void write(Session session, Path directory, PrintWriter out) {
        Map<String, Long> written;
        try {
            written = session.get(Export.class).writeTo(directory);
        } catch (UncheckedIOException e) {
            throw new CommandRefused(
                    ExitCode.UNFINISHED,
                    "The export to " + directory + " could not be finished: what stands there is not one state. "
                            + NoRoom.sentence(e).orElse(e.getMessage() + "."));
        }
        written.forEach((file, lines) -> out.printf(Locale.ROOT, "%-28s %,9d%n", file, lines));
    }
}
