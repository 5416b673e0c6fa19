package dev.chatmigration.passwordsetup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.domain.scheduling.AccountState;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import dev.chatmigration.steps.Night;
import dev.chatmigration.testing.MigrationBench;
import dev.chatmigration.testing.TestFeed;
import dev.chatmigration.upgrade.UndoUpgrade;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An undo that has not been committed yet, and a run that is about to remind the same account's agents. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RemindBesideUndoTest {
    private final MigrationBench bench;
    private final TestFeed feed;

    RemindBesideUndoTest(TestDatabase database, @TempDir Path directory) {
        bench = MigrationBench.on(database);
        feed = new TestFeed(directory);
    }

    @Test
    void nobodyGetsANewLinkToAnUpgradeThatIsBeingUndone() {
        feed.account(1);
        bench.nightly(feed, "2026-12-01T01:00:00Z");
        bench.upgrade(bench.schedule(1, "2026-12-01T12:00:00Z", "2026-12-01T22:00"));
        Instant remindAt = bench.sql()
                .sql("SELECT remind_at FROM setup_link")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        Night night = new Night(1, LocalDate.parse("2026-12-03"), remindAt);

        bench.beside(
                () -> bench.bean(UndoUpgrade.class).undo(1, new Act(remindAt, "Ann", "the wrong account")),
                () -> bench.bean(RemindAgents.class).process(night, List.of(1L)));

        assertThat(bench.state(1).state()).isEqualTo(AccountState.ROLLED_BACK);
        assertThat(bench.count("setup_link")).isEqualTo(1);
        assertThat(bench.kindsOfMail(1)).doesNotContain("SET_PASSWORD_REMINDER");
    }
}
