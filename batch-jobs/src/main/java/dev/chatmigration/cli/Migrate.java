package dev.chatmigration.cli;

import dev.chatmigration.database.NoRoom;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        version = "chat-migration 0.1.0",
        description = "Moves legacy live-chat accounts to Chat Phase 4.",
        footer = {
            "",
            "Exit status: 0 done; 1 nothing was started; 2 done, and something new needs a person;",
            "3 a step or an input file could not be finished."
        })
public final class Migrate implements Runnable {
    /** In the order of the help. */
    private static final List<Class<?>> COMMANDS = List.of(
            RunCommand.class,
            NightlyCommand.class,
            UpgradeCommand.class,
            ServeCommand.class,
            StatusCommand.class,
            ExplainCommand.class,
            ReportCommand.class,
            ExportCommand.class,
            InspectCommand.class,
            ReviewCommand.class,
            SsoCommand.class,
            ScheduleCommand.class,
            CancelCommand.class,
            HoldCommand.class,
            ReleaseCommand.class,
            WaiveCommand.class,
            UndoCommand.class,
            StopCommand.class,
            RetryCommand.class,
            MailCommand.class,
            GenerateCommand.class);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        int status = commandLine(arguments).execute(arguments);
        Termination.ended(status);
        System.exit(status);
    }

    /**
     * The command line for these arguments. Where they begin with the name of a command it knows no other one: reading what
     * all commands take is a tenth of the time that a short one has.
     */
    static CommandLine commandLine(String... arguments) {
        CommandLine commandLine = new CommandLine(new Migrate());
        commandsFor(arguments).forEach(commandLine::addSubcommand);
        commandLine.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler(Migrate::usage);
        commandLine.setExecutionExceptionHandler(Migrate::refused);
        return commandLine;
    }

    private static List<Class<?>> commandsFor(String... arguments) {
        List<Class<?>> named = COMMANDS.stream()
                .filter(command -> arguments.length > 0
                        && command.getAnnotation(Command.class).name().equals(arguments[0]))
                .toList();
        return named.isEmpty() ? COMMANDS : named;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }

    private static int usage(ParameterException failure, String[] arguments) {
        PrintWriter err = failure.getCommandLine().getErr();
        err.println(failure.getMessage());
        UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("Try: ./migrate " + path(failure.getCommandLine()) + "--help");
        return ExitCode.NOTHING_STARTED;
    }

    private static String path(CommandLine commandLine) {
        String name = commandLine.getCommandSpec().qualifiedName();
        return name.equals("migrate") ? "" : name.substring("migrate ".length()) + " ";
    }

    private static Path data(CommandLine.ParseResult parsed) {
        CommandLine.ParseResult command = parsed;
        while (command.hasSubcommand()) {
            command = command.subcommand();
        }
        return command.matchedOptionValue("--data", Path.of("data"));
    }

    private static String sentence(Exception failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    private static int refused(Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
        if (failure instanceof CommandRefused refused) {
            commandLine.getErr().println(refused.getMessage());
            return refused.exitCode();
        }
        LoggerFactory.getLogger(Migrate.class).error("The command failed", failure);
        commandLine
                .getErr()
                .println("The command could not be finished: "
                        + NoRoom.sentence(failure, data(parsed))
                                .orElseGet(() -> sentence(failure) + " Details are in the log."));
        return ExitCode.UNFINISHED;
    }
}
