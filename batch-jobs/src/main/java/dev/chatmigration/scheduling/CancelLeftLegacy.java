package dev.chatmigration.scheduling;

import dev.chatmigration.database.Audit;
import dev.chatmigration.domain.notification.Notice;
import dev.chatmigration.domain.notification.NoticeKind;
import dev.chatmigration.domain.scheduling.Slot;
import dev.chatmigration.scheduling.DueNotices.ChangeOfDate;
import dev.chatmigration.scheduling.DueNotices.DateFacts;
import dev.chatmigration.steps.AccountSource;
import dev.chatmigration.steps.AccountWork;
import dev.chatmigration.steps.Night;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Cancels the slots of accounts that reached phase 3 or 4 in another way. */
@Component
class CancelLeftLegacy implements AccountSource, AccountWork {
    private final AccountMigrations migrations;
    private final DueNotices notices;

    CancelLeftLegacy(AccountMigrations migrations, DueNotices notices) {
        this.migrations = migrations;
        this.notices = notices;
    }

    @Override
    public List<Long> next(Night night, @Nullable Long last, int limit) {
        return migrations.leftLegacy(last == null ? Long.MIN_VALUE : last, limit);
    }

    @Override
    public long count(Night night) {
        return migrations.countLeftLegacy();
    }

    @Override
    public void process(Night night, List<Long> accountIds) {
        List<StateChange> changes = new ArrayList<>();
        List<ChangeOfDate> owed = new ArrayList<>();
        migrations.forChange(accountIds).values().forEach(before -> {
            if (!before.hasDate()) {
                return; // somebody was faster
            }
            Slot slot = before.promised();
            MigrationState after = before.phaseChanged(night.asOf());
            changes.add(new StateChange(before, after, "PHASE_CHANGED", night.asOf(), Audit.BATCH, null));
            owed.add(new ChangeOfDate(
                    after,
                    NoticeKind.CANCELLED,
                    night.asOf(),
                    new DateFacts(
                            slot.start(),
                            slot.zone().getId(),
                            Notice.Cancelled.Cancellation.PHASE_CHANGED.name(),
                            null)));
        });
        migrations.save(changes);
        notices.add(owed);
    }
}
