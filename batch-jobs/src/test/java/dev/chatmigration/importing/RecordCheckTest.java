package dev.chatmigration.importing;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.account.AgentReview;
import dev.chatmigration.domain.account.BusinessHours;
import dev.chatmigration.domain.account.ChatIpRestriction;
import dev.chatmigration.domain.account.IpPolicy;
import dev.chatmigration.domain.account.MigrationRequest;
import dev.chatmigration.domain.account.Owner;
import dev.chatmigration.domain.account.Phase;
import dev.chatmigration.domain.account.RemoteAuthentication;
import dev.chatmigration.domain.account.SecuritySettings;
import dev.chatmigration.domain.account.SupportUser;
import dev.chatmigration.domain.account.WebWidget;
import dev.chatmigration.importing.ChatAgentCheck.DeliveredChatAgent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each record is checked on its own, field by field. */
class RecordCheckTest {
    private static final RecordParser<Account> ACCOUNTS = new RecordParser<>(FeedKind.ACCOUNTS, new AccountCheck());
    private static final RecordParser<DeliveredChatAgent> CHAT_AGENTS =
            new RecordParser<>(FeedKind.CHAT_AGENTS, new ChatAgentCheck());
    private static final RecordParser<SupportUser> SUPPORT_USERS =
            new RecordParser<>(FeedKind.SUPPORT_USERS, new SupportUserCheck());
    private static final RecordParser<AgentReview> REVIEWS =
            new RecordParser<>(FeedKind.AGENT_REVIEWS, new AgentReviewCheck());
    private static final RecordParser<AccountEvent> EVENTS =
            new RecordParser<>(FeedKind.ACCOUNT_EVENTS, new AccountEventCheck());

    @Test
    void anAccountIsReadWithAllItsParts() {
        Account account = accepted(ACCOUNTS, """
                {"account":{"account_id":5,"subdomain":" atelier ","name":"Atelier Brume","locale":"fr",
                 "time_zone":"Europe/Paris","phase":"legacy_chat_support","plan":"enterprise","seats":25,
                 "chat":{"account_key":"q7RzL2mVtX0cYb9KdE4hWnA6sUpJ1gFi","plan":{"ip_restriction":true}},
                 "chat_ip_restriction":{"enabled":true,"entries":["192.0.2.1","\\t198.51.100.* "]},
                 "security_settings":{"settings":{"assumable":true,"assumption_duration":"month",
                   "assumption_expiration":"2022-11-30T23:59:59Z",
                   "authentication":{"agent":{"zendesk_login":false,"enforce_sso":true}},
                   "ip":{"ip_restriction_enabled":true,"ip_ranges":"192.0.2.0/25 198.51.100.*"}}},
                 "remote_authentications":{"remote_authentications":[
                   {"name":"Okta","auth_mode":2,"is_active":true,"agent":true}]},
                 "web_widget":{"configured":true,"key":"3f7c","channels":["chat","contact_form"]},
                 "owner":{"chat_agent_id":3,"support_user_id":null},
                 "business_hours":{"days":["SUNDAY","MONDAY"],"from":"08:00","to":"02:30"},
                 "migration":{"requested_at":"2026-11-01T08:00:00.1234567Z","representative_email":" rep@example.com ",
                   "not_before":"2027-01-02","preferred_days":["SUNDAY"],"preferred_local_time":"22:00",
                   "ip_policy":"add-missing"}}}""".replace("\n", ""));

        assertThat(account)
                .isEqualTo(new Account(
                        5,
                        "atelier",
                        "Atelier Brume",
                        "fr",
                        ZoneId.of("Europe/Paris"),
                        Phase.LEGACY_CHAT_SUPPORT,
                        "enterprise",
                        25,
                        "q7RzL2mVtX0cYb9KdE4hWnA6sUpJ1gFi",
                        new ChatIpRestriction(true, List.of("192.0.2.1", " 198.51.100.* ")),
                        new SecuritySettings(
                                true,
                                false,
                                "month",
                                Instant.parse("2022-11-30T23:59:59Z"),
                                false,
                                true,
                                true,
                                "192.0.2.0/25 198.51.100.*"),
                        List.of(new RemoteAuthentication(2, "Okta", true, true)),
                        new WebWidget(true, "3f7c", List.of("chat", "contact_form")),
                        new Owner(3L, null),
                        new BusinessHours(Set.of(SUNDAY, MONDAY), LocalTime.of(8, 0), LocalTime.of(2, 30)),
                        new MigrationRequest(
                                Instant.parse("2026-11-01T08:00:00.123456Z"),
                                "rep@example.com",
                                LocalDate.of(2027, 1, 2),
                                Set.of(SUNDAY),
                                LocalTime.of(22, 0),
                                IpPolicy.ADD_MISSING)));
    }

