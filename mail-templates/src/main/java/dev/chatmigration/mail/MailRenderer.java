package dev.chatmigration.mail;

import dev.chatmigration.domain.notification.Notice;
import dev.chatmigration.domain.notification.NoticeKind.Audience;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

/** Renders notices with the templates compiled into this module. Safe for use by many threads. */
public final class MailRenderer {

    private static final Pattern EMPTY_LINES = Pattern.compile("\n\n+");

    private final MailSettings settings;
    private final TemplateEngine html = engine(ContentType.Html, "dev.chatmigration.mail.html");
    private final TemplateEngine text = engine(ContentType.Plain, "dev.chatmigration.mail.text");

    public MailRenderer(MailSettings settings) {
        this.settings = settings;
    }

    /**
     * The notice as a mail.
     *
     * @param recipient the address the mail goes to, the one attendee of the calendar entry
     * @param writtenAt when the notice was written; the time stamp of the calendar entry
     */
    public RenderedMail mail(Notice notice, Language language, String recipient, Instant writtenAt) {
        Page page = new Page(notice, language, settings);
        Map<String, Object> model = Map.of("notice", notice, "page", page);
        return new RenderedMail(
                page.subject(),
                tidy(render(text, page.kind(), model)),
                EMPTY_LINES
                                .matcher(render(html, page.kind(), model))
                                .replaceAll("\n")
                                .strip() + "\n",
                new CalendarEntry(settings, recipient, writtenAt).of(notice, page));
    }

    /** The notice as a message in the product: plain text, shorter than the mail, without links. */
    public String inProductText(Notice notice, Language language) {
        if (notice.audience() != Audience.ADMINISTRATOR) {
            throw new IllegalArgumentException(notice.kind() + " is for agents, who get mails only");
        }
        Page page = new Page(notice, language, settings);
        return tidy(render(text, "in-product", Map.of("page", page))).strip();
    }

    private static TemplateEngine engine(ContentType type, String packageName) {
        return TemplateEngine.createPrecompiled(null, type, MailRenderer.class.getClassLoader(), packageName);
    }

    private static String render(TemplateEngine engine, String template, Map<String, Object> model) {
        StringOutput output = new StringOutput();
        engine.render(template + ".jte", model, output);
        return output.toString();
    }

    // Templates are laid out for their readers; the empty lines this leaves are taken out here.
    private static String tidy(String rendered) {
        StringBuilder tidy = new StringBuilder(rendered.length());
        int lineEnds = 0;
        for (int i = 0; i < rendered.length(); i++) {
            char each = rendered.charAt(i);
            if (each == '\n') {
                tidy.setLength(withoutBlanks(tidy));
                if (++lineEnds <= 2) {
                    tidy.append(each);
                }
            } else {
                tidy.append(each);
                if (!isBlank(each)) {
                    lineEnds = 0;
                }
            }
        }
        return tidy.toString().strip() + "\n";
    }

    private static int withoutBlanks(StringBuilder line) {
        int end = line.length();
        while (end > 0 && isBlank(line.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }
}
