package dev.chatmigration.testing;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.database.TestMigration;
import dev.chatmigration.domain.account.Account;
import dev.chatmigration.importing.LegacyAccounts;
import dev.chatmigration.jobs.JobRuns;
import dev.chatmigration.jobs.RunLog.Outcome;
import dev.chatmigration.jobs.RunLog.Run;
import dev.chatmigration.scheduling.AccountMigrations;
import dev.chatmigration.scheduling.AccountVerbs;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import dev.chatmigration.scheduling.AccountVerbs.Answer;
import dev.chatmigration.scheduling.MigrationState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole product on a database, and what operations and tests do with it. Mails become files in a folder. */
public final class MigrationBench implements AutoCloseable {
    /** One application per database for the whole test run; it stops with the JVM. */
    private static final Map<TestDatabase, MigrationBench> SHARED = new EnumMap<>(TestDatabase.class);

    private static final Set<String> KEPT = Set.of("flyway_schema_history", "dispatch_turn", "new_agent_id");
    /** What is different in every run and says nothing about what it decided. */
    private static final Set<String> RECORDS_OF_RUNS = Set.of("run", "import_file", "flyway_schema_history");

    private static final Set<String> MARKS_OF_RUNS = Set.of("seen_run", "run_id", "reject_id");

    private final TestDatabase database;
    private final TestMigration migration;
    private final Path data;

    private MigrationBench(TestDatabase database, String... settings) {
        this.database = database;
        data = Path.of("target", "bench", database + "-" + UUID.randomUUID()).toAbsolutePath();
        String[] all = new String[settings.length + 1];
        all[0] = "migration.data-dir=" + data;
        System.arraycopy(settings, 0, all, 1, settings.length);
        migration = TestMigration.on(database, all);
    }

    /** An application of default settings with empty tables. */
    public static MigrationBench on(TestDatabase database) {
        MigrationBench bench = SHARED.computeIfAbsent(database, MigrationBench::new);
        bench.empty();
        return bench;
    }

    /** An application of its own; whoever asks for it closes it. */
    public static MigrationBench with(TestDatabase database, String... settings) {
        return new MigrationBench(database, settings);
    }

    /** Forgets everything but the records of Spring Batch. */
    public void empty() {
        tables().stream()
                .filter(table -> !KEPT.contains(table) && !table.startsWith("batch_"))
                .forEach(table -> sql().sql("DELETE FROM " + table).update());
        sql().sql("UPDATE new_agent_id SET next_id = 8000000000000000").update();
    }

    public <T> T bean(Class<T> type) {
        return migration.bean(type);
    }

    public JdbcClient sql() {
        return migration.sql();
    }

    /** The folder that holds mails and link key. */
    public Path data() {
        return data;
    }

    /** The nightly job at an instant, for the night of its UTC date; it must complete. */
    public Run nightly(TestFeed feed, String asOf) {
        return completed(tryNightly(feed, asOf));
    }

    /** The nightly job, however it ends. */
    public Run tryNightly(TestFeed feed, String asOf) {
        Instant now = Instant.parse(asOf);
        return bean(JobRuns.class).nightly(feed.write(), LocalDate.ofInstant(now, ZoneOffset.UTC), now);
    }

    /** The upgrade job; it must complete. */
    public Run upgrade(Instant asOf) {
        return completed(bean(JobRuns.class).upgrade(asOf));
    }

    public Run upgrade(String asOf) {
        return upgrade(Instant.parse(asOf));
    }

    private static Run completed(Run run) {
        if (run.outcome() != Outcome.COMPLETED) {
            throw new AssertionError("The " + run.job() + " job ended " + run.outcome() + ": " + run.problem());
        }
        return run;
    }

    public MigrationState state(long account) {
        return bean(AccountMigrations.class).of(account);
    }

    /** The start of the slot that an account has. */
    public Instant slot(long account) {
        return state(account).promised().start();
    }

    public Account account(long account) {
        return bean(LegacyAccounts.class).accounts(List.of(account)).get(0);
    }

    /** What a person does to an account. */
    public interface Verb {
        Answer apply(AccountVerbs verbs, Account account, Act act);
    }

    public Answer act(long account, String at, Verb verb) {
        Act act = new Act(Instant.parse(at), "Ann", "we asked for it");
        return inTransaction(() -> verb.apply(bean(AccountVerbs.class), account(account), act));
    }

