package dev.chatmigration.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.StatusManager;
import dev.chatmigration.MigrationApplication;
import dev.chatmigration.database.NoRoom;
import dev.chatmigration.database.Origin;
import dev.chatmigration.domain.account.Account;
import dev.chatmigration.importing.LegacyAccounts;
import dev.chatmigration.jobs.JobRuns;
import dev.chatmigration.jobs.RunLog;
import dev.chatmigration.jobs.Timeline;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import dev.chatmigration.settings.MigrationSettings;
import dev.chatmigration.steps.Night;
import dev.chatmigration.steps.StepProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.SpringProperties;
import org.springframework.validation.FieldError;

/** The application, with its database or without, for the length of one command. */
final class Session implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final @Nullable DataDirectory lock;
    private @Nullable Thread terminationHook;

    private Session(ConfigurableApplicationContext context, @Nullable DataDirectory lock) {
        this.context = context;
        this.lock = lock;
    }

    /**
     * Opens the database for a command that asks or changes something and ends; what it does not need is not started.
     *
     * @throws CommandRefused as {@link #open(Common, StepProgress)}
     */
    static Session answer(Common common) {
        return open(common, null, List.of(), true);
    }

    /**
     * Opens the database and starts what works on it.
     *
     * @param progress where steps report; null where nobody watches
     * @throws CommandRefused where there is no database, another process has it, or a setting makes no sense
     */
    static Session open(Common common, @Nullable StepProgress progress) {
        return open(common, progress, List.of(), false);
    }

    /** Opens it with further settings, each as {@code --name=value}; they go before all others. */
    static Session open(Common common, @Nullable StepProgress progress, List<String> settings) {
        return open(common, progress, settings, false);
    }

    private static Session open(
            Common common, @Nullable StepProgress progress, List<String> settings, boolean onlyWhatIsNeeded) {
        Path data = DataDirectory.prepare(common.data);
        DataDirectory lock = common.embedded() ? DataDirectory.lock(data) : null;
        List<String> arguments = new ArrayList<>(List.of("--migration.data-dir=" + data));
        arguments.addAll(settings);
        if (common.profile != null) {
            arguments.add("--spring.profiles.active=" + common.profile);
        }
        var application = new SpringApplicationBuilder(MigrationApplication.class)
                .main(MigrationApplication.class)
                .registerShutdownHook(false)
                .lazyInitialization(onlyWhatIsNeeded)
                .initializers(context -> {
                    keepOffTheConsole();
                    context.addBeanFactoryPostProcessor(new WithoutEventListenerMethods());
                    if (progress != null && context instanceof GenericApplicationContext generic) {
                        generic.registerBean(StepProgress.class, () -> progress, bean -> bean.setPrimary(true));
                    }
                });
        try {
            ConfigurableApplicationContext context = application.run(arguments.toArray(String[]::new));
            Session session = new Session(context, lock);
            if (progress != null) {
                session.terminationHook = Termination.on(session::stopJobs);
            }
            return session;
        } catch (RuntimeException e) {
            close(lock);
            throw refusal(e, data);
        }
    }

    /** No bean listens to events by a method of its own, and to look for one in all beans takes a short command long. */
    private static final class WithoutEventListenerMethods implements BeanDefinitionRegistryPostProcessor {
        @Override
        public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry beans) {
            beans.removeBeanDefinition(AnnotationConfigUtils.EVENT_LISTENER_PROCESSOR_BEAN_NAME);
        }
    }

    /** A log that cannot be written, for instance on a full disk, would say so with a stack trace for each line. */
    private static void keepOffTheConsole() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) {
            StatusManager manager = log.getStatusManager();
            manager.getCopyOfStatusListenerList().forEach(manager::remove);
        }
    }

    /**
     * Starts what needs settings and no database.
     *
     * @param source names what is started
     * @throws CommandRefused where a setting makes no sense
     */
    static Session withoutDatabase(Common common, Class<?> source) {
        // Nothing is made in the data directory, not even a log.
        List<String> arguments =
                new ArrayList<>(List.of("--migration.data-dir=" + common.data, "--logging.file.name="));
        if (common.profile != null) {
            arguments.add("--spring.profiles.active=" + common.profile);
        }
        // The build made ready what works on a database.
        SpringProperties.setProperty(AotDetector.AOT_ENABLED, "false");
        try {
            return new Session(new SpringApplicationBuilder(source).run(arguments.toArray(String[]::new)), null);
        } catch (RuntimeException e) {
            throw refusal(e, null);
        }
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** The instant a command acts at: on the simulated clock of a simulated database, else the machine's. */
    Instant now() {
        return Timeline.now(
                get(Origin.class), get(RunLog.class), Clock.systemUTC().instant());
    }

    /** Ends the jobs of this process with the chunk at hand, on behalf of who asked for it. */
    void stopJobs() {
        Act act = lock == null
                ? null
                : StopRequest.takeFrom(get(MigrationSettings.class).dataDir())
                        .map(request -> request.act(now()))
                        .orElse(null);
        get(JobRuns.class).stopHere(act);
    }

    /** The latest nightly run at the instant a command acts at; empty where no night has run yet. */
    Optional<Night> latestNight() {
        Instant now = now();
        return get(RunLog.class)
                .latest("nightly")
                .map(run -> new Night(run.id(), LocalDate.ofInstant(now, ZoneOffset.UTC), now));
    }

    /**
     * The account a command is about.
     *
     * @throws CommandRefused where the database knows no such account
     */
    Account account(long id) {
        return get(LegacyAccounts.class).accounts(List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> noSuchAccount(id));
    }

    /** What a command says that was given an account the database does not know. */
    static CommandRefused noSuchAccount(long id) {
        return CommandRefused.nothingStarted("There is no account " + id + ".");
    }

    private static CommandRefused refusal(RuntimeException failure, @Nullable Path data) {
        Optional<String> noRoom = data == null ? Optional.empty() : NoRoom.sentence(failure, data);
        if (noRoom.isPresent()) {
            return CommandRefused.nothingStarted("The database cannot be used. " + noRoom.get());
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindValidationException invalid) {
                return CommandRefused.nothingStarted("A setting makes no sense: "
                        + invalid.getValidationErrors().getAllErrors().stream()
                                .map(error -> invalid.getValidationErrors().getName()
                                        + (error instanceof FieldError field ? "." + field.getField() : "") + " "
                                        + error.getDefaultMessage())
                                .collect(Collectors.joining("; "))
                        + ".");
            }
            if (cause instanceof BindException unreadable) {
                Throwable reason = NestedExceptionUtils.getMostSpecificCause(unreadable);
                return CommandRefused.nothingStarted(
                        "Setting " + unreadable.getName() + " cannot be used: " + firstLine(reason.getMessage()));
            }
            if (cause instanceof SQLException sql) {
                return CommandRefused.nothingStarted("The database cannot be used: " + firstSentence(sql.getMessage())
                        + " Check that it runs and that MIGRATION_DATABASE_URL, MIGRATION_DATABASE_USER and"
                        + " MIGRATION_DATABASE_PASSWORD are right.");
            }
        }
        Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
        return CommandRefused.nothingStarted("The application did not start: " + firstLine(root.getMessage())
                + (data == null ? "" : " Details are in " + data.resolve("log/migration.log") + "."));
    }

    private static String firstSentence(@Nullable String message) {
        String line = firstLine(message);
        int end = line.indexOf(". ");
        return end < 0 ? line : line.substring(0, end + 1);
    }

    private static String firstLine(@Nullable String message) {
        String line =
                message == null ? "" : message.lines().findFirst().orElse("").strip();
        return line.isEmpty() || line.endsWith(".") ? line : line + ".";
    }

    static void close(@Nullable DataDirectory lock) {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                throw CommandRefused.nothingStarted("The data directory cannot be given back: " + e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        if (terminationHook != null) {
            Termination.over(terminationHook);
        }
        context.close();
        close(lock);
    }
}
