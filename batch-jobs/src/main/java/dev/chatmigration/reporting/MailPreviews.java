package dev.chatmigration.reporting;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatmigration.domain.notification.NoticeKind.Audience;
import dev.chatmigration.mail.Example;
import dev.chatmigration.mail.Language;
import dev.chatmigration.mail.RenderedMail;
import dev.chatmigration.maildispatch.MailPreview;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Example notices as files to read, with a page that leads to each: a folder per language, a few files per notice. */
public final class MailPreviews {
    private final MailPreview preview;
    private final Path folder;

    /** @param folder made if it is missing; files of an earlier preview are replaced */
    public MailPreviews(MailPreview preview, Path folder) {
        this.preview = preview;
        this.folder = folder;
    }

    public void write(List<Example> examples, List<Language> languages) throws IOException {
        HtmlPage index = new HtmlPage("Notices");
        index.paragraph("Every kind of notice with example facts, as it would leave. Links to set a password hold a"
                + " placeholder and lead nowhere.");
        for (Language language : languages) {
            Files.createDirectories(folder.resolve(language.tag()));
            List<HtmlPage.LinkRow> rows = new ArrayList<>();
            for (Example example : examples) {
                rows.add(write(example, language));
            }
            index.links(language.name() + " (" + language.tag() + ")", List.of("Notice", "Subject", "Files"), rows);
        }
        Files.writeString(folder.resolve("index.html"), index.end(), UTF_8);
    }

    private HtmlPage.LinkRow write(Example example, Language language) throws IOException {
        RenderedMail mail = preview.rendered(example, language);
        List<HtmlPage.Link> links = new ArrayList<>();
        links.add(file(example, language, "page", ".html", mail.html().getBytes(UTF_8)));
        links.add(file(example, language, "text", ".txt", mail.text().getBytes(UTF_8)));
        links.add(file(example, language, "message", ".eml", preview.message(example, language)));
        if (mail.calendar() != null) {
            links.add(file(
                    example, language, "calendar", ".ics", mail.calendar().ics().getBytes(UTF_8)));
        }
        if (example.notice().audience() == Audience.ADMINISTRATOR) {
            String text = preview.inProduct(example, language) + "\n";
            links.add(file(example, language, "in the product", ".product.txt", text.getBytes(UTF_8)));
        }
        return new HtmlPage.LinkRow(example.name(), mail.subject(), language.tag(), links);
    }

    private HtmlPage.Link file(Example example, Language language, String label, String ending, byte[] content)
            throws IOException {
        String name = example.name() + ending;
        Files.write(folder.resolve(language.tag()).resolve(name), content);
        return new HtmlPage.Link(label, language.tag() + "/" + name);
    }
}
