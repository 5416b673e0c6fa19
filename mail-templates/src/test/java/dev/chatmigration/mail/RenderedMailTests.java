package dev.chatmigration.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatmigration.domain.notification.Notice;
import dev.chatmigration.domain.notification.Notice.Scheduled;
import dev.chatmigration.domain.notification.Notice.UnreviewedAgents;
import dev.chatmigration.domain.notification.NoticeKind.Audience;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RenderedMailTests {

    private static final Pattern FONT_SIZE = Pattern.compile("font-size:(\\d+)px");

    static Stream<Arguments> everyMail() {
        return ExpectedMailsTests.everyMail();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyMail")
    void textSaysAllThatTheHtmlSays(Example example, Language language) {
        RenderedMail mail = Rendering.mail(example.notice(), language);
        String text = onOneLine(mail.text());

        assertThat(Jsoup.parse(mail.html()).body().select("h1, h2, h3, p, li, a"))
                .filteredOn(element -> !element.text().startsWith(fallback(language)))
                .allSatisfy(element -> assertThat(text).contains(onOneLine(element.text())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyMail")
    void htmlSaysAllThatTheTextSays(Example example, Language language) {
        RenderedMail mail = Rendering.mail(example.notice(), language);
        Document html = Jsoup.parse(mail.html());
        String said = onOneLine(html.body().text() + html.select("a[href]").eachAttr("href"));

        assertThat(mail.text()
                        .lines()
                        .map(line -> line.replaceFirst("^(\\*|\\d\\.) (\\[(?<mark>[^]]+)] )?", "${mark}")
                                .replaceFirst("[\\s\u202f]?[:：]$", "")
                                .strip())
                        .map(RenderedMailTests::onOneLine)
                        .filter(line -> !line.matches("-*")))
                .allSatisfy(line -> assertThat(said.replace(" ", "")).contains(line.replace(" ", "")));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyMail")
    void htmlIsWellMadeForMailClients(Example example, Language language) {
        RenderedMail mail = Rendering.mail(example.notice(), language);
        Document html = Jsoup.parse(mail.html());

        assertThat(html.root().getElementsByTag("html").attr("lang")).isEqualTo(language.tag());
        assertThat(html.root().getElementsByTag("html").attr("dir")).isEqualTo("ltr");
        assertThat(html.title()).isEqualTo(mail.subject());
        assertThat(html.select("table"))
                .allSatisfy(table -> assertThat(table.attr("role")).isEqualTo("presentation"));
        assertThat(html.select("img, script, link, iframe, form")).isEmpty();
        assertThat(html.select("a.button-label")).hasSizeLessThanOrEqualTo(1);
        assertThat(mail.html().length()).isLessThan(60_000);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyMail")
    void headingsLeadThroughTheMail(Example example, Language language) {
        Document html = Jsoup.parse(Rendering.mail(example.notice(), language).html());
        List<Integer> levels = html.select("h1, h2, h3, h4, h5, h6").stream()
                .map(heading -> heading.normalName().charAt(1) - '0')
                .toList();

        assertThat(levels).startsWith(1).containsOnlyOnce(1);
        for (int i = 1; i < levels.size(); i++) {
            assertThat(levels.get(i)).as("of %s", levels).isLessThanOrEqualTo(levels.get(i - 1) + 1);
        }
        assertThat(html.select("a")).allSatisfy(link -> assertThat(link.text()).isNotBlank());
        assertThat(html.select("[style*=font-size]").eachAttr("style"))
                .allSatisfy(style -> assertThat(FONT_SIZE
                                .matcher(style)
                                .replaceAll(size -> Integer.parseInt(size.group(1)) < 13 ? "too small" : ""))
                        .doesNotContain("too small"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyMail")
    void subjectsFitOnALine(Example example, Language language) {
        String subject = Rendering.mail(example.notice(), language).subject();

        assertThat(subject.codePointCount(0, subject.length())).isLessThanOrEqualTo(96);
        if (example.notice().account().equals(Example.PLAIN)) {
            assertThat(subject).hasSizeLessThanOrEqualTo(78);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            en | HOLD            | The upgrade does not start while agents are waiting for a review.
            en | MERGE_ON_BEHALF | Agents whom nobody has reviewed when the date comes are moved on your behalf
            fr | HOLD            | La mise à niveau ne démarre pas tant que des agents attendent une vérification.
            fr | MERGE_ON_BEHALF | Les agents que personne n’a vérifiés le jour venu sont repris en votre nom
            """)
    void theDateComesWithWhatBecomesOfAgentsNotReviewed(String tag, UnreviewedAgents policy, String said) {
        Notice notice = scheduledUnder(policy);
        Language language = new Language(tag);
        RenderedMail mail = Rendering.mail(notice, language);

        assertThat(onOneLine(mail.text())).contains(said);
        assertThat(onOneLine(Jsoup.parse(mail.html()).body().text())).contains(said);
        assertThat(onOneLine(new MailRenderer(Rendering.SETTINGS).inProductText(notice, language)))
                .contains(said);
    }

    @Test
    void everyLanguageStatesEitherPolicyInWordsOfItsOwn() {
        for (Language language : Language.all()) {
            assertThat(policyIn(language, "HOLD")).isNotBlank().isNotEqualTo(policyIn(language, "MERGE_ON_BEHALF"));
            assertThat(policyIn(language, "MERGE_ON_BEHALF"))
                    .isNotBlank()
                    .isNotEqualTo(policyIn(language, "unknown to every language"));
            for (UnreviewedAgents policy : UnreviewedAgents.values()) {
                assertThat(onOneLine(
                                Rendering.mail(scheduledUnder(policy), language).text()))
                        .contains(onOneLine(policyIn(language, policy.name())));
            }
        }
    }

    @Test
    void theWordsAreOfTheLanguageAndTheDatesOfTheRegion() {
        RenderedMail mail = Rendering.mail(
                Example.scheduled(Example.PLAIN, Example.SPRING), new Language("en-GB", Language.ENGLISH.tag()));

        assertThat(mail.subject()).endsWith("16 March 2027");
        assertThat(mail.text().lines()).contains("Date: Tuesday, 16 March 2027", "Starts at: 21:00");
        assertThat(Jsoup.parse(mail.html()).select("html").attr("lang")).isEqualTo("en");
    }

    @Test
    void theSetupLinkStandsInTextAndHtmlAsItIs() {
        String link = "https://migration.zendesk.example/setup/" + Rendering.SETTINGS.linkPlaceholder();
        RenderedMail mail = Rendering.mail(Example.setPassword(Example.AWKWARD), Language.ENGLISH);

        assertThat(mail.text().lines()).containsOnlyOnce(link);
        assertThat(Jsoup.parse(mail.html()).select("a[href=" + link + "]"))
                .extracting(Element::text)
                .containsExactly("Set my password", link);
    }

    @Test
    void inTheProductThereIsNoLink() {
        assertThat(Example.all()
                        .filter(example -> example.notice().audience() == Audience.ADMINISTRATOR)
                        .flatMap(example -> Language.all().stream()
                                .map(it -> new MailRenderer(Rendering.SETTINGS).inProductText(example.notice(), it))))
                .allSatisfy(text -> assertThat(text).doesNotContain("://").doesNotContainPattern("[ \t]\n|\n\n\n"));
    }

    @Test
    void agentsGetNothingInTheProduct() {
        assertThatThrownBy(() -> new MailRenderer(Rendering.SETTINGS)
                        .inProductText(Example.setPassword(Example.PLAIN), Language.ENGLISH))
                .hasMessage("SET_PASSWORD is for agents, who get mails only");
    }

    @Test
    void theLongestNamesAreCutInSubjectsOnly() {
        RenderedMail mail = Rendering.mail(Example.scheduled(Example.LONG, Example.SUMMER), Language.ENGLISH);

        assertThat(mail.subject()).contains("…");
        assertThat(mail.text()).contains(Example.LONG.name());
    }

    private static Notice scheduledUnder(UnreviewedAgents policy) {
        return new Scheduled(Example.PLAIN, Example.SPRING, policy, 3, List.of(), "uid", 0);
    }

    private static String policyIn(Language language, String policy) {
        return Messages.in(language).say("scheduled.agents.policy", Map.of("unreviewed", policy));
    }

    private static String fallback(Language language) {
        return Messages.in(language).say("link.fallback", Map.of());
    }

    private static String onOneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
