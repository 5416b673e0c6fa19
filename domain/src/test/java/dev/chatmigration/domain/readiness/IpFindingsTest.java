package dev.chatmigration.domain.readiness;

import static dev.chatmigration.domain.readiness.Facts.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
                                + " the API too."));
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

    @Test
    void agentsWhomSupportsListWillLockOutAreCounted() {
        assertThat(ready().withActiveChatOnlyAgents(3)
                        .supportLetsIn("192.0.2.1")
                        .judge())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.check()).isEqualTo(Check.IP_LOCK_OUT);
                    assertThat(finding.evidence()).contains("the 3 agents known to Chat only");
                });
    }

    @Test
    void nobodyIsLockedOutWithoutAListOrWithoutSuchAgentsOrWhereChatRestrictsToo() {
        assertThat(ready().withActiveChatOnlyAgents(3).judge()).isEmpty();
        assertThat(ready().withActiveChatOnlyAgents(3).supportLetsIn(" ").judge())
                .isEmpty();
        assertThat(ready().withActiveChatOnlyAgents(0)
                        .supportLetsIn("192.0.2.1")
                        .judge())
                .isEmpty();
        assertThat(ready().withActiveChatOnlyAgents(3)
                        .chatLetsIn("192.0.2.1")
                        .supportLetsIn("192.0.2.1")
                        .judge())
                .isEmpty();
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
