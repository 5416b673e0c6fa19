package dev.chatmigration.maildispatch;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.database.TestMigration;
import dev.chatmigration.domain.notification.Notice;
import dev.chatmigration.notification.NoticeTo;
import dev.chatmigration.notification.Notices;
import dev.chatmigration.steps.StepProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The application with two mail servers, a scripted and a well-behaved one, and what tests do with it. */
final class DispatchBench implements AutoCloseable {
    final ScriptedSmtpServer server = new ScriptedSmtpServer();
    final GreenMail greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private final TestMigration migration;
    private int runs;

    DispatchBench(TestDatabase database, Path data, String... more) {
        greenMail.start();
        List<String> settings = new ArrayList<>(List.of(
                "migration.data-dir=" + data,
                "test.setup-tokens=true",
                "test.ticker=true",
                "migration.mail.domain-limits=slow.example=2",
                "migration.administrator-hours=00:00-23:59",
                "spring.mail.host=127.0.0.1",
                "spring.mail.port=" + server.port()));
        settings.addAll(List.of(more));
        migration = TestMigration.on(database, settings.toArray(String[]::new));
    }

    /** Empty tables, links that work, and the scripted server taking everything. */
    void reset() throws Exception {
        for (String table : new String[] {
            "outbox", "mail_attempt", "in_product_message", "account_migration", "brake", "database_origin"
        }) {
            sql().sql("DELETE FROM " + table).update();
        }
        server.reset();
        greenMail.purgeEmailFromAllMailboxes();
        setupTokens().linksWork();
        ticker().reset();
        sendTo(server.port());
        signInAs(null, null);
        waitAtMost(Duration.ofMinutes(1));
        requireEncryption(false);
    }

    void sendTo(int port) {
        migration.bean(JavaMailSenderImpl.class).setPort(port);
    }

    void signInAs(@Nullable String name, @Nullable String password) {
        migration.bean(JavaMailSenderImpl.class).setUsername(name);
        migration.bean(JavaMailSenderImpl.class).setPassword(password);
    }

    void waitAtMost(Duration time) {
        migration
                .bean(JavaMailSenderImpl.class)
                .getJavaMailProperties()
                .setProperty("mail.smtp.timeout", Long.toString(time.toMillis()));
    }

    void requireEncryption(boolean required) {
        migration
                .bean(JavaMailSenderImpl.class)
                .getJavaMailProperties()
                .setProperty("mail.smtp.starttls.required", Boolean.toString(required));
    }

    /** Every row of the tables that the dispatch writes, and of those of Spring Batch that keep what went wrong. */
    String everythingStored() {
        StringBuilder stored = new StringBuilder();
        for (String table : List.of("outbox", "mail_attempt", "batch_step_execution", "batch_step_execution_context")) {
            sql().sql("SELECT * FROM " + table).query().listOfRows().forEach(stored::append);
        }
        return stored.toString();
    }

    FakeSetupTokens setupTokens() {
        return migration.bean(FakeSetupTokens.class);
    }

    <T> T bean(Class<T> type) {
        return migration.bean(type);
    }

    TestTicker ticker() {
        return migration.bean(TestTicker.class);
    }

    DispatchTurn turns() {
        return migration.bean(DispatchTurn.class);
    }

    Mails mails() {
        return migration.bean(Mails.class);
    }

    JdbcClient sql() {
        return migration.sql();
    }

    void write(Instant now, String recipient, Notice... notices) {
        write(
                now,
                Arrays.stream(notices)
                        .map(notice -> new NoticeTo(notice, recipient, "Ann Lee", "en", "en", "", 1))
                        .toArray(NoticeTo[]::new));
    }

    void write(Instant now, NoticeTo... notices) {
        new TransactionTemplate(migration.bean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> migration.bean(Notices.class).write(Arrays.asList(notices), now));
    }

    /** Runs the step, which must complete, and tells its problem. */
    Optional<String> dispatch(Instant asOf) throws Exception {
        StepExecution execution = run(asOf);
        if (!execution.getExitStatus().getExitCode().equals(ExitStatus.COMPLETED.getExitCode())) {
            throw new AssertionError(execution.getExitStatus().toString());
        }
        return MailDispatch.problem(execution);
    }

    private StepExecution run(Instant asOf) throws Exception {
        JobRepository jobs = migration.bean(JobRepository.class);
        Job job = new JobBuilder("dispatch alone", jobs)
                .start(migration
                        .bean(MailDispatchConfiguration.class)
                        .mailDispatchStep(
                                jobs,
                                migration.bean(DueMails.class),
                                migration.bean(SendMails.class),
                                migration.bean(StepProgress.class)))
                .build();
        JobExecution execution = migration
                .bean(JobOperator.class)
                .start(
                        job,
                        new JobParametersBuilder()
                                .addString("asOf", asOf.toString())
                                .addLong("run", (long) ++runs)
                                .toJobParameters());
        return execution.getStepExecutions().iterator().next();
    }

    /** Status, attempts and answer of the only mail. */
    Row only() {
        return sql().sql("SELECT message_id, status, attempts, answer, next_attempt_at FROM outbox")
                .query((row, number) -> new Row(
                        row.getString("message_id"),
                        MailStatus.valueOf(row.getString("status")),
                        row.getInt("attempts"),
                        row.getString("answer"),
                        row.getObject("next_attempt_at", OffsetDateTime.class).toInstant()))
                .single();
    }

    /** Number, way, domain, outcome and answer of each attempt. */
    List<String> attempts() {
        return sql().sql("SELECT attempt, via, domain, outcome, answer FROM mail_attempt ORDER BY message_id, attempt")
                .query((row, number) -> "%s %s %s %s %s"
                        .formatted(
                                row.getInt(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)))
                .list();
    }

    @Override
    public void close() {
        migration.close();
        greenMail.stop();
        server.close();
    }

    record Row(
            String messageId,
            MailStatus status,
            int attempts,
            @Nullable String answer,
            Instant nextAttemptAt) {}
}
