package dev.chatmigration.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command that uses the database takes. */
final class Common {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the embedded database, mails, log and link key lie (default: ${DEFAULT-VALUE}).")
    Path data = Path.of(System.getenv().getOrDefault("MIGRATION_DATA_DIR", "data"));

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Settings profile; 'postgres' uses PostgreSQL, see MIGRATION_DATABASE_URL, _USER, _PASSWORD.")
    @Nullable
    String profile;

    boolean embedded() {
        return profile == null;
    }
}
