package dev.chatmigration.cli;

import dev.chatmigration.domain.widgetdetection.PageSource;
import dev.chatmigration.domain.widgetdetection.PageWidgets;
import dev.chatmigration.domain.widgetdetection.WidgetDetector;
import dev.chatmigration.pagefetching.FetchOutcome;
import dev.chatmigration.pagefetching.FetchRules;
import dev.chatmigration.pagefetching.PageFetcher;
import dev.chatmigration.pagefetching.PageText;
import dev.chatmigration.reporting.Shapes;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "page",
        mixinStandardHelpOptions = true,
        description = "Which chat widget a page, template or script carries; one JSON line each.")
class InspectPageCommand implements Callable<Integer> {
    private final WidgetDetector detector = new WidgetDetector();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|URL",
            description = "Pages, page templates or scripts; http:// and https:// addresses are fetched.")
    private List<String> pages;

    @Option(
            names = "--account-key",
            paramLabel = "K",
            description = "The account's own widget key; keys of others are listed as foreign_keys.")
    private @Nullable String accountKey;

    @Option(
            names = "--allow-private",
            description = "Fetch from private addresses and any port too, for pages of your own machine or network.")
    private boolean allowPrivate;

    @Option(
            names = "--contact",
            paramLabel = "ADDRESS",
            defaultValue = "${env:MIGRATION_FETCH_CONTACT}",
            description = "Where the owner of a site learns who you are; stands in the User-Agent."
                    + " Default: MIGRATION_FETCH_CONTACT.")
    private @Nullable URI contact;

    /** Every command takes these; this one has no use for them. */
    @Mixin
    @SuppressWarnings("UnusedVariable")
    private Common common;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        int exitCode = ExitCode.DONE;
        try (PageFetcher fetcher = pages.stream().anyMatch(InspectPageCommand::isAddress)
                ? new PageFetcher(FetchRules.usual(allowPrivate, contact))
                : null) {
            for (String page : pages) {
                try {
                    PageSource source = fetcher != null && isAddress(page) ? fetched(page, fetcher) : read(page);
                    out.println(ConsoleJson.of(inspect(page, source)));
                } catch (CommandRefused refused) {
                    err.println(refused.getMessage());
                    exitCode = ExitCode.UNFINISHED;
                }
            }
        }
        return exitCode;
    }

    private Map<String, @Nullable Object> inspect(String page, PageSource source) {
        PageWidgets seen = detector.detect(source);
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("file", page);
        line.putAll(Shapes.page(page, seen));
        if (accountKey != null) {
            line.put("foreign_keys", seen.foreignKeys(accountKey, accountKey, ""));
        }
        return line;
    }

    /** A name of a file that is spelt so is none that anybody has. */
    private static boolean isAddress(String page) {
        return page.matches("(?i)https?://.*");
    }

    private static PageSource fetched(String page, PageFetcher fetcher) {
        FetchOutcome outcome = fetcher.fetch(page);
        if (outcome instanceof FetchOutcome.NotFetched not) {
            throw CommandRefused.nothingStarted(not.sentence());
        }
        FetchOutcome.Fetched fetched = (FetchOutcome.Fetched) outcome;
        return new PageSource(page, fetched.text(), fetched.headers());
    }

    private static PageSource read(String page) {
        try {
            return new PageSource(page, PageText.of(Files.readAllBytes(Path.of(page)), null));
        } catch (IOException | InvalidPathException e) {
            throw CommandRefused.nothingStarted("The page " + page + " cannot be read ("
                    + e.getClass().getSimpleName() + "); name an existing file.");
        }
    }
}
