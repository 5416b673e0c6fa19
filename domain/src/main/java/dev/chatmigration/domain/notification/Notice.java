package dev.chatmigration.domain.notification;

import dev.chatmigration.domain.account.Account;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one notice to one person; stored with the notice and handed to the templates later. No fact here is a
 * secret: the setup link is only named by a placeholder.
 */
public sealed interface Notice {

    /** The account the notice is about. */
    AccountName account();

    NoticeKind kind();

    /** Whom this notice is for; a kind may be for both. */
    default NoticeKind.Audience audience() {
        return kind().audience();
    }

    /**
     * On whose clock the mail of this notice waits for the hours in which administrators are written to; null where it
     * leaves at once: after an upgrade or an attempt at one, and to agents.
     *
     * @param writtenAt where the upgrade that a notice announces would begin before the hours do, it leaves at once too
     */
    default @Nullable ZoneId waitsForHoursOf(Instant writtenAt, ReadingHours hours) {
        return null;
    }

    /** When this notice becomes wrong by itself if it has not been read; null where that does not happen. */
    default @Nullable Instant holdsUntil() {
        return null;
    }

    /**
     * An account as people know it.
     *
     * @param subdomain also the first label of the sign-in host
     */
    record AccountName(long id, String name, String subdomain) {
        /** The name of an account of the feed. */
        public static AccountName of(Account account) {
            return new AccountName(account.id(), account.name(), account.subdomain());
        }
    }

    /**
     * When the upgrade starts.
     *
     * @param zone the account's zone; the promise is made on its clock
     */
    record Slot(Instant start, ZoneId zone) {
        private @Nullable ZoneId zoneUnlessOver(Instant writtenAt, ReadingHours hours) {
            return hours.firstFrom(writtenAt, zone).isBefore(start) ? zone : null;
        }
    }

    /**
     * Something left to do before the date.
     *
     * @param check the stable name of the finding behind it
     * @param blocks whether the upgrade waits for it
     * @param count how many findings of this name are open
     * @param examples at most three subjects, in words
     */
    record Task(String check, boolean blocks, int count, List<String> examples) {}

    /** What becomes of agents whom nobody has reviewed when the slot comes. */
    enum UnreviewedAgents {
        MERGE_ON_BEHALF,
        HOLD
    }

    /** The night the slot is set. */
    record Scheduled(
            AccountName account,
            Slot slot,
            UnreviewedAgents unreviewed,
            int agentsToReview,
            List<Task> tasks,
            String calendarUid,
            int sequence)
            implements Notice {
        @Override
        public NoticeKind kind() {
            return NoticeKind.SCHEDULED;
        }

        @Override
        public @Nullable ZoneId waitsForHoursOf(Instant writtenAt, ReadingHours hours) {
            return slot.zoneUnlessOver(writtenAt, hours);
        }
    }

    /**
     * Somebody moved the slot.
     *
     * @param unreviewed null to readers who have {@link Scheduled} and know what to expect
     * @param agentsToReview counts only where {@code unreviewed} is given
     */
    record Rescheduled(
            AccountName account,
            Slot slot,
            Slot before,
            @Nullable String reason,
            @Nullable UnreviewedAgents unreviewed,
            int agentsToReview,
            List<Task> tasks,
            String calendarUid,
            int sequence)
            implements Notice {
        @Override
        public NoticeKind kind() {
            return NoticeKind.RESCHEDULED;
        }

        @Override
        public @Nullable ZoneId waitsForHoursOf(Instant writtenAt, ReadingHours hours) {
            return slot.zoneUnlessOver(writtenAt, hours);
        }
    }

    /** The slot is given up; the account stays as it is. */
    record Cancelled(
            AccountName account,
            Slot before,
            Cancellation cause,
            @Nullable String reason,
            String calendarUid,
            int sequence)
            implements Notice {
        /** Why it was given up. */
        public enum Cancellation {
            /** Somebody asked for it. */
            REQUESTED,
            /** The account reached phase 3 or 4 in another way. */
            PHASE_CHANGED
        }

        @Override
        public NoticeKind kind() {
            return NoticeKind.CANCELLED;
        }

        @Override
        public ZoneId waitsForHoursOf(Instant writtenAt, ReadingHours hours) {
            return before.zone();
        }
    }

    /**
     * The slot came and the account could not be upgraded.
     *
     * @param slot the new one, null where the account waits
     */
    record Postponed(
            AccountName account,
            Slot before,
            @Nullable Slot slot,
            Postponement cause,
            List<Task> tasks,
            String calendarUid,
            int sequence)
            implements Notice {
        /** Why the upgrade did not start. */
        public enum Postponement {
            /** Something blocks it; the tasks say what. */
            NOT_READY,
            /** Nothing started within the tolerance; our fault. */
            MISSED,
            /** The account was on hold when the slot passed. */
            HELD
        }

        @Override
        public NoticeKind kind() {
            return NoticeKind.POSTPONED;
        }
    }

    /**
     * The upgrade was tried and nothing was applied.
     *
     * @param slot the new one, null where the account waits
     */
    record UpgradeFailed(
            AccountName account, Slot before, @Nullable Slot slot, String calendarUid, int sequence) implements Notice {
        @Override
        public NoticeKind kind() {
            return NoticeKind.UPGRADE_FAILED;
        }
    }

