package dev.chatmigration.mail;

import dev.chatmigration.domain.notification.Notice;
import dev.chatmigration.domain.notification.Notice.AccountName;
import dev.chatmigration.domain.notification.Notice.Cancelled;
import dev.chatmigration.domain.notification.Notice.Cancelled.Cancellation;
import dev.chatmigration.domain.notification.Notice.OnHold;
import dev.chatmigration.domain.notification.Notice.Postponed;
import dev.chatmigration.domain.notification.Notice.Postponed.Postponement;
import dev.chatmigration.domain.notification.Notice.Reminder;
import dev.chatmigration.domain.notification.Notice.Rescheduled;
import dev.chatmigration.domain.notification.Notice.RolledBack;
import dev.chatmigration.domain.notification.Notice.Scheduled;
import dev.chatmigration.domain.notification.Notice.SetPassword;
import dev.chatmigration.domain.notification.Notice.SetPasswordReminder;
import dev.chatmigration.domain.notification.Notice.Slot;
import dev.chatmigration.domain.notification.Notice.Task;
import dev.chatmigration.domain.notification.Notice.UnreviewedAgents;
import dev.chatmigration.domain.notification.Notice.UpgradeFailed;
import dev.chatmigration.domain.notification.Notice.Upgraded;
import dev.chatmigration.domain.notification.Notice.UseSso;
import dev.chatmigration.domain.notification.Notice.UseSupportSignIn;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/**
 * A notice to look at. Together they are of every kind and every branch, always the same, with names as long and as
 * awkward as real ones are. None holds a link that acts.
 *
 * @param name its kind as keys spell it, for instance {@code set-password}, and what is special about it
 */
public record Example(String name, Notice notice) {

    /** Whom examples are written to. */
    public static final String RECIPIENT = "siobhan.o'neill+chat@atelier-brume.example";

    public static final String RECIPIENT_NAME = "Siobhán O'Neill";

    /** When they were written. */
    public static final Instant WRITTEN_AT = Instant.parse("2026-11-23T01:04:05Z");

    static final AccountName PLAIN = new AccountName(4711, "Atelier Brume", "atelierbrume");
    static final AccountName AWKWARD = new AccountName(4712, "Brume & Fils \"d'Atelier\"", "brume-fils");
    static final AccountName LONG = new AccountName(
            4713,
            "Société coopérative d'intérêt collectif des Établissements Réunis de Navigation, de Pêche & d'Ostréiculture"
                    + " de la Presqu'île de Rhuys-Sarzeau-Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikation",
            "etablissements-reunis-de-navigation");

    static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    static final Slot SPRING = new Slot(Instant.parse("2027-03-16T20:00:00Z"), PARIS);
    static final Slot SUMMER = new Slot(Instant.parse("2027-06-09T19:00:00Z"), PARIS);
    static final Slot CHICAGO = new Slot(Instant.parse("2027-03-14T11:00:00Z"), ZoneId.of("America/Chicago"));
    static final Slot KATHMANDU = new Slot(Instant.parse("2027-02-06T15:15:00Z"), ZoneId.of("Asia/Kathmandu"));

    private static final String UID = "upgrade-4711@migration.zendesk.example";

    private static final List<Task> TASKS = List.of(
            new Task("agents-not-reviewed", false, 12, List.of("Léa Martin", "Bo & Co", "Siobhán O'Neill")),
            new Task("ip-not-covered", true, 2, List.of("198.51.100.0/24", "203.0.113.7")),
            new Task("agent-needs-decision", true, 1, List.of("lea.martin@atelier-brume.example")),
            new Task("widget-legacy-snippet", false, 3, List.of("https://www.atelier-brume.example/panier?a=1&b=2")),
            new Task("account-access-closed", false, 1, List.of()),
            new Task("ip-entry-suspicious", false, 4, List.of()));

