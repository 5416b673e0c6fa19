package dev.chatmigration.cli;

import dev.chatmigration.importing.ReviewCsv;
import dev.chatmigration.importing.ReviewCsv.Imported;
import dev.chatmigration.importing.ReviewCsv.RefusedRow;
import dev.chatmigration.jobs.Origin;
import dev.chatmigration.jobs.RunLog;
import dev.chatmigration.jobs.Timeline;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Takes decisions from a CSV with the columns account_id, chat_agent_id, decision"
                + " (SAME_PERSON, CHAT_ONLY, NO_CHAT), support_user_id, email, role.")
class ReviewImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CSV")
    private Path file;

    @Option(names = "--by", required = true, paramLabel = "WHO", description = "Who answers for the decisions.")
    private String by;

    @Mixin
    private Common common;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw CommandRefused.nothingStarted("The file " + file + " does not exist or cannot be read.");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (Session session = Session.open(common);
                Reader csv = Files.newBufferedReader(file)) {
            Imported imported = session.get(ReviewCsv.class)
                    .read(
                            String.valueOf(file.getFileName()),
                            csv,
                            by,
                            Timeline.now(
                                    session.get(Origin.class),
                                    session.get(RunLog.class),
                                    Clock.systemUTC().instant()));
            out.printf(
                    Locale.ROOT,
                    "%,d rows = %,d stored + %,d unchanged + %,d refused%n",
                    imported.read(),
                    imported.stored(),
                    imported.unchanged(),
                    imported.refused().size());
            for (RefusedRow row : imported.refused()) {
                err.println(file.getFileName() + " line " + row.line() + ": " + row.reason());
            }
            return imported.refused().isEmpty() ? ExitCode.DONE : ExitCode.NEEDS_A_PERSON;
        } catch (IllegalArgumentException e) {
            throw CommandRefused.nothingStarted(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new CommandRefused(
                    ExitCode.UNFINISHED,
                    "The file " + file + " could not be read to its end (" + e.getMessage() + "); save it as UTF-8.");
        }
    }
}
