package dev.chatmigration.cli;

import dev.chatmigration.csv.CsvFile;
import dev.chatmigration.csv.UnreadableCsv;
import dev.chatmigration.importing.ReviewCsv;
import dev.chatmigration.importing.ReviewCsv.Imported;
import dev.chatmigration.importing.ReviewCsv.RefusedRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
                + " (SAME_PERSON, CHAT_ONLY, NO_CHAT), support_user_id, email, role; rows without a decision are left"
                + " alone. Rows that cannot be taken are written beside it, each with its reason.")
class ReviewImportCommand implements Callable<Integer> {
    private static final String REASON = "reason";

    /** So many stand on the console; all of them stand in the file. */
    private static final int SHOWN = 20;

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
        if (by.isBlank()) {
            throw CommandRefused.nothingStarted("--by cannot be blank.");
        }
        try (Session session = Session.answer(common)) {
            return report(session.get(ReviewCsv.class).read(file, by, session.now()));
        } catch (UnreadableCsv e) {
            throw CommandRefused.nothingStarted(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new CommandRefused(
                    ExitCode.UNFINISHED,
                    "The file " + file + " could not be read to its end (" + e.getMessage() + ").");
        }
    }

    private int report(Imported imported) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        List<RefusedRow> refused = imported.refused();
        out.printf(
                Locale.ROOT,
                "%,d rows = %,d stored + %,d unchanged + %,d refused%n",
                imported.read(),
                imported.stored(),
                imported.unchanged(),
                refused.size());
        refused.stream()
                .limit(SHOWN)
                .forEach(row -> err.println(file.getFileName() + " line " + row.line() + ": " + row.reason()));
        if (refused.isEmpty()) {
            return ExitCode.DONE;
        }
        if (refused.size() > SHOWN) {
            err.printf(Locale.ROOT, "and %,d more%n", refused.size() - SHOWN);
        }
        try {
            out.println("Correct these rows and import them again: " + write(imported));
        } catch (IOException e) {
            throw new CommandRefused(
                    ExitCode.UNFINISHED,
                    "The refused rows could not be written beside " + file + " (" + e.getMessage() + ").");
        }
        return ExitCode.NEEDS_A_PERSON;
    }

    /** The refused rows under the header they had, with the reason in one more column. */
    private Path write(Imported imported) throws IOException {
        Path beside = free();
        int reasonAt = imported.header().indexOf(REASON);
        try (CsvFile csv = CsvFile.create(beside, false, with(imported.header(), reasonAt, REASON))) {
            for (RefusedRow row : imported.refused()) {
                csv.row(with(row.cells(), reasonAt, row.reason()));
            }
            csv.finish();
        }
        return beside;
    }

    /** A file that was refused before has the column already. */
    private static List<String> with(List<String> cells, int at, String reason) {
        List<String> all = new ArrayList<>(cells);
        if (at >= 0 && at < all.size()) {
            all.set(at, reason);
        } else {
            all.add(reason);
        }
        return all;
    }

    /** A name beside the imported file that nobody has: {@code reviews.refused.csv}, {@code reviews.refused-2.csv}. */
    private Path free() {
        String stem = String.valueOf(file.getFileName())
                .replaceFirst("(?i)\\.csv$", "")
                .replaceFirst("\\.refused(-[0-9]+)?$", "");
        Path free = file.resolveSibling(stem + ".refused.csv");
        for (int i = 2; Files.exists(free); i++) {
            free = file.resolveSibling(stem + ".refused-" + i + ".csv");
        }
        return free;
    }
}
