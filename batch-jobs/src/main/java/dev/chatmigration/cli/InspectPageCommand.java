package dev.chatmigration.cli;

import dev.chatmigration.domain.widgetdetection.PageSource;
import dev.chatmigration.domain.widgetdetection.PageWidgets;
import dev.chatmigration.domain.widgetdetection.WidgetDetector;
import dev.chatmigration.reporting.Shapes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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
    /** What pages that are not UTF-8 are mostly written in; every byte stands for something in it. */
    private static final Charset FALLBACK = Charset.forName("windows-1252");

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Pages, page templates or scripts.")
    private List<String> pages;

    @Option(
            names = "--account-key",
            paramLabel = "K",
            description = "The account's own widget key; keys of others are listed as foreign_keys.")
    private @Nullable String accountKey;

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
        WidgetDetector detector = new WidgetDetector();
        int exitCode = ExitCode.DONE;
        for (String page : pages) {
            try {
                out.println(ConsoleJson.of(inspect(page, detector)));
            } catch (CommandRefused refused) {
                err.println(refused.getMessage());
                exitCode = ExitCode.UNFINISHED;
            }
        }
        return exitCode;
    }

    private Map<String, @Nullable Object> inspect(String page, WidgetDetector detector) {
        PageWidgets seen = detector.detect(new PageSource(page, read(page), Map.of()));
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("file", page);
        line.putAll(Shapes.page(page, seen));
        if (accountKey != null) {
            line.put("foreign_keys", seen.foreignKeys(accountKey, accountKey, ""));
        }
        return line;
    }

    private static String read(String page) {
        if (page.startsWith("http://") || page.startsWith("https://")) {
            throw CommandRefused.nothingStarted(
                    page + " is not fetched by this release; save the page and name the file.");
        }
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(Path.of(page));
        } catch (IOException | InvalidPathException e) {
            throw CommandRefused.nothingStarted("The page " + page + " cannot be read ("
                    + e.getClass().getSimpleName() + "); name an existing file.");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, FALLBACK);
        }
    }
}
