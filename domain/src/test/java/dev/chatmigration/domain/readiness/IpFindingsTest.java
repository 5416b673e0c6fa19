package dev.chatmigration.domain.readiness;

import static dev.chatmigration.domain.readiness.Facts.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.chatmigration.domain.account.IpPolicy;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpFindingsTest {
    @Test
    void nothingIsFoundWhereSupportLetsInAllThatChatDoes() {
        assertThat(ready().chatLetsIn("192.0.2.1", "192.0.2.128/25")
                        .supportLetsIn("192.0.2.0/24")
                        .judge())
                .isEmpty();
    }

    @Test
    void missingAddressesBlockAndAreListed() {
        assertThat(ready().chatLetsIn("192.0.2.1", "198.51.100.7")
                        .supportLetsIn("192.0.2.1")
                        .judge())
                .singleElement()
                .isEqualTo(
                        Finding.ofAccount(Check.IP_NOT_COVERED, "Chat lets in what Support does not: 198.51.100.7."));
    }

    @Test
    void addressesThatNobodyCanReadBlockToo() {
        assertThat(ready().chatLetsIn("192.0.2.1", "10.1")
                        .supportLetsIn("192.0.2.1")
                        .judge())
                .extracting(Finding::check, Finding::subject)
                .containsExactlyInAnyOrder(
                        tuple(Check.IP_ENTRY_INVALID, "chat entry 2 short-form"),
                        tuple(Check.IP_NOT_COVERED, "account"));
    }

    @Test
    void whatTheUpgradeWillAddIsAnnouncedInsteadOfBlocking() {
        assertThat(ready().addingMissing()
                        .chatLetsIn("192.0.2.1", "198.51.100.7")
                        .supportLetsIn("192.0.2.1")
                        .judge())
                .singleElement()
                .isEqualTo(Finding.ofAccount(
                        Check.IP_WILL_BE_ADDED,
                        "The upgrade adds to Support's allow-list: 198.51.100.7. These addresses then open Support and"
                                + " the API too. Nothing is taken off the list, so nobody whom it lets in today is"
                                + " locked out."));
    }

    @Test
    void nothingIsAnnouncedWhereNothingIsMissing() {
        assertThat(ready().addingMissing()
                        .chatLetsIn("192.0.2.1")
                        .supportLetsIn("192.0.2.0/24")
                        .judge())
                .isEmpty();
    }

    @Test
    void whatAddingCannotCoverStillBlocks() {
        assertThat(ready().addingMissing()
                        .chatLetsIn("198.51.100.7", "2001:db8::1")
                        .supportLetsIn("192.0.2.1")
                        .checks())
                .containsExactlyInAnyOrder(Check.IP_WILL_BE_ADDED, Check.IP_NOT_COVERED);
        assertThat(ready().addingMissing()
                        .chatLetsIn("198.51.100.7", "not an address")
                        .supportLetsIn("192.0.2.1")
                        .checks())
                .containsExactlyInAnyOrder(Check.IP_WILL_BE_ADDED, Check.IP_NOT_COVERED, Check.IP_ENTRY_INVALID);
    }

    @Test
    void aListThatLetsEverybodyInIsNeverAdded() {
        assertThat(ready().addingMissing()
                        .chatLetsIn("0.0.0.0/0")
                        .supportLetsIn("192.0.2.1")
                        .checks())
                .containsExactlyInAnyOrder(Check.IP_NOT_COVERED, Check.IP_ENTRY_SUSPICIOUS);
    }

    @Test
    void chatRestrictedAndSupportNotMeansExposedWhateverThePolicy() {
        assertThat(ready().chatLetsIn("192.0.2.1").checks()).containsExactly(Check.IP_EXPOSED);
        assertThat(ready().addingMissing().chatLetsIn("192.0.2.1").checks()).containsExactly(Check.IP_EXPOSED);
        assertThat(ready().chatLetsIn("192.0.2.1").supportLetsIn("  ").checks()).containsExactly(Check.IP_EXPOSED);
    }

    /** What becomes of each group, for each verdict under each policy; "|" where there is no list. */
    @ParameterizedTest(name = "Chat {0}, Support {1}, {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                // no list in Chat
                "|; |; REPORT; ; ",
                "|; |; ADD_MISSING; ; ",
                "|; 192.0.2.1; REPORT; wherever it does not let them in; ",
                "|; 192.0.2.1; ADD_MISSING; wherever it does not let them in; ",
                // exposed
                "192.0.2.1; |; REPORT; ; ",
                "192.0.2.1; |; ADD_MISSING; ; ",
                // covered
                "192.0.2.1; 192.0.2.0/24; REPORT; ; ",
                "192.0.2.1; 192.0.2.0/24; ADD_MISSING; ; ",
                // covered in part
                "192.0.2.1 198.51.100.7; 192.0.2.1; REPORT; at 198.51.100.7; ",
                "192.0.2.1 198.51.100.7; 192.0.2.1; ADD_MISSING; ; 198.51.100.7",
                "192.0.2.1 198.51.100.7 2001:db8::1; 192.0.2.1; REPORT; at 198.51.100.7 2001:db8::1; ",
                "192.0.2.1 198.51.100.7 2001:db8::1; 192.0.2.1; ADD_MISSING; at 2001:db8::1; 198.51.100.7",
                "192.0.2.1 10.1; 192.0.2.1; REPORT; where Chat lets them in by entries that cannot be read; ",
                "192.0.2.1 10.1; 192.0.2.1; ADD_MISSING; where Chat lets them in by entries that cannot be read; ",
                "198.51.100.7 10.1; 192.0.2.1; REPORT; 'at 198.51.100.7, and where Chat lets them in by entries that cannot be read'; ",
                "198.51.100.7 10.1; 192.0.2.1; ADD_MISSING; where Chat lets them in by entries that cannot be read; 198.51.100.7",
                // not covered
                "198.51.100.7; 192.0.2.1; REPORT; at 198.51.100.7; ",
                "198.51.100.7; 192.0.2.1; ADD_MISSING; ; 198.51.100.7",
                "0.0.0.0/0; nobody; REPORT; at 0.0.0.0/0; ",
                "0.0.0.0/0; nobody; ADD_MISSING; at 0.0.0.0/0; ",
            })
    void everyGroupIsToldWhatTheListsDoToIt(
            String chat, String support, IpPolicy policy, @Nullable String lockedOut, @Nullable String added) {
        Map<Check, String> found = new EnumMap<>(Check.class);
        lists(chat, support, policy).withActiveChatOnlyAgents(3).judge().stream()
                .filter(finding -> finding.subject().equals(Finding.ACCOUNT))
                .forEach(finding -> found.put(finding.check(), finding.evidence()));

        if (lockedOut == null) {
            assertThat(found).doesNotContainKey(Check.IP_LOCK_OUT);
        } else {
            assertThat(found.get(Check.IP_LOCK_OUT))
                    .contains("3 agents known to Chat only are locked out " + lockedOut + ". ")
                    .endsWith(
                            "Agents and administrators known to Support come in to Support as before, and to Chat only"
                                    + " from where Support's list lets them in.");
        }
        if (added == null) {
            assertThat(found).doesNotContainKey(Check.IP_WILL_BE_ADDED);
        } else {
            assertThat(found.get(Check.IP_WILL_BE_ADDED))
                    .contains("adds to Support's allow-list: " + added + ".")
                    .contains("open Support and the API too")
                    .contains("nobody whom it lets in today is locked out");
        }
        assertThat(lists(chat, support, policy).checks()).doesNotContain(Check.IP_LOCK_OUT);
    }

    @Test
    void anAdministratorWhoWouldFillAnEmptyListIsWarnedOfBeingLeftOut() {
        assertThat(ready().chatLetsIn("192.0.2.1").judge())
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence())
                        .contains("Nobody is locked out")
                        .endsWith("locks out everybody who is not on it, himself or herself included."));
    }

    @Test
    void oneAgentIsCountedAsOne() {
        assertThat(ready().withActiveChatOnlyAgents(1)
                        .supportLetsIn("192.0.2.1")
                        .judge())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.evidence()).contains(": 1 agent known to Chat only is locked out"));
    }

    @Test
    void aListOfBlanksLocksNobodyOut() {
        assertThat(ready().withActiveChatOnlyAgents(3).supportLetsIn(" ").judge())
                .isEmpty();
    }

    private static Facts lists(String chat, String support, IpPolicy policy) {
        Facts facts = ready();
        if (policy == IpPolicy.ADD_MISSING) {
            facts.addingMissing();
        }
        if (!chat.equals("|")) {
            facts.chatLetsIn(chat.split(" ", -1));
        }
        return support.equals("|") ? facts : facts.supportLetsIn(support);
    }

    @Test
    void problemsOfEntriesAreNamedByListPositionAndKind() {
        assertThat(ready().chatLetsIn("192.0.2.7/24", "::ffff:192.0.2.9")
                        .supportLetsIn("192.0.2.0/24 192.0.2.300")
                        .judge())
                .extracting(Finding::check, Finding::subject)
                .containsExactlyInAnyOrder(
                        tuple(Check.IP_ENTRY_SUSPICIOUS, "chat entry 1 host-bits-set"),
                        tuple(Check.IP_ENTRY_INVALID, "support entry 2 octet"));
    }

    @Test
    void aLongListOfMissingBlocksIsShortenedAfterTen() {
        String[] twelve =
                IntStream.range(0, 12).mapToObj(i -> "198.51.100." + 2 * i).toArray(String[]::new);

        assertThat(ready().chatLetsIn(twelve).supportLetsIn("192.0.2.1").judge())
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence())
                        .contains("198.51.100.18 and 2 more")
                        .doesNotContain("198.51.100.20"));
    }
}
