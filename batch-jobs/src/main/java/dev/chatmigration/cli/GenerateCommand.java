package dev.chatmigration.cli;

import dev.chatmigration.generating.FeedGenerator;
import dev.chatmigration.generating.FeedSize;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = "Writes a believable feed; the same seed and number give the same bytes.")
class GenerateCommand implements Callable<Integer> {
    @Option(names = "--accounts", required = true, paramLabel = "N", description = "How many accounts.")
    private int accounts;

    @Option(names = "--seed", required = true, paramLabel = "S", description = "Any whole number.")
    private long seed;

    @Parameters(paramLabel = "DIR", description = "An empty directory, or one to be made.")
    private Path directory;

    /** Every command takes these; this one has no use for them. */
    @Mixin
    @SuppressWarnings("UnusedVariable")
    private Common common;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            new FeedGenerator(FeedSize.ofAccounts(accounts), seed).writeTo(directory);
        } catch (IllegalArgumentException e) {
            throw CommandRefused.nothingStarted(String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            throw new CommandRefused(ExitCode.UNFINISHED, "The feed could not be written: " + e.getMessage());
        }
        out.println("Wrote a feed of " + accounts + " accounts to " + directory + ".");
        return ExitCode.DONE;
    }
}