    public <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(
                new TransactionTemplate(bean(PlatformTransactionManager.class)).execute(status -> work.get()),
                "The work gave no answer");
    }

    /** Does the second while the first is done and not committed, and commits it once the second waits for it or ended. */
    public void beside(Runnable uncommitted, Runnable meanwhile) {
        TransactionTemplate transaction = new TransactionTemplate(bean(PlatformTransactionManager.class));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<?> doing = transaction.execute(status -> {
                uncommitted.run();
                Future<?> begun = other.submit(() -> transaction.executeWithoutResult(its -> meanwhile.run()));
                while (!begun.isDone() && !isAnybodyWaiting()) {
                    LockSupport.parkNanos(1_000_000);
                }
                return begun;
            });
            Objects.requireNonNull(doing).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("What was done meanwhile failed", e);
        } finally {
            other.shutdown();
        }
    }

    private boolean isAnybodyWaiting() {
        return sql().sql(
                                database == TestDatabase.H2
                                        ? "SELECT COUNT(*) FROM information_schema.sessions WHERE blocker_id IS NOT NULL"
                                        : """
                                        SELECT COUNT(*) FROM pg_stat_activity
                                         WHERE datname = current_database() AND wait_event_type = 'Lock'
                                        """)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Operations set the slot of an account, which must be possible; answers its start. */
    public Instant schedule(long account, String at, String local) {
        Answer answer = act(account, at, (verbs, known, act) -> verbs.schedule(known, LocalDateTime.parse(local), act));
        if (!answer.done()) {
            throw new AssertionError(answer.sentence());
        }
        return slot(account);
    }

    /** Each step of an account, such as {@code SLOT_SET REQUESTED SCHEDULED batch}. */
    public List<String> history(long account) {
        return sql().sql("""
                SELECT what, from_value, to_value, done_by FROM audit WHERE account_id = :account AND subject IS NULL
                 ORDER BY audit_id
                """)
                .param("account", account)
                .query((row, number) ->
                        String.join(" ", row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }

    /** Kind and recipient of each mail of an account, as in {@code SCHEDULED ann@shop.example}. */
    public List<String> mails(long account) {
        return sql().sql("SELECT kind, recipient FROM outbox WHERE account_id = :account ORDER BY kind, recipient")
                .param("account", account)
                .query((row, number) -> row.getString(1) + " " + row.getString(2))
                .list();
    }

    /** Kinds of the mails of an account, each once. */
    public List<String> kindsOfMail(long account) {
        return sql().sql("SELECT DISTINCT kind FROM outbox WHERE account_id = :account ORDER BY kind")
                .param("account", account)
                .query(String.class)
                .list();
    }

    /** Every notice of a kind as it was written, by recipient. */
    public List<String> notices(long account, String kind) {
        return sql().sql("SELECT notice FROM outbox WHERE account_id = :account AND kind = :kind ORDER BY recipient")
                .param("account", account)
                .param("kind", kind)
                .query(String.class)
                .list();
    }

    public long count(String table) {
        return sql().sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
    }

    /** How many accounts each instant is booked for, and how many have it: always the same. */
    public Map<Instant, Long> bookedSlots() {
        return slots("SELECT slot_start, used FROM slot_use WHERE used <> 0");
    }

    public Map<Instant, Long> promisedSlots() {
        return slots(
                "SELECT slot_start, COUNT(*) FROM account_migration WHERE slot_start IS NOT NULL GROUP BY slot_start");
    }

    private Map<Instant, Long> slots(String sql) {
        Map<Instant, Long> slots = new TreeMap<>();
        sql().sql(sql).query(row -> {
            slots.put(row.getObject(1, OffsetDateTime.class).toInstant(), row.getLong(2));
        });
        return slots;
    }

    /** Every row of every table of ours but the records of runs, to compare before and after. */
    public Map<String, List<String>> everything() {
        return tables().stream()
                .filter(table -> !RECORDS_OF_RUNS.contains(table) && !table.startsWith("batch_"))
                .collect(Collectors.toMap(table -> table, this::rows, (one, other) -> one, TreeMap::new));
    }

    /** Every row of every table, Spring Batch's too; bytes as Latin-1, without soft line breaks. */
    public Map<String, List<String>> allText() {
        return tables().stream()
                .filter(table -> !table.equals("flyway_schema_history"))
                .collect(Collectors.toMap(table -> table, this::rows, (one, other) -> one, TreeMap::new));
    }

    private List<String> rows(String table) {
        return sql().sql("SELECT * FROM " + table).query().listOfRows().stream()
                .map(row -> row.entrySet().stream()
                        .filter(column ->
                                !MARKS_OF_RUNS.contains(column.getKey().toLowerCase(Locale.ROOT)))
                        .map(column -> column.getKey().toLowerCase(Locale.ROOT) + "=" + text(column.getValue()))
                        .collect(Collectors.joining(", ")))
                .sorted()
                .toList();
    }

    private static String text(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1).replace("=\r\n", "");
        }
        return String.valueOf(value);
    }

    private List<String> tables() {
        return sql().sql("""
                SELECT LOWER(table_name) FROM information_schema.tables
                 WHERE LOWER(table_schema) = 'public' AND table_type IN ('BASE TABLE', 'TABLE')
                """).query(String.class).list();
    }

    @Override
    public void close() {
        migration.close();
    }
}