    @Test
    void whatAnAccountKeepsSurvivesItsTable() {
        Account account = accepted(
                ACCOUNTS,
                account("\"business_hours\":{\"days\":[],\"from\":\"00:00\",\"to\":\"00:00\"},"
                        + "\"chat_ip_restriction\":{\"enabled\":true,\"entries\":[\"\"]},\"migration\":{},"
                        + "\"remote_authentications\":[],\"security_settings\":{}"));

        assertThat(AccountDetails.parse(AccountDetails.of(account).json())
                        .account(
                                account.id(),
                                account.subdomain(),
                                account.name(),
                                account.phase(),
                                AccountDetails.joined(account.chatIpRestriction()),
                                null))
                .isEqualTo(account);
    }

    @Test
    void anAccountNeedsNoMoreThanItsIdAndPhase() {
        FeedItem.Accepted<Account> bare = accept(ACCOUNTS, "{\"account_id\":5,\"phase\":\"phase4\"}");

        assertThat(bare.content().name()).isEqualTo("account 5");
        assertThat(bare.content().remoteAuthentications()).isNull();
        assertThat(bare.content().security()).isNull();
        assertThat(bare.problems())
                .containsExactly(new FieldProblem(
                        "time_zone", "Expected a time zone region such as Europe/Paris, but found nothing."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Paris", "Etc/GMT+2", "CET", "EST5EDT", "GMT"})
    void aTimeZoneIsAnyRegionOfTheJdksList(String zone) {
        assertThat(accepted(ACCOUNTS, account("\"time_zone\":\"" + zone + "\""))
                        .timeZone()
                        .getId())
                .isEqualTo(zone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+02:00", "GMT+2", "UTC+1", "EST", "CEST", "Z", "europe/paris", "Paris", " UTC", ""})
    void anOffsetOrAnAbbreviationIsNoTimeZone(String zone) {
        FeedItem.Accepted<Account> account = accept(ACCOUNTS, account("\"time_zone\":\"" + zone + "\""));

        assertThat(account.content().timeZone().getId()).isEqualTo("UTC");
        assertThat(account.problems()).extracting(FieldProblem::field).containsExactly("time_zone");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "`\"plan\":\"suite\"` | plan",
                "`\"seats\":-1` | seats",
                "`\"seats\":2.5` | seats",
                "`\"subdomain\":\"a.evil.example/\"` | subdomain",
                "`\"name\":{}` | name",
                "`\"chat\":[]` | chat",
                "`\"chat\":{\"account_key\":7}` | chat.account_key",
                "`\"chat_ip_restriction\":{\"enabled\":1}` | chat_ip_restriction.enabled",
                "`\"chat_ip_restriction\":{\"entries\":\"1.2.3.4\"}` | chat_ip_restriction.entries",
                "`\"chat_ip_restriction\":{\"entries\":[\"1.2.3.4\",5]}` | chat_ip_restriction.entries[1]",
                "`\"security_settings\":{\"assumption_duration\":\"ever\"}` | security_settings.assumption_duration",
                "`\"security_settings\":{\"settings\":{\"ip\":{\"ip_ranges\":[]}}}` | security_settings.settings.ip.ip_ranges",
                "`\"remote_authentications\":[null]` | remote_authentications[0]",
                "`\"remote_authentications\":\"none\"` | remote_authentications",
                "`\"web_widget\":{\"channels\":[\"chat\",3]}` | web_widget.channels[1]",
                "`\"owner\":{\"chat_agent_id\":\"3\"}` | owner.chat_agent_id",
                "`\"migration\":{\"requested_at\":\"2026-11-01T08:00:00+01:00\"}` | migration.requested_at",
                "`\"migration\":{\"requested_at\":\"-0001-11-01T08:00:00Z\"}` | migration.requested_at",
                "`\"migration\":{\"not_before\":\"01.02.2027\"}` | migration.not_before",
                "`\"migration\":{\"preferred_days\":[\"Sunday\"]}` | migration.preferred_days",
                "`\"migration\":{\"preferred_local_time\":\"8:00\"}` | migration.preferred_local_time",
                "`\"migration\":{\"preferred_local_time\":\"24:00\"}` | migration.preferred_local_time",
                "`\"migration\":{\"ip_policy\":\"ADD_MISSING\"}` | migration.ip_policy",
            })
    void aMalformedPartOfAnAccountIsNamed(String part, String field) {
        FeedItem.Accepted<Account> account = accept(ACCOUNTS, account(part));

        assertThat(account.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo(field);
            assertThat(problem.reason())
                    .startsWith("Expected ")
                    .contains(", but found ")
                    .endsWith(".");
        });
    }

    @Test
    void anAllowListNeverLooksShorterThanItIs() {
        FeedItem.Accepted<Account> account = accept(
                ACCOUNTS,
                account("\"chat_ip_restriction\":{\"enabled\":true,\"entries\":[7,null,\"a\\u0001\",\""
                        + "9".repeat(201) + "\"]}"));

        ChatIpRestriction restriction = account.content().chatIpRestriction();
        assertThat(restriction)
                .isNotNull()
                .satisfies(list ->
                        assertThat(list.entries()).containsExactly("7", "null", "a\\u0001", "9".repeat(100) + "…"));
        assertThat(account.problems()).hasSize(4);
    }

    @Test
    void oneBrokenRecordDoesNotFillTheRejects() {
        FeedItem.Accepted<Account> account = accept(
                ACCOUNTS,
                account("\"chat_ip_restriction\":{\"enabled\":true,\"entries\":[" + "7,".repeat(5000) + "7]},"
                        + "\"web_widget\":{\"channels\":[" + "\"a\",".repeat(200) + "\"a\"]}"));

        assertThat(account.problems()).hasSize(101);
        assertThat(account.problems().get(100).reason()).endsWith("What else is wrong in this record is not listed.");
        assertThat(account.content().webWidget()).isEqualTo(new WebWidget(false, null, List.of()));
    }

    @Test
    void halfKnownBusinessHoursAreIgnoredAsAWhole() {
        FeedItem.Accepted<Account> account = accept(
                ACCOUNTS, account("\"business_hours\":{\"days\":[\"MONDAY\"],\"from\":\"09:00\",\"to\":\"5 pm\"}"));

        assertThat(account.content().businessHours()).isNull();
        assertThat(account.problems())
                .extracting(FieldProblem::field)
                .containsExactly("business_hours.to", "business_hours");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"account_id\":5}",
                "{\"account_id\":5,\"phase\":\"phase2\"}",
                "{\"account_id\":5,\"phase\":null}",
                "{\"account_id\":5,\"phase\":4}",
                "{\"account_id\":\"5\",\"phase\":\"phase4\"}",
                "{\"account_id\":5.0,\"phase\":\"phase4\"}",
                "{\"account_id\":-5,\"phase\":\"phase4\"}",
                "{\"account_id\":0,\"phase\":\"phase4\"}",
                "{\"account_id\":9223372036854775808,\"phase\":\"phase4\"}",
                "{\"account_id\":5,\"phase\":\"phase4\",\"phase\":\"phase4\"}",
                "{\"account_id\":5,\"phase\":\"phase4\"} {}",
                "{\"account_id\":NaN,\"phase\":\"phase4\"}",
                "{\"account_id\":5,\"phase\":\"phase4\"",
                "[]",
                "\"text\"",
                "null",
                "nonsense",
                "{\"account_id\":5,\"phase\":\"phase4\",\"name\":\"\u0000\"}",
            })
    void anAccountWithoutIdOrPhaseOrThatIsNoJsonIsRejected(String line) {
        FeedItem.Rejected<Account> rejected = reject(ACCOUNTS, line);

        assertThat(rejected.reason())
                .startsWith("Expected ")
                .contains(", but found ")
                .endsWith(".");
    }

    @Test
    void theReasonSaysWhatWasExpectedAndWhatWasFound() {
        assertThat(reject(ACCOUNTS, "{\"account_id\":5,\"phase\":\"phase2\"}"))
                .isEqualTo(
                        new FeedItem.Rejected<>(
                                "file",
                                7,
                                5L,
                                "phase",
                                "Expected one of legacy_chat, legacy_chat_support, phase3, phase4, but found the text \"phase2\"."));
        assertThat(reject(ACCOUNTS, "{\"account_id\":\"" + "\\u202e".repeat(300) + "\"}")
                        .reason())
                .hasSizeLessThan(200)
                .contains("\\u202e");
    }

    @Test
    void nestingThatIsTooDeepIsARejectAndNoOverflow() {
        assertThat(reject(ACCOUNTS, "[".repeat(1_000_000)).reason()).contains("nesting");
        assertThat(reject(ACCOUNTS, "{\"a\":".repeat(1_000_000)).reason()).contains("nesting");
    }

    @Test
    void textThatIsNotUtf8IsRejected() {
        byte[] latin = "{\"account_id\":5,\"phase\":\"phase4\",\"name\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(ACCOUNTS.parse("file", 7, latin, 0, latin.length))
                .isEqualTo(new FeedItem.Rejected<>(
                        "file",
                        7,
                        null,
                        null,
                        "Expected text in UTF-8, but found the byte 0xE9 at byte 42 of the line."));
        byte[] wide = "{\"account_id\":5,\"phase\":\"phase4\"}".getBytes(StandardCharsets.UTF_16LE);
        assertThat(ACCOUNTS.parse("file", 7, wide, 0, wide.length)).isInstanceOf(FeedItem.Rejected.class);
    }

    @ParameterizedTest
    @CsvSource({"1,true", "0,false", "true,true", "false,false"})
    void aChatAgentIsEnabledByADigitOrAFlag(String written, boolean enabled) {
        assertThat(accepted(CHAT_AGENTS, "{\"account_id\":1,\"id\":2,\"enabled\":" + written + "}")
                        .agent()
                        .enabled())
                .isEqualTo(enabled);
    }

    @Test
    void aChatAgentIsSwitchedOnAndNotDeletedUnlessTheFeedSaysSo() {
        FeedItem.Accepted<DeliveredChatAgent> agent = accept(
                CHAT_AGENTS,
                "{\"account_id\":1,\"id\":2,\"enabled\":2,\"deleted\":\"yes\",\"roles\":[],\"email\":\"  \"}");

        assertThat(agent.content().agent().enabled()).isTrue();
        assertThat(agent.content().deleted()).isFalse();
        assertThat(agent.content().agent().email()).isNull();
        assertThat(agent.problems()).extracting(FieldProblem::field).containsExactly("roles", "enabled", "deleted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":2}",
                "{\"account_id\":1}",
                "{\"account_id\":1,\"id\":null}",
                "{\"account_id\":1,\"id\":true}",
                "{\"account_id\":1,\"roles\":{\"owner\":true}}"
            })
    void aChatAgentWithoutIdOrAccountIsRejected(String line) {
        assertThat(reject(CHAT_AGENTS, line).field()).isIn("id", "account_id");
    }

    @ParameterizedTest
    @CsvSource({"active,false,true", "active,true,false", "permanently_deleted,true,true", "suspended,true,false"})
    void aSupportUserIsDeletedWhenInactiveOrPermanentlyDeleted(String field, boolean value, boolean deleted) {
        assertThat(accepted(SUPPORT_USERS, "{\"user\":{\"account_id\":1,\"id\":2,\"" + field + "\":" + value + "}}")
                        .deleted())
                .isEqualTo(deleted);
    }

    @Test
    void whatIsMalformedInASupportUserIsLeftOut() {
        FeedItem.Accepted<SupportUser> user = accept(
                SUPPORT_USERS,
                "{\"account_id\":1,\"id\":2,\"role\":\"owner\",\"name\":\"\\ud800\",\"alias\":\"" + "a".repeat(1001)
                        + "\",\"iana_time_zone\":\"Paris\",\"identities\":[{\"type\":\"email\"},7,"
                        + "{\"type\":\"email\",\"value\":\" a@b.example \"}]}");

        assertThat(user.content().role()).isEqualTo(SupportUser.Role.END_USER);
        assertThat(user.content().identities())
                .singleElement()
                .satisfies(identity -> assertThat(identity.value()).isEqualTo("a@b.example"));
        assertThat(user.problems())
                .extracting(FieldProblem::field)
                .containsExactlyInAnyOrder(
                        "role", "iana_time_zone", "name", "alias", "identities[1]", "identities[0].value");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "`\"decision\":\"SAME_PERSON\",\"reviewed_at\":\"2026-11-20T10:00:00Z\",\"chat_agent_id\":1` | support_user_id",
                "`\"decision\":\"MAYBE\",\"reviewed_at\":\"2026-11-20T10:00:00Z\",\"chat_agent_id\":1` | decision",
                "`\"decision\":\"NO_CHAT\",\"reviewed_at\":\"yesterday\",\"chat_agent_id\":1` | reviewed_at",
                "`\"decision\":\"NO_CHAT\",\"reviewed_at\":\"2026-11-20T10:00:00Z\"` | chat_agent_id",
            })
    void aReviewThatDecidesNothingIsRejected(String fields, String field) {
        assertThat(reject(REVIEWS, "{\"account_id\":1," + fields + "}").field()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({"cancel,at,event", "explode,at,event", "cancel,when,at"})
    void anEventNeedsAKnownKindAndATime(String kind, String at, String field) {
        FeedItem<AccountEvent> item =
                parse(EVENTS, "{\"account_id\":1,\"event\":\"" + kind + "\",\"" + at + "\":\"2026-12-01T00:00:00Z\"}");

        assertThat(item).satisfies(each -> {
            if (each instanceof FeedItem.Rejected<AccountEvent> rejected) {
                assertThat(rejected.field()).isEqualTo(field);
            } else {
                assertThat(kind + at).isEqualTo("cancelat");
            }
        });
    }

    @Test
    void anEventMayBeWrappedByItsOwnName() {
        AccountEvent event =
                accepted(EVENTS, "{\"event\":{\"account_id\":1,\"event\":\"hold\",\"at\":\"2026-12-01T00:00:00Z\"}}");

        assertThat(event.event()).isEqualTo(AccountEvent.Kind.HOLD);
        assertThat(event.by()).isEqualTo("not named");
    }

    private static String account(String fields) {
        String zone = fields.contains("time_zone") ? "" : "\"time_zone\":\"UTC\",";
        return "{\"account_id\":5,\"phase\":\"legacy_chat\"," + zone + fields + "}";
    }

    private static <T> T accepted(RecordParser<T> parser, String line) {
        FeedItem.Accepted<T> item = accept(parser, line);
        assertThat(item.problems()).isEmpty();
        return item.content();
    }

    private static <T> FeedItem.Accepted<T> accept(RecordParser<T> parser, String line) {
        FeedItem<T> item = parse(parser, line);
        if (item instanceof FeedItem.Accepted<T> accepted) {
            return accepted;
        }
        throw new AssertionError("Expected a record, got " + item);
    }

    private static <T> FeedItem.Rejected<T> reject(RecordParser<T> parser, String line) {
        FeedItem<T> item = parse(parser, line);
        if (item instanceof FeedItem.Rejected<T> rejected) {
            return rejected;
        }
        throw new AssertionError("Expected a reject, got " + item);
    }

    private static <T> FeedItem<T> parse(RecordParser<T> parser, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return parser.parse("file", 7, bytes, 0, bytes.length);
    }
}
