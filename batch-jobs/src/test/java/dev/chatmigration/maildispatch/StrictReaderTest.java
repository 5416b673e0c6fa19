package dev.chatmigration.maildispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.chatmigration.domain.notification.Notice;
import dev.chatmigration.mail.Example;
import dev.chatmigration.mail.Language;
import dev.chatmigration.notification.NoticeJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** What a mail reader that we did not write makes of every message: Python's, which can be told to refuse any defect. */
class StrictReaderTest {
    private static final List<String> NAMES = List.of(
            "Eve\r\nBcc: eve@evil.example\r\n\r\n<b>hi</b>",
            "\u202egnp.exe \u0000 =?utf-8?Q?x?= <a@b.example>, \"Eve\\\"; é",
            "=?utf-8?B?RXZl4oCu?= <eve@evil.example>",
            "名前 👩\u200d💻 Übermäßig".repeat(60),
            "W".repeat(1000));

    /** What others write into a notice. */
    private static final List<String> WRITTEN_BY_OTHERS =
            List.of("name", "subdomain", "agentName", "oldAddress", "signInAddress", "reason", "examples");

    private final JsonMapper json = new JsonMapper();

    @TempDir
    private Path folder;

    @Test
    void findsNoDefectInAnyKindInAnyLanguage() throws Exception {
        try (ConfigurableApplicationContext application = application()) {
            MailPreview preview = application.getBean(MailPreview.class);
            for (Language language : Language.all()) {
                for (Example example : Example.all().toList()) {
                    Files.write(
                            folder.resolve(example + "." + language.tag() + ".eml"),
                            preview.message(example, language));
                }
            }
        }

        assertThat(faultsIn(Language.all().size() * (int) Example.all().count()))
                .isEmpty();
    }

    @Test
    void findsOneRecipientAndNoDefectWhateverPeopleAreCalled() throws Exception {
        try (ConfigurableApplicationContext application = application()) {
            MailComposer composer = application.getBean(MailComposer.class);
            for (int name = 0; name < NAMES.size(); name++) {
                for (Example example : Example.all().toList()) {
                    Language language = Language.all().get(name % Language.all().size());
                    Files.write(
                            folder.resolve(example + "." + name + ".eml"),
                            composer.compose(
                                            mail(example.notice(), NAMES.get(name), language),
                                            MailAddress.of(Example.RECIPIENT),
                                            Example.WRITTEN_AT)
                                    .bytes());
                }
            }
        }

        assertThat(faultsIn(NAMES.size() * (int) Example.all().count())).isEmpty();
    }

    private static ConfigurableApplicationContext application() {
        return new SpringApplicationBuilder(MailPreview.class).run("--logging.file.name=");
    }

    private OutboxMail mail(Notice notice, String name, Language language) {
        JsonNode facts = json.readTree(NoticeJson.write(notice));
        rename(facts, name);
        return new OutboxMail(
                "hostile@mail.chat-upgrade.example",
                notice.kind(),
                facts.toString(),
                Example.RECIPIENT,
                name,
                language.tag(),
                MailStatus.PENDING,
                0,
                false,
                Example.WRITTEN_AT,
                null,
                null);
    }

    private static void rename(JsonNode facts, String name) {
        if (facts instanceof ObjectNode object) {
            for (String field : List.copyOf(object.propertyNames())) {
                if (!WRITTEN_BY_OTHERS.contains(field) || object.get(field).isNull()) {
                    rename(object.get(field), name);
                } else if (object.get(field) instanceof ArrayNode array) {
                    array.removeAll().add(name);
                } else {
                    object.set(field, StringNode.valueOf(name));
                }
            }
        } else if (facts instanceof ArrayNode array) {
            array.forEach(each -> rename(each, name));
        }
    }

    private List<String> faultsIn(int written) throws Exception {
        Path script = Files.createTempFile(folder, "strict", ".py");
        try (var source = StrictReaderTest.class.getResourceAsStream("/strict_mail.py")) {
            assertThat(source).isNotNull();
            Files.write(script, source.readAllBytes());
        }
        Path said = folder.resolve("said.txt");
        Process python = python(script, said);
        assertThat(python.waitFor(2, TimeUnit.MINUTES)).isTrue();
        List<String> lines = Files.readAllLines(said, UTF_8);
        // A script that fails says so on the last line.
        assertThat(lines.get(lines.size() - 1)).isEqualTo(written + " mails read");
        return lines.subList(0, lines.size() - 1);
    }

    private Process python(Path script, Path said) throws IOException {
        try {
            return new ProcessBuilder("python3", script.toString(), folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "Mails are not read by a second reader here: there is no python3");
            throw e;
        }
    }
}