    public static Stream<Example> all() {
        return Stream.of(
                new Example("scheduled", scheduled(AWKWARD, SPRING)),
                new Example(
                        "scheduled-with-nothing-to-do",
                        new Scheduled(PLAIN, CHICAGO, UnreviewedAgents.HOLD, 0, List.of(), UID, 0)),
                new Example(
                        "rescheduled",
                        new Rescheduled(LONG, SUMMER, SPRING, "l'équipe de Brest & Lorient", null, 0, TASKS, UID, 1)),
                new Example(
                        "rescheduled-without-reason",
                        new Rescheduled(PLAIN, KATHMANDU, SPRING, null, null, 0, List.of(), UID, 2)),
                new Example(
                        "rescheduled-as-the-first-word",
                        new Rescheduled(
                                AWKWARD,
                                KATHMANDU,
                                SPRING,
                                null,
                                UnreviewedAgents.MERGE_ON_BEHALF,
                                3,
                                TASKS.subList(0, 2),
                                UID,
                                2)),
                new Example(
                        "cancelled",
                        new Cancelled(AWKWARD, SPRING, Cancellation.REQUESTED, "we'd rather wait & see", UID, 1)),
                new Example(
                        "cancelled-by-phase", new Cancelled(PLAIN, CHICAGO, Cancellation.PHASE_CHANGED, null, UID, 3)),
                new Example(
                        "postponed",
                        new Postponed(AWKWARD, SPRING, SUMMER, Postponement.NOT_READY, TASKS.subList(1, 3), UID, 1)),
                new Example(
                        "postponed-without-date",
                        new Postponed(PLAIN, SPRING, null, Postponement.MISSED, List.of(), UID, 2)),
                new Example(
                        "postponed-by-hold",
                        new Postponed(PLAIN, CHICAGO, SUMMER, Postponement.HELD, TASKS.subList(0, 2), UID, 2)),
                new Example("upgrade-failed", new UpgradeFailed(AWKWARD, SPRING, SUMMER, UID, 1)),
                new Example("upgrade-failed-without-date", new UpgradeFailed(LONG, SPRING, null, UID, 2)),
                new Example("on-hold", new OnHold(AWKWARD, SPRING, "we'd like to look into it first", UID, 2)),
                new Example("on-hold-without-reason", new OnHold(PLAIN, CHICAGO, null, UID, 4)),
                new Example("reminder", new Reminder(AWKWARD, SUMMER, 14, TASKS)),
                new Example("reminder-of-one-thing", new Reminder(LONG, CHICAGO, 3, TASKS.subList(3, 4))),
                new Example("reminder-the-last-ready", new Reminder(PLAIN, KATHMANDU, 1, TASKS.subList(3, 6))),
                new Example("reminder-the-last-blocked", new Reminder(AWKWARD, SPRING, 1, TASKS.subList(0, 3))),
                new Example("reminder-on-the-day", new Reminder(PLAIN, SPRING, 0, TASKS.subList(1, 2))),
                new Example(
                        "upgraded",
                        new Upgraded(
                                AWKWARD,
                                Instant.parse("2027-03-16T20:04:00Z"),
                                PARIS,
                                1204,
                                3,
                                1,
                                1,
                                List.of("198.51.100.0/24", "203.0.113.7"),
                                true,
                                null,
                                3,
                                false,
                                TASKS.subList(3, 4))),
                new Example(
                        "upgraded-with-sso",
                        new Upgraded(
                                PLAIN,
                                Instant.parse("2027-06-09T19:03:00Z"),
                                PARIS,
                                0,
                                0,
                                0,
                                0,
                                List.of(),
                                false,
                                "<script id=\"ze-snippet\" src=\"https://static.zdassets.com/ekr/snippet.js"
                                        + "?key=3f0c2a51-7c1d-4e0b-9a55-0c9be2d6a7f1\"></script>",
                                0,
                                true,
                                List.of())),
                new Example(
                        "rolled-back",
                        new RolledBack(AWKWARD, SPRING, "agents can't see any chat", null, null, UID, 2)),
                new Example(
                        "rolled-back-to-an-agent",
                        new RolledBack(LONG, CHICAGO, "chats arrive twice", "Bo & Co", "bo@brume.example", null, 4)),
                new Example("set-password", setPassword(AWKWARD)),
                new Example(
                        "set-password-for-a-new-address",
                        new SetPassword(
                                LONG,
                                "Wolfeschlegelsteinhausenbergerdorff-Vandenbroucke d'Aubigné & Söhne",
                                "ops@old.example",
                                "wolfeschlegelsteinhausenbergerdorff.vandenbroucke@etablissements-reunis.example",
                                "s3lect0r",
                                Instant.parse("2027-06-10T22:00:00Z"),
                                PARIS)),
                new Example(
                        "set-password-reminder",
                        new SetPasswordReminder(
                                AWKWARD,
                                "Siobhán O'Neill & Co",
                                "chat@old.example",
                                "siobhan@brume.example",
                                "s3lect0r",
                                Instant.parse("2027-03-18T23:00:00Z"),
                                PARIS)),
                new Example("use-sso", new UseSso(AWKWARD, "Léa d'Arc", "lea@old.example", "lea@new.example")),
                new Example(
                        "use-sso-at-the-same-address",
                        new UseSso(PLAIN, "Bo & Co", "bo@brume.example", "bo@brume.example")),
                new Example(
                        "use-support-sign-in",
                        new UseSupportSignIn(AWKWARD, "Siobhán O'Neill", "chat@old.example", "s@new.example", false)),
                new Example(
                        "use-support-sign-in-by-sso",
                        new UseSupportSignIn(LONG, "Bo & Co", "bo@brume.example", "bo@brume.example", true)));
    }

    static Scheduled scheduled(AccountName account, Slot slot) {
        return new Scheduled(account, slot, UnreviewedAgents.MERGE_ON_BEHALF, 12, TASKS, UID, 0);
    }

    static SetPassword setPassword(AccountName account) {
        return new SetPassword(
                account,
                "Siobhán O'Neill & Co",
                "siobhan@brume.example",
                "siobhan@brume.example",
                "s3lect0r",
                Instant.parse("2027-03-17T23:00:00Z"),
                PARIS);
    }

    @Override
    public String toString() {
        return name;
    }
}
