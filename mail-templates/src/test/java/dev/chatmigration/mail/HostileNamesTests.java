package dev.chatmigration.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.domain.notification.Notice;
import dev.chatmigration.domain.notification.Notice.AccountName;
import dev.chatmigration.domain.notification.Notice.Task;
import dev.chatmigration.domain.notification.NoticeKind.Audience;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Names, addresses, subdomains and reasons come from anybody. Whatever they are, a notice has the same lines, the same
 * elements and the same calendar properties as with a harmless name, and the name stands in it to be read.
 */
class HostileNamesTests {

    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}&&[^\r\n]]|[\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff]");
    private static final Pattern OUR_LINK = Pattern.compile(
            "https://([^/@?#\\\\\\s\"<>]+\\.zendesk\\.com|migration\\.zendesk\\.example|dashboard\\.zopim\\.com)/[A-Za-z0-9/]*");

    /** What these are made of is checked where they are made. */
    private static final Set<String> OF_OUR_MAKING = Set.of("webWidgetSnippet", "calendarUid", "selector");

    static List<String> hostileNames() {
        return List.of(
                "Eve\r\nBcc: all@brume.example\r\n\r\n* Done: https://evil.example",
                "Eve\u0000\u0007\u001b[2J\u0085\u2028x\u2029y",
                "\u202egnp.exe\u202c \u2066x\u2069 \u061c\u200e\u200f\ufeffy",
                "</script><script>alert(1)</script></title></style><!--",
                "\"><img src=x onerror='alert(1)'> ' onclick='x",
                "&#x202e;&lt;b&gt;&amp;<b>&",
                "{0} {account} {count, plural, other {#}} it's '{'quoted'}' {",
                "'",
                "${7*7} $unsafe{x} @if(true) <%= 1 %> !{x}",
                "javascript:alert(1)//evil.example/?@#",
                "evil.example/../@evil.example#",
                "=?utf-8?Q?Eve?= <eve@evil.example>, \"Eve\\\"",
                "END:VEVENT\r\nBEGIN:VALARM;X=\"y\":z\\n,;^n^'",
                "lone \ud800 surrogate",
                "名前\u0301👩\u200d💻 Zoë ".repeat(60),
                "W".repeat(1500));
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void areReadAndDoNothing(String name) {
        Language language =
                Language.all().get(hostileNames().indexOf(name) % Language.all().size());
        MailRenderer renderer = new MailRenderer(signedBy(name));

        Example.all().forEach(example -> assertInert(renderer, example.notice(), language, name));
    }

    private static void assertInert(MailRenderer renderer, Notice notice, Language language, String name) {
        Notice hostile = with(name, notice);
        Notice harmless = with("x", notice);
        RenderedMail mail = renderer.mail(hostile, language, name + "@brume.example", Example.WRITTEN_AT);
        RenderedMail usual = renderer.mail(harmless, language, "x@brume.example", Example.WRITTEN_AT);
        Document html = Jsoup.parse(mail.html());

        assertThat(mail.subject()).doesNotContain("\r", "\n").hasSizeLessThan(200);
        assertThat(Stream.of(
                        mail.subject(), mail.text(), mail.html(), html.body().text()))
                .noneMatch(text -> UNSEEN.matcher(text).find());
        assertThat(mail.text().lines()).hasSameSizeAs(usual.text().lines().toList());
        assertThat(mail.text()).contains(SingleLine.of(name));
        assertThat(elements(html)).isEqualTo(elements(Jsoup.parse(usual.html())));
        assertThat(onOneLine(html.body().text())).contains(onOneLine(SingleLine.of(name)));
        assertThat(html.title()).isEqualTo(onOneLine(mail.subject()));
        assertThat(html.select("a").eachAttr("href"))
                .allSatisfy(link -> assertThat(link).matches(OUR_LINK));
        assertThat(properties(mail.calendar())).isEqualTo(properties(usual.calendar()));
        if (notice.audience() == Audience.ADMINISTRATOR) {
            String text = renderer.inProductText(hostile, language);
            assertThat(text).doesNotContainPattern(UNSEEN);
            assertThat(text.lines())
                    .hasSameSizeAs(
                            renderer.inProductText(harmless, language).lines().toList());
        }
    }

    private static MailSettings signedBy(String name) {
        MailSettings usual = Rendering.SETTINGS;
        return new MailSettings(
                name,
                usual.senderAddress(),
                usual.supportContact(),
                usual.publicUrl(),
                usual.signInDomain(),
                usual.chatDashboard(),
                usual.linkPlaceholder());
    }

    /** The same notice, every text in it replaced that can come from outside. */
    private static Notice with(String name, Notice notice) {
        RecordComponent[] components = notice.getClass().getRecordComponents();
        try {
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                values[i] = replaced(components[i], components[i].getAccessor().invoke(notice), name);
            }
            return (Notice) notice.getClass()
                    .getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Cannot rebuild " + notice, e);
        }
    }

    private static @Nullable Object replaced(RecordComponent component, @Nullable Object value, String name) {
        if (value instanceof AccountName account) {
            return new AccountName(account.id(), name, name);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(each -> replaced(each, name)).toList();
        }
        return value instanceof String && !OF_OUR_MAKING.contains(component.getName()) ? name : value;
    }

    private static Object replaced(Object element, String name) {
        return element instanceof Task task
                ? new Task(
                        task.check(),
                        task.blocks(),
                        task.count(),
                        task.examples().stream().map(example -> name).toList())
                : name;
    }

    /** Every element with its attributes, in their order, leaving out what links say of the subdomain. */
    private static List<String> elements(Document html) {
        return html.getAllElements().stream().map(HostileNamesTests::outline).toList();
    }

    private static String outline(Element element) {
        Element copy = element.shallowClone();
        if (copy.hasAttr("href")) {
            copy.attr("href", "");
        }
        return copy.tagName() + copy.attributes();
    }

    private static List<String> properties(@Nullable CalendarPart calendar) {
        if (calendar == null) {
            return List.of();
        }
        assertThat(calendar.ics().split("\r\n"))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
        assertThat(calendar.ics().replace("\r\n", ""))
                .doesNotContainPattern(UNSEEN)
                .doesNotContain("\r", "\n");
        return calendar.ics()
                .replace("\r\n ", "")
                .lines()
                .map(line -> Objects.requireNonNull(line.split("[:;]", 2)[0]))
                .toList();
    }

    private static String onOneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
