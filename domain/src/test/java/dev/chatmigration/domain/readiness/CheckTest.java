package dev.chatmigration.domain.readiness;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckTest {
    /** Exports, waivers and settings are written in these words: they are never changed. */
    @Test
    void namesAndSeveritiesAreThoseOfTheBrief() {
        Map<String, Severity> brief = new HashMap<>();
        add(brief, Severity.BLOCKS, """
                phase-not-eligible feed-incomplete administrator-missing agent-needs-decision
                agent-administrator-conflict agent-duplicate agent-address-invalid agent-address-taken
                agent-review-outdated sso-inactive ip-not-covered""");
        add(brief, Severity.WARNS, """
                agents-not-reviewed agent-not-seen agent-shared-mailbox agent-suspended owner-differs seats-exceeded
                ip-exposed ip-entry-invalid ip-entry-suspicious ip-lock-out sso-assignment-needed account-access-closed
                widget-legacy-snippet widget-foreign-key widget-both widget-api-unsupported widget-csp-blocks""");
        add(brief, Severity.INFO, """
                agent-look-alike department-homonym ip-will-be-added widget-outdated-snippet widget-several-channels
                widget-unknown widget-none""");

        assertThat(Arrays.stream(Check.values()).collect(toMap(Check::label, Check::defaultSeverity)))
                .isEqualTo(brief);
    }

    @Test
    void onlyPhaseAndFeedCannotBeWaived() {
        assertThat(Arrays.stream(Check.values()).filter(check -> !check.canBeWaived()))
                .containsExactly(Check.PHASE_NOT_ELIGIBLE, Check.FEED_INCOMPLETE);
    }

    @Test
    void aSlipOfTheKeyboardIsNearestToTheNameThatWasMeant() {
        assertThat(Check.nearest("ip-not-coverd")).isEqualTo(Check.IP_NOT_COVERED);
        assertThat(Check.nearest("agent_need_decision")).isEqualTo(Check.AGENT_NEEDS_DECISION);
    }

    @Test
    void everyCheckIsFoundByItsNameAndNothingElseIs() {
        assertThat(Check.values())
                .allSatisfy(check -> assertThat(Check.of(check.label())).contains(check));
        assertThat(Check.of("IP_EXPOSED")).isEmpty();
        assertThat(Check.of("")).isEmpty();
        assertThat(Check.of("no-such-check")).isEmpty();
    }

    private static void add(Map<String, Severity> table, Severity severity, String names) {
        for (String name : names.split("\\s+", -1)) {
            table.put(name, severity);
        }
    }
}
