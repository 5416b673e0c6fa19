package dev.chatmigration.cli;

import dev.chatmigration.domain.notification.NoticeKind;
import dev.chatmigration.mail.Example;
import dev.chatmigration.mail.Language;
import dev.chatmigration.maildispatch.MailPreview;
import dev.chatmigration.reporting.MailPreviews;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        description = "Writes every notice in every language with example facts, as page, text, message and calendar"
                + " entry, and an index.html that leads to them. Needs no database and sends nothing.")
class MailPreviewCommand implements Callable<Integer> {
    @Option(names = "--kind", paramLabel = "KIND", description = "Only notices of this kind, such as set-password.")
    private @Nullable String kind;

    @Option(
            names = "--locale",
            paramLabel = "LOCALE",
            description = "Only for readers of this locale, such as fr or en-GB.")
    private @Nullable String locale;

    @Parameters(paramLabel = "DIR", description = "Where the files go; made if it is missing.")
    private Path directory;

    @Mixin
    private Common common;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<Example> examples = examples();
        List<Language> languages = languages();
        makeDirectory();
        try (Session session = Session.withoutDatabase(common, MailPreview.class)) {
            new MailPreviews(session.get(MailPreview.class), directory).write(examples, languages);
        } catch (IOException e) {
            throw new CommandRefused(
                    ExitCode.UNFINISHED, "The notices could not be written to " + directory + " (" + e + ").");
        }
        spec.commandLine()
                .getOut()
                .println("Wrote " + examples.size() + " notices in "
                        + languages.stream().map(Language::tag).collect(Collectors.joining(", ")) + "; open "
                        + directory.resolve("index.html") + ".");
        return ExitCode.DONE;
    }

    private List<Example> examples() {
        if (kind == null) {
            return Example.all().toList();
        }
        String wanted = kind.strip().replace('_', '-').toLowerCase(Locale.ROOT);
        if (Arrays.stream(NoticeKind.values()).noneMatch(each -> label(each).equals(wanted))) {
            throw CommandRefused.nothingStarted("There is no kind of notice '" + kind + "'; there are "
                    + Arrays.stream(NoticeKind.values())
                            .map(MailPreviewCommand::label)
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        return Example.all()
                .filter(example -> label(example.notice().kind()).equals(wanted))
                .toList();
    }

    private List<Language> languages() {
        if (locale == null) {
            return Language.all();
        }
        return List.of(Language.closestTo(locale)
                .orElseThrow(() -> CommandRefused.nothingStarted("No notice is written for readers of '" + locale
                        + "'; the languages are "
                        + Language.all().stream().map(Language::tag).collect(Collectors.joining(", ")) + ".")));
    }

    private void makeDirectory() {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw CommandRefused.nothingStarted(
                    "The directory " + directory + " cannot be made (" + e.getMessage() + ").");
        }
        if (!Files.isWritable(directory)) {
            throw CommandRefused.nothingStarted("The directory " + directory + " is not writable.");
        }
    }

    private static String label(NoticeKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