    /**
     * The account was put on hold, and its slot counts no longer; a release brings a date again.
     *
     * @param reason somebody's words
     */
    record OnHold(
            AccountName account, Slot before, @Nullable String reason, String calendarUid, int sequence)
            implements Notice {
        @Override
        public NoticeKind kind() {
            return NoticeKind.ON_HOLD;
        }

        @Override
        public ZoneId waitsForHoursOf(Instant writtenAt, ReadingHours hours) {
            return before.zone();
        }
    }

    /**
     * What is still to be done before the date.
     *
     * @param daysLeft from the day it is read to the day of the slot, on the account's clock; the last one says 1
     * @param tasks never empty
     */
    record Reminder(AccountName account, Slot slot, int daysLeft, List<Task> tasks) implements Notice {
        @Override
        public NoticeKind kind() {
            return NoticeKind.REMINDER;
        }

        @Override
        public @Nullable ZoneId waitsForHoursOf(Instant writtenAt, ReadingHours hours) {
            return slot.zoneUnlessOver(writtenAt, hours);
        }

        /** The end of the day that it is meant for: on the next one another number of days is left. */
        @Override
        public Instant holdsUntil() {
            return LocalDate.ofInstant(slot.start(), slot.zone())
                    .minusDays(daysLeft)
                    .plusDays(1)
                    .atStartOfDay(slot.zone())
                    .toInstant();
        }

        /** Whether something stands in the way of the upgrade as things are. */
        public boolean blocked() {
            return tasks.stream().anyMatch(Task::blocks);
        }
    }

    /**
     * The upgrade is done.
     *
     * @param merged agents known to both sides
     * @param created agents known to Chat only
     * @param carried agents known to Support only
     * @param leftOut records of either side that were not carried
     * @param addedAddresses blocks written to Support's allow-list
     * @param webWidgetCreated false where the account's own Web Widget was kept
     * @param webWidgetSnippet the code for the account's pages; null where no key is known yet
     * @param setPasswordMails how many agents are mailed a setup link
     * @param bySso whether agents sign in through the account's identity provider
     * @param tasks what was open before and still is, the legacy snippet above all
     */
    record Upgraded(
            AccountName account,
            Instant at,
            ZoneId zone,
            int merged,
            int created,
            int carried,
            int leftOut,
            List<String> addedAddresses,
            boolean webWidgetCreated,
            @Nullable String webWidgetSnippet,
            int setPasswordMails,
            boolean bySso,
            List<Task> tasks)
            implements Notice {
        @Override
        public NoticeKind kind() {
            return NoticeKind.UPGRADED;
        }
    }

    /**
     * The upgrade was undone, and everything is as it was before.
     *
     * @param before when the upgrade started
     * @param reason somebody's words
     * @param agentName of an agent who was told of another sign-in; null to administrators
     * @param oldAddress the agent's address in Chat, which counts again; null to administrators
     * @param calendarUid null to agents, who have no entry
     */
    record RolledBack(
            AccountName account,
            Slot before,
            String reason,
            @Nullable String agentName,
            @Nullable String oldAddress,
            @Nullable String calendarUid,
            int sequence)
            implements Notice {
        @Override
        public NoticeKind kind() {
            return NoticeKind.ROLLED_BACK;
        }

        @Override
        public NoticeKind.Audience audience() {
            return agentName == null ? NoticeKind.Audience.ADMINISTRATOR : NoticeKind.Audience.AGENT;
        }
    }

    /** To an agent, about the way to sign in after the upgrade. */
    sealed interface SignInChange extends Notice {
        String agentName();

        /** The address used in Chat. */
        String oldAddress();
    }

    /**
     * To an agent known to Chat only who signs in with a password. The link itself is not here: the rendered text
     * carries a placeholder that dispatch fills.
     *
     * @param selector names the link without being able to act
     * @param oldAddress the address used in Chat; may equal the new one
     */
    record SetPassword(
            AccountName account,
            String agentName,
            String oldAddress,
            String signInAddress,
            String selector,
            Instant expiresAt,
            ZoneId zone)
            implements SignInChange {
        @Override
        public NoticeKind kind() {
            return NoticeKind.SET_PASSWORD;
        }
    }

    /**
     * To an agent who has not used the link of {@link SetPassword}: a new one, which killed the older one.
     *
     * @param selector names the new link without being able to act
     * @param oldAddress the address used in Chat; may equal the new one
     */
    record SetPasswordReminder(
            AccountName account,
            String agentName,
            String oldAddress,
            String signInAddress,
            String selector,
            Instant expiresAt,
            ZoneId zone)
            implements SignInChange {
        @Override
        public NoticeKind kind() {
            return NoticeKind.SET_PASSWORD_REMINDER;
        }
    }

    /** To an agent known to Chat only whose account signs in by SSO. */
    record UseSso(AccountName account, String agentName, String oldAddress, String signInAddress)
            implements SignInChange {
        @Override
        public NoticeKind kind() {
            return NoticeKind.USE_SSO;
        }
    }

    /**
     * To an agent known to both sides.
     *
     * @param bySso whether Support's sign-in is the identity provider's
     */
    record UseSupportSignIn(
            AccountName account, String agentName, String oldAddress, String signInAddress, boolean bySso)
            implements SignInChange {
        @Override
        public NoticeKind kind() {
            return NoticeKind.USE_SUPPORT_SIGN_IN;
        }
    }
}
