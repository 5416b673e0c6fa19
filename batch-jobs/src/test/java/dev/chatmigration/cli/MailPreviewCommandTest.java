package dev.chatmigration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.mail.Example;
import dev.chatmigration.mail.Language;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MailPreviewCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everyNoticeIsWrittenInEveryLanguageAndTheIndexLeadsToEachFile() throws IOException {
        assertThat(preview()).isZero();

        Document index = Jsoup.parse(Files.readString(folder.resolve("new/index.html")));
        assertThat(index.select("a[href]").eachAttr("href")).containsExactlyInAnyOrderElementsOf(files());
        assertThat(index.select("table")).hasSameSizeAs(Language.all());
        for (Language language : Language.all()) {
            assertThat(Example.all().map(Example::name))
                    .allSatisfy(name -> assertThat(files())
                            .contains(
                                    language.tag() + "/" + name + ".html",
                                    language.tag() + "/" + name + ".txt",
                                    language.tag() + "/" + name + ".eml"));
        }
        assertThat(files()).contains("fr/scheduled.ics", "fr/scheduled.product.txt");
        assertThat(out.toString()).contains("open " + folder.resolve("new/index.html"));
    }

    @Test
    void noLinkInItActsAndNoDataDirectoryIsMade() throws IOException {
        assertThat(preview(
                        "--kind",
                        "set_password",
                        "--locale",
                        "fr_CH",
                        "--data",
                        folder.resolve("data").toString()))
                .isZero();

        assertThat(files())
                .allMatch(file -> file.startsWith("fr-CH/set-password"))
                .contains("fr-CH/set-password.eml", "fr-CH/set-password-for-a-new-address.html")
                .noneMatch(file -> file.contains("reminder"));
        assertThat(Files.readString(folder.resolve("new/fr-CH/set-password.txt"), StandardCharsets.UTF_8))
                .contains("/setup/SETUPXTOKENXPLACEHOLDER");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void aKindOrALocaleThatDoesNotExistNamesThoseThatDo() {
        assertThat(preview("--kind", "birthday")).isEqualTo(1);
        assertThat(preview("--locale", "tlh")).isEqualTo(1);

        assertThat(err.toString().lines())
                .satisfiesExactly(
                        kind -> assertThat(kind)
                                .startsWith("There is no kind of notice 'birthday'; there are scheduled, rescheduled,")
                                .endsWith("."),
                        locale -> assertThat(locale)
                                .startsWith("No notice is written for readers of 'tlh'; the languages are ")
                                .contains("en, ")
                                .endsWith("."));
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void aFileInThePlaceOfTheDirectoryStartsNothing() throws IOException {
        Files.writeString(folder.resolve("new"), "mine");

        assertThat(preview()).isEqualTo(1);
        assertThat(err.toString()).contains("cannot be made");
    }

    private int preview(String... options) {
        String[] arguments = Stream.concat(
                        Stream.of("mail", "preview", folder.resolve("new").toString()), Stream.of(options))
                .toArray(String[]::new);
        CommandLine migrate = Migrate.commandLine(arguments);
        migrate.setOut(new PrintWriter(out, true));
        migrate.setErr(new PrintWriter(err, true));
        return migrate.execute(arguments);
    }

    /** Those written, as the index names them; the index itself is none of them. */
    private List<String> files() throws IOException {
        try (Stream<Path> paths = Files.walk(folder.resolve("new"))) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> folder.resolve("new").relativize(path).toString())
                    .filter(path -> !path.equals("index.html"))
                    .toList();
        }
    }
}
