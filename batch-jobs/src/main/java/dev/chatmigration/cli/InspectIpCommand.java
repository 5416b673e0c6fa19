package dev.chatmigration.cli;

import dev.chatmigration.domain.ipreconciliation.AllowList;
import dev.chatmigration.domain.ipreconciliation.IpReconciler;
import dev.chatmigration.reporting.Shapes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "ip",
        mixinStandardHelpOptions = true,
        description = "Whether Support lets in everybody whom Chat lets in; one JSON line. A file holds one entry per"
                + " line, or entries between blanks; an absent or empty one means not restricted.")
class InspectIpCommand implements Callable<Integer> {
    @Option(names = "--chat", paramLabel = "FILE", description = "Chat's allow-list.")
    private @Nullable Path chat;

    @Option(names = "--support", paramLabel = "FILE", description = "Support's allow-list.")
    private @Nullable Path support;

    /** Every command takes these; this one has no use for them. */
    @Mixin
    @SuppressWarnings("UnusedVariable")
    private Common common;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<String> chatEntries = entries(chat);
        out.println(ConsoleJson.of(Shapes.ip(new IpReconciler()
                .reconcile(
                        AllowList.chat(!chatEntries.isEmpty(), chatEntries),
                        AllowList.support(true, String.join(" ", entries(support)))))));
        return ExitCode.DONE;
    }

    private static List<String> entries(@Nullable Path file) {
        if (file == null || Files.notExists(file)) {
            return List.of();
        }
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("[ \\t\\r\\n\\f]+"))
                    .filter(entry -> !entry.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw CommandRefused.nothingStarted(
                    "The list " + file + " cannot be read (" + e.getClass().getSimpleName() + ").");
        }
    }
}
