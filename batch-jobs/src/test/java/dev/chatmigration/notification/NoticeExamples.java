package dev.chatmigration.notification;

import dev.chatmigration.domain.notification.Notice;
import dev.chatmigration.domain.notification.Notice.AccountName;
import dev.chatmigration.domain.notification.Notice.Slot;
import dev.chatmigration.domain.notification.Notice.Task;
import dev.chatmigration.domain.notification.Notice.UnreviewedAgents;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** A notice of every kind. */
public final class NoticeExamples {
    public static final String SELECTOR = "c2VsZWN0b3ItZXhhbXBsQQ";

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant SLOT = Instant.parse("2027-01-12T20:00:00Z");
    private static final List<Task> TASKS =
            List.of(new Task("agents-not-reviewed", false, 2, List.of("Zoë Müller", "Ann <ann@shop.example>")));

    private NoticeExamples() {}

    public static Notice scheduled(long account) {
        return new Notice.Scheduled(
                account(account),
                new Slot(SLOT, PARIS),
                UnreviewedAgents.MERGE_ON_BEHALF,
                2,
                TASKS,
                "upgrade-" + account + "@mail.chat-upgrade.example",
                0);
    }

    public static Notice rescheduled(long account) {
        return new Notice.Rescheduled(
                account(account),
                new Slot(SLOT.plusSeconds(86_400), PARIS),
                new Slot(SLOT, PARIS),
                null,
                null,
                0,
                TASKS,
                "upgrade-" + account + "@mail.chat-upgrade.example",
                1);
    }

    public static Notice reminder(long account) {
        return new Notice.Reminder(account(account), new Slot(SLOT.plusSeconds(3 * 86_400), PARIS), 3, TASKS);
    }

    public static Notice upgraded(long account) {
        return new Notice.Upgraded(
                account(account), SLOT, PARIS, 1, 2, 3, 0, List.of("192.0.2.0/24"), true, null, 2, false, TASKS);
    }

    public static Notice setPassword(long account, String agentName) {
        return new Notice.SetPassword(
                account(account),
                agentName,
                "old@shop.example",
                "new@shop.example",
                SELECTOR,
                SLOT.plusSeconds(172_800),
                PARIS);
    }

    public static Notice useSso(long account) {
        return new Notice.UseSso(account(account), "Ann", "old@shop.example", "new@shop.example");
    }

    /** One of each kind. */
    public static List<Notice> all() {
        return List.of(
                scheduled(7),
                rescheduled(7),
                new Notice.Cancelled(
                        account(7),
                        new Slot(SLOT, PARIS),
                        Notice.Cancelled.Cancellation.PHASE_CHANGED,
                        null,
                        "uid@mail.chat-upgrade.example",
                        2),
                new Notice.Postponed(
                        account(7),
                        new Slot(SLOT, PARIS),
                        null,
                        Notice.Postponed.Postponement.NOT_READY,
                        TASKS,
                        "uid@mail.chat-upgrade.example",
                        3),
                new Notice.UpgradeFailed(account(7), new Slot(SLOT, PARIS), null, "uid@mail.chat-upgrade.example", 4),
                new Notice.RolledBack(
                        account(7),
                        new Slot(SLOT, PARIS),
                        "Chats arrive twice",
                        null,
                        null,
                        "uid@mail.chat-upgrade.example",
                        5),
                new Notice.OnHold(
                        account(7), new Slot(SLOT, PARIS), "we look into it", "uid@mail.chat-upgrade.example", 5),
                reminder(7),
                upgraded(7),
                setPassword(7, "Ann"),
                new Notice.SetPasswordReminder(
                        account(7), "Ann", "old@shop.example", "new@shop.example", SELECTOR, SLOT, PARIS),
                useSso(7),
                new Notice.UseSupportSignIn(account(7), "Ann", "old@shop.example", "new@shop.example", true));
    }

    private static AccountName account(long id) {
        return new AccountName(id, "L'été & Söhne " + id, "shop" + id);
    }
}
