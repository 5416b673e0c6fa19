package dev.chatmigration.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.domain.agentmerge.Evidence;
import dev.chatmigration.pagefetching.PageFetches.NotFetched;
import dev.chatmigration.reporting.AccountStatus.Open;
import dev.chatmigration.reporting.AccountStatus.Status;
import dev.chatmigration.reporting.AccountStatus.Step;
import dev.chatmigration.reporting.Explanation.Becomes;
import dev.chatmigration.reporting.Explanation.LeftOut;
import dev.chatmigration.reporting.Explanation.OfAgent;
import dev.chatmigration.reporting.Explanation.Person;
import dev.chatmigration.reporting.Explanation.ReviewLine;
import dev.chatmigration.reporting.Report.AgentTotals;
import dev.chatmigration.reporting.Report.NewMatters;
import dev.chatmigration.steps.SetAside;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlPagesTest {
    private static final String HOSTILE =
            "</title></td></pre><script>alert(1)</script><img src=x onerror='x' alt=\"&lt;\">\u202e";
    private static final Instant AT = Instant.parse("2026-12-01T01:00:00Z");

    @ParameterizedTest
    @MethodSource("pages")
    void whatComesFromOutsideIsTextAndNothingElse(String html) {
        Document page = Jsoup.parse(html);

        assertThat(page.select("script, img, link, iframe, a, [src], [href], [onerror]"))
                .isEmpty();
        assertThat(page.text())
                .contains("<script>alert(1)</script>")
                .contains("alt=\"&lt;\">")
                .doesNotContain("\u202e");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageStandsByItselfAndIsReadAloudWell(String html) {
        Document page = Jsoup.parse(html);

        assertThat(page.selectXpath("/html[@lang='en']")).hasSize(1);
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.title()).isNotBlank();
        assertThat(page.select("table"))
                .isNotEmpty()
                .allSatisfy(table -> assertThat(table.select("caption")).hasSize(1));
        assertThat(page.select("th"))
                .isNotEmpty()
                .allSatisfy(header -> assertThat(header.attr("scope")).isIn("col", "row"));
        assertThat(page.select("style").html())
                .contains("prefers-color-scheme: dark")
                .doesNotContain("url(");
    }

    static Stream<String> pages() {
        Open open = new Open("ip-not-covered", "BLOCKS", HOSTILE, HOSTILE, HOSTILE, LocalDate.EPOCH, HOSTILE, HOSTILE);
        Status status = new Status(
                1,
                HOSTILE,
                "legacy_chat",
                "REQUESTED",
                false,
                null,
                null,
                "Europe/Paris",
                0,
                0,
                HOSTILE,
                List.of(open),
                List.of(new NotFetched(HOSTILE, "ROBOTS", HOSTILE)),
                List.of(new SetAside.Case(1, HOSTILE, 1, AT, HOSTILE)),
                List.of(new AccountStatus.Mail("SCHEDULED", HOSTILE, "DEFERRED", AT, AT, null, HOSTILE)),
                2,
                List.of(new Step(AT, null, "HELD", null, "REQUESTED", "REQUESTED", HOSTILE, HOSTILE)));
        NextStep next = new NextStep(HOSTILE, List.of(HOSTILE));
        Person person = new Person(HOSTILE, 17L, null, null);
        Report report = new Report(
                true,
                null,
                List.of(),
                Map.of("ROBOTS", 1L),
                new AgentTotals(1, 0, 1, 0, 0, 0),
                Map.of("REQUESTED", 1L),
                new Report.Findings(1, 1, 0, 0, 0),
                Map.of("SENT", 1L),
                null,
                HOSTILE,
                0,
                List.of(HOSTILE),
                new NewMatters(1, 1, 1, List.of(HOSTILE), List.of(HOSTILE)));
        return Stream.of(
                HtmlPages.of(report),
                HtmlPages.of(status),
                HtmlPages.of(new Explanation(
                        true,
                        status,
                        AT,
                        new Explanation.Hold(AT, HOSTILE, HOSTILE),
                        List.of(HOSTILE),
                        Map.of(HOSTILE, 1L),
                        List.of(new Explanation.Waiting(person, List.of(HOSTILE))),
                        List.of(new LeftOut(person, HOSTILE)),
                        new Explanation.Addresses("covered", List.of(HOSTILE), 0),
                        Map.of(),
                        Map.of(),
                        next)),
                HtmlPages.of(new OfAgent(
                        true,
                        1,
                        HOSTILE,
                        "REQUESTED",
                        person,
                        new Becomes(
                                "CHAT_ONLY",
                                HOSTILE,
                                HOSTILE,
                                "on_behalf",
                                "agent",
                                "sso",
                                true,
                                true,
                                List.of(new Evidence("same-name", HOSTILE, 70))),
                        null,
                        List.of(open),
                        new Explanation.Review("CHAT_ONLY", null, HOSTILE, null, HOSTILE, AT),
                        List.of(new Explanation.Mail("SET_PASSWORD", HOSTILE, "SENT", AT)),
                        List.of(new Step(AT, 1L, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)),
                        next,
                        "account_id",
                        List.of(new ReviewLine(HOSTILE, HOSTILE)))));
    }
}
