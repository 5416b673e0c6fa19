package dev.chatmigration.domain.scheduling;

import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.account.BusinessHours;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an account asks of its slot.
 *
 * @param zone the account's own; every date and time here is read on its clock
 * @param businessHours never touched by the upgrade's hour; null means {@link BusinessHours#USUAL}
 * @param notBefore the first date that will do; null where there is none
 * @param preferredDays empty where any day suits
 * @param preferredLocalTime fits only if it is a full hour; null where any time suits
 */
public record SlotWish(
        long accountId,
        ZoneId zone,
        @Nullable BusinessHours businessHours,
        @Nullable LocalDate notBefore,
        Set<DayOfWeek> preferredDays,
        @Nullable LocalTime preferredLocalTime) {
    public SlotWish {
        preferredDays = Set.copyOf(preferredDays);
    }

    /** The account's wish as the feed tells it; without preferences where the account has stated none. */
    public static SlotWish of(Account account) {
        var migration = account.migration();
        return migration == null
                ? new SlotWish(account.id(), account.timeZone(), account.businessHours(), null, Set.of(), null)
                : new SlotWish(
                        account.id(),
                        account.timeZone(),
                        account.businessHours(),
                        migration.notBefore(),
                        migration.preferredDays(),
                        migration.preferredLocalTime());
    }
}
