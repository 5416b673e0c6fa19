package dev.chatmigration.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.domain.scheduling.AccountState;
import dev.chatmigration.testing.MigrationBench;
import dev.chatmigration.testing.TestFeed;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What administrators are told of agents whom nobody has reviewed, and that it comes true. */
class UnreviewedAgentsTest {
    private static final String NIGHT = "2026-12-01T01:00:00Z";

    @Test
    void areMergedOnBehalfByDefaultAndTheNoticeOfTheDateSaysSo(@TempDir Path directory) {
        MigrationBench bench = MigrationBench.on(TestDatabase.H2);

        upgradeAfterANight(bench, new TestFeed(directory));

        assertThat(bench.notices(1, "SCHEDULED")).singleElement().asString().contains("MERGE_ON_BEHALF");
        assertThat(bench.state(1).state()).isEqualTo(AccountState.UPGRADED);
    }

    @Test
    void holdTheUpgradeBackUnderThatPolicyAndTheNoticeOfTheDateSaysSo(@TempDir Path directory) {
        try (MigrationBench bench = MigrationBench.with(TestDatabase.H2, "migration.unreviewed=hold")) {
            upgradeAfterANight(bench, new TestFeed(directory));

            assertThat(bench.notices(1, "SCHEDULED"))
                    .singleElement()
                    .asString()
                    .contains("HOLD")
                    .doesNotContain("MERGE_ON_BEHALF");
            assertThat(bench.state(1).state()).isEqualTo(AccountState.SCHEDULED);
            assertThat(bench.kindsOfMail(1)).containsExactly("POSTPONED", "REMINDER", "SCHEDULED");
        }
    }

    private static void upgradeAfterANight(MigrationBench bench, TestFeed feed) {
        feed.account(1).asked("2026-11-20T10:00:00Z");
        bench.nightly(feed, NIGHT);
        var slot = bench.slot(1);
        bench.nightly(feed, slot.minus(Duration.ofHours(12)).toString());
        bench.upgrade(slot);
    }
}
