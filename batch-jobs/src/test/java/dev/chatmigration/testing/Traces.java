package dev.chatmigration.testing;

import dev.chatmigration.database.TestMigration;
import dev.chatmigration.reporting.Export;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * All that runs have left behind, to compare one course of things with another: the lines of the export, the rows of our
 * tables, the names of the mails. What a kill may change is left out: the values of new agent ids, counts of
 * attempts, what is drawn by lot for links, numbers of rows and runs, and the history's own word on the kill.
 */
public final class Traces {
    private static final Pattern NEW_AGENT_ID = Pattern.compile("\\b8000000000\\d{6}\\b");
    private static final Pattern ATTEMPTS = Pattern.compile("(\"attempts\":|attempts=)\\d+");
    private static final Pattern LOT = Pattern.compile("(\"selector\":\"|selector=|verifier_hash=|key_id=)[^\",]+");
    private static final Pattern NUMBERS =
            Pattern.compile("\\b(audit_id|event_id|reject_id|run_id|since_run|seen_run|changed_run)=\\d+(, )?");

    /** When something ran and how often says nothing about what came of it. */
    private static final Set<String> RECORDS_OF_RUNS = Set.of("run", "import_file", "reject", "flyway_schema_history");

    private final Map<String, List<String>> lines = new TreeMap<>();

    private Traces() {}

    /** What an application has left in its database and its data directory. */
    public static Traces of(TestMigration migration, Path data) {
        Traces traces = new Traces();
        traces.export(migration, data);
        traces.tables(migration.sql());
        traces.mails(data.resolve("mail"));
        return traces;
    }

    private void export(TestMigration migration, Path data) {
        Path directory = data.resolve("export");
        try {
            Files.createDirectories(directory);
            migration.bean(Export.class).writeTo(directory);
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    put(file.getFileName().toString(), Files.readAllLines(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tables(JdbcClient sql) {
        sql.sql("""
                SELECT LOWER(table_name) FROM information_schema.tables
                 WHERE LOWER(table_schema) = 'public' AND table_type IN ('BASE TABLE', 'TABLE')
                """).query(String.class).stream()
                .filter(table -> !RECORDS_OF_RUNS.contains(table) && !table.startsWith("batch_"))
                .forEach(table -> put(
                        "table " + table,
                        sql.sql("SELECT * FROM " + table).query().listOfRows().stream()
                                .map(Traces::row)
                                .filter(row -> !row.contains("what=FOUND_AFTER_CRASH"))
                                .toList()));
        // Started once more after a kill.
        lines.computeIfPresent("table audit", (name, rows) -> List.copyOf(new TreeSet<>(rows)));
    }

    private static String row(Map<String, Object> columns) {
        StringBuilder row = new StringBuilder();
        columns.forEach((name, value) -> row.append(name.toLowerCase(Locale.ROOT))
                .append('=')
                .append(value instanceof byte[] bytes ? bytes.length + " bytes" : value)
                .append(", "));
        return row.toString();
    }

    private void mails(Path folder) {
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            put(
                    "mails",
                    files.filter(file -> !file.toString().endsWith(".part"))
                            .map(file -> file.getFileName().toString())
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(String name, List<String> found) {
        lines.put(name, found.stream().map(Traces::without).sorted().toList());
    }

    /** Leaves out of a line what a kill may change. */
    private static String without(String line) {
        String bare = NEW_AGENT_ID.matcher(line).replaceAll("NEW");
        bare = ATTEMPTS.matcher(bare).replaceAll("$1N");
        bare = LOT.matcher(bare).replaceAll("$1DRAWN");
        return NUMBERS.matcher(bare).replaceAll("");
    }

    /** What is here and not there, and the other way round; empty where both are equal. */
    public List<String> differencesFrom(Traces others) {
        Set<String> names = new TreeSet<>(lines.keySet());
        names.addAll(others.lines.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            List<String> here = lines.getOrDefault(name, List.of());
            List<String> there = others.lines.getOrDefault(name, List.of());
            if (!here.equals(there)) {
                Set<String> both = new HashSet<>(here);
                both.retainAll(new HashSet<>(there));
                here.stream()
                        .filter(line -> !both.contains(line))
                        .limit(3)
                        .forEach(line -> differences.add(name + " has: " + line));
                there.stream()
                        .filter(line -> !both.contains(line))
                        .limit(3)
                        .forEach(line -> differences.add(name + " lacks: " + line));
                if (here.size() != there.size()) {
                    differences.add(name + " has " + here.size() + " lines instead of " + there.size());
                }
            }
        }
        return differences;
    }
}
