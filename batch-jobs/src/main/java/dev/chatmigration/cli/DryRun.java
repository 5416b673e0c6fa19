package dev.chatmigration.cli;

import dev.chatmigration.database.Origin;
import dev.chatmigration.database.ScratchSchema;
import dev.chatmigration.steps.StepProgress;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * A throw-away copy of the database, in which a run does everything that it would do: a copied file on H2, a scratch
 * schema on PostgreSQL. The copy lives on a simulated clock, so that no mail leaves it, and what it writes to files lies in
 * a folder that goes with it. One that was killed is cleared away by the next.
 */
final class DryRun implements AutoCloseable {
    private static final String FOLDER = "dry-run-";
    private static final List<String> COPIED = List.of("migration.mv.db", "link.key");

    private final Common original;
    private final DataDirectory lock;
    private final Path folder;
    private @Nullable Session source;
    private @Nullable ScratchSchema schema;

    private DryRun(Common original, DataDirectory lock, Path folder) {
        this.original = original;
        this.lock = lock;
        this.folder = folder;
    }

    /**
     * Makes the copy.
     *
     * @throws CommandRefused where there is no room or no right for it, or another process uses the database
     */
    static DryRun of(Common common) {
        Path data = DataDirectory.prepare(common.data);
        DataDirectory lock = DataDirectory.lock(data);
        DryRun dryRun = null;
        try {
            clearAway(data);
            dryRun = new DryRun(common, lock, Files.createTempDirectory(data, FOLDER));
            for (String file : COPIED) {
                if (Files.exists(data.resolve(file))) {
                    Files.copy(data.resolve(file), dryRun.folder.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
            if (!common.embedded()) {
                dryRun.source = Session.answer(common);
                dryRun.schema = ScratchSchema.copyOf(dryRun.source.get(DataSource.class));
            }
            return dryRun;
        } catch (IOException e) {
            giveUp(dryRun, lock);
            throw CommandRefused.nothingStarted("A dry run works on a copy in " + data
                    + ", and there was no place for it (" + e.getMessage() + ").");
        } catch (SQLException e) {
            giveUp(dryRun, lock);
            throw CommandRefused.nothingStarted("A dry run works on a copy in a schema of its own, which could not be"
                    + " made ("
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                    + "). It takes room, and a role that may make one: GRANT CREATE ON DATABASE … TO …");
        } catch (CommandRefused e) {
            giveUp(dryRun, lock);
            throw e;
        }
    }

    private static void clearAway(Path data) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(data, FOLDER + "*")) {
            for (Path each : left) {
                FileSystemUtils.deleteRecursively(each);
            }
        }
    }

    private static void giveUp(@Nullable DryRun dryRun, DataDirectory lock) {
        if (dryRun != null) {
            dryRun.close();
        } else {
            Session.close(lock);
        }
    }

    /** The application on the copy. */
    Session open(StepProgress progress, Instant realNow) {
        Common copy = new Common();
        copy.data = folder;
        copy.profile = original.profile;
        List<String> settings = new ArrayList<>();
        settings.add("--logging.file.name=" + original.data.toAbsolutePath().resolve("log/migration.log"));
        if (schema != null) {
            settings.add("--spring.datasource.hikari.schema=" + schema.name());
        }
        Session session = Session.open(copy, progress, settings);
        session.get(Origin.class).simulate(realNow);
        return session;
    }

    @Override
    public void close() {
        try {
            if (schema != null) {
                schema.close();
            }
            FileSystemUtils.deleteRecursively(folder);
        } catch (SQLException | IOException e) {
            throw new CommandRefused(
                    ExitCode.UNFINISHED,
                    "The copy that the dry run worked on could not be removed (" + e.getMessage()
                            + "); the next dry run tries it again.");
        } finally {
            if (source != null) {
                source.close();
            }
            Session.close(lock);
        }
    }
}
