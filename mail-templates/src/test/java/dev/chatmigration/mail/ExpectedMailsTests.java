package dev.chatmigration.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.chatmigration.domain.notification.NoticeKind;
import dev.chatmigration.domain.notification.NoticeKind.Audience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every mail, letter by letter, in {@code src/test/resources/expected/<example>/<language>/}. After an intended change,
 * write the files anew and read the difference:
 *
 * <pre>mvn -pl domain,mail-templates test -Dmails.regenerate=true</pre>
 */
class ExpectedMailsTests {

    private static final Path EXPECTED = Path.of("src/test/resources/expected");
    private static final boolean REGENERATE = Boolean.getBoolean("mails.regenerate");

    static Stream<Arguments> everyMail() {
        return Example.all().flatMap(example -> Language.all().stream().map(it -> Arguments.of(example, it)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyMail")
    void looksAsExpected(Example example, Language language) throws IOException {
        RenderedMail mail = Rendering.mail(example.notice(), language);
        Path folder = EXPECTED.resolve(example.name()).resolve(language.tag());

        isAsIn(folder.resolve("subject.txt"), mail.subject() + "\n");
        isAsIn(folder.resolve("body.txt"), mail.text());
        isAsIn(folder.resolve("body.html"), mail.html());
        isAsIn(
                folder.resolve("calendar.ics"),
                mail.calendar() == null ? null : mail.calendar().ics());
        isAsIn(folder.resolve("in-product.txt"), inProductText(example, language));
    }

    @Test
    void noKindIsLeftOut() {
        assertThat(Example.all().map(example -> example.notice().kind()).collect(toSet()))
                .containsExactlyInAnyOrder(NoticeKind.values());
    }

    @Test
    void noFolderIsLeftOver() throws IOException {
        assumeFalse(REGENERATE, "the folders are being written");
        try (Stream<Path> folders = Files.list(EXPECTED)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            Example.all().map(Example::name).toList());
        }
    }

    @Test
    void anExampleIsNamedAfterItsKind() {
        assertThat(Example.all())
                .allSatisfy(example -> assertThat(Arrays.stream(NoticeKind.values())
                                .map(kind ->
                                        kind.name().toLowerCase(Locale.ROOT).replace('_', '-')))
                        .anySatisfy(kind -> assertThat(example.name()).startsWith(kind)));
    }

    private static @Nullable String inProductText(Example example, Language language) {
        return example.notice().audience() == Audience.ADMINISTRATOR
                ? new MailRenderer(Rendering.SETTINGS).inProductText(example.notice(), language) + "\n"
                : null;
    }

    private static void isAsIn(Path file, @Nullable String found) throws IOException {
        if (REGENERATE) {
            Files.createDirectories(file.getParent());
            if (found == null) {
                Files.deleteIfExists(file);
            } else {
                Files.writeString(file, found, UTF_8);
            }
        }
        if (found == null) {
            assertThat(file).doesNotExist();
        } else {
            assertThat(file).exists();
            assertThat(found).isEqualTo(Files.readString(file, UTF_8));
        }
    }
}
