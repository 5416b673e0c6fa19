package dev.chatmigration.domain.notification;

import static dev.chatmigration.domain.notification.NoticeKind.Audience.ADMINISTRATOR;
import static dev.chatmigration.domain.notification.NoticeKind.Audience.AGENT;
import static dev.chatmigration.domain.notification.NoticeKind.CANCELLED;
import static dev.chatmigration.domain.notification.NoticeKind.ON_HOLD;
import static dev.chatmigration.domain.notification.NoticeKind.POSTPONED;
import static dev.chatmigration.domain.notification.NoticeKind.REMINDER;
import static dev.chatmigration.domain.notification.NoticeKind.RESCHEDULED;
import static dev.chatmigration.domain.notification.NoticeKind.ROLLED_BACK;
import static dev.chatmigration.domain.notification.NoticeKind.SCHEDULED;
import static dev.chatmigration.domain.notification.NoticeKind.SET_PASSWORD;
import static dev.chatmigration.domain.notification.NoticeKind.SET_PASSWORD_REMINDER;
import static dev.chatmigration.domain.notification.NoticeKind.UPGRADE_FAILED;
import static dev.chatmigration.domain.notification.NoticeKind.USE_SSO;
import static dev.chatmigration.domain.notification.NoticeKind.USE_SUPPORT_SIGN_IN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.domain.notification.Notice.AccountName;
import dev.chatmigration.domain.notification.Notice.Slot;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NoticeTest {
    private static final AccountName BRUME = new AccountName(7, "Atelier Brume", "brume");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant AT = Instant.parse("2027-01-10T20:00:00Z");
    private static final Instant NIGHT = Instant.parse("2027-01-09T01:00:00Z");
    private static final ReadingHours HOURS = new ReadingHours(LocalTime.of(8, 0), LocalTime.of(18, 0));
    private static final Slot SLOT = new Slot(AT, PARIS);

    @Test
    void isStoredAndRenderedUnderTheKindThatItsFactsAreOf() {
        assertThat(oneOfEachShape())
                .extracting(Notice::kind)
                .containsExactly(
                        SCHEDULED,
                        RESCHEDULED,
                        CANCELLED,
                        POSTPONED,
                        UPGRADE_FAILED,
                        ON_HOLD,
                        REMINDER,
                        NoticeKind.UPGRADED,
                        ROLLED_BACK,
                        SET_PASSWORD,
                        SET_PASSWORD_REMINDER,
                        USE_SSO,
                        USE_SUPPORT_SIGN_IN);
        assertThat(oneOfEachShape())
                .allSatisfy(notice ->
                        assertThat(notice.audience()).isEqualTo(notice.kind().audience()));
    }

    private static List<Notice> oneOfEachShape() {
        return List.of(
                new Notice.Scheduled(BRUME, SLOT, Notice.UnreviewedAgents.HOLD, 0, List.of(), "uid", 0),
                new Notice.Rescheduled(BRUME, SLOT, SLOT, null, null, 0, List.of(), "uid", 1),
                new Notice.Cancelled(BRUME, SLOT, Notice.Cancelled.Cancellation.REQUESTED, null, "uid", 1),
                new Notice.Postponed(BRUME, SLOT, null, Notice.Postponed.Postponement.MISSED, List.of(), "uid", 1),
                new Notice.UpgradeFailed(BRUME, SLOT, SLOT, "uid", 1),
                new Notice.OnHold(BRUME, SLOT, null, "uid", 1),
                new Notice.Reminder(BRUME, SLOT, 3, List.of()),
                new Notice.Upgraded(BRUME, AT, PARIS, 0, 0, 0, 0, List.of(), true, null, 0, false, List.of()),
                rolledBackTo(null),
                new Notice.SetPassword(BRUME, "Lea", "old@a.example", "new@a.example", "selector", AT, PARIS),
                new Notice.SetPasswordReminder(BRUME, "Lea", "old@a.example", "new@a.example", "selector", AT, PARIS),
                new Notice.UseSso(BRUME, "Lea", "old@a.example", "new@a.example"),
                new Notice.UseSupportSignIn(BRUME, "Lea", "old@a.example", "new@a.example", false));
    }

    @Test
    void isForAgentsOnlyWhereItIsAboutTheirSignIn() {
        assertThat(NoticeKind.values())
                .filteredOn(kind -> kind.audience() == AGENT)
                .containsExactlyInAnyOrder(SET_PASSWORD, SET_PASSWORD_REMINDER, USE_SSO, USE_SUPPORT_SIGN_IN);
    }

    @Test
    void ofAnUndoIsForAdministratorsAndForTheAgentsMailedBefore() {
        assertThat(rolledBackTo(null).audience()).isEqualTo(ADMINISTRATOR);
        assertThat(rolledBackTo("Lea").audience()).isEqualTo(AGENT);
    }

    @Test
    void replacesEarlierOnesInTheProductWhereBothAreAboutTheDate() {
        assertThat(NoticeKind.values())
                .filteredOn(NoticeKind::isAboutTheDate)
                .containsExactlyInAnyOrder(
                        SCHEDULED, RESCHEDULED, CANCELLED, POSTPONED, UPGRADE_FAILED, ON_HOLD, REMINDER, ROLLED_BACK);
    }

    @Test
    void isOvertakenByALaterDateUnlessItTellsOfWhatWasDone() {
        assertThat(NoticeKind.values())
                .filteredOn(NoticeKind::isOvertakenByALaterDate)
                .containsExactlyInAnyOrder(
                        SCHEDULED, RESCHEDULED, CANCELLED, POSTPONED, UPGRADE_FAILED, ON_HOLD, REMINDER);
    }

    @Test
    void ofOpenTasksHoldsOnTheDayItWasWrittenForOnTheAccountsClock() {
        assertThat(new Notice.Reminder(BRUME, SLOT, 3, List.of()).holdsUntil()).isEqualTo("2027-01-07T23:00:00Z");
        assertThat(new Notice.Reminder(BRUME, SLOT, 0, List.of()).holdsUntil()).isEqualTo("2027-01-10T23:00:00Z");
        assertThat(new Notice.OnHold(BRUME, SLOT, null, "uid", 1).holdsUntil()).isNull();
    }

    @Test
    void waitsForTheHoursOfTheAccountsClockUnlessItFollowsAnUpgrade() {
        assertThat(oneOfEachShape())
                .filteredOn(notice -> notice.waitsForHoursOf(NIGHT, HOURS) != null)
                .allSatisfy(notice ->
                        assertThat(notice.waitsForHoursOf(NIGHT, HOURS)).isEqualTo(PARIS))
                .extracting(Notice::kind)
                .containsExactly(SCHEDULED, RESCHEDULED, CANCELLED, ON_HOLD, REMINDER);
    }

    @Test
    void doesNotWaitForHoursThatBeginAfterTheUpgradeItAnnounces() {
        Instant evening = Instant.parse("2027-01-10T18:00:00Z");

        assertThat(oneOfEachShape())
                .filteredOn(notice -> notice.waitsForHoursOf(evening, HOURS) != null)
                .extracting(Notice::kind)
                .containsExactly(CANCELLED, ON_HOLD);
    }

    @Test
    void ofOpenTasksSaysWhetherOneOfThemBlocks() {
        assertThat(new Notice.Reminder(BRUME, SLOT, 3, List.of(task(false), task(true))).blocked())
                .isTrue();
        assertThat(new Notice.Reminder(BRUME, SLOT, 3, List.of(task(false))).blocked())
                .isFalse();
    }

    private static Notice.Task task(boolean blocks) {
        return new Notice.Task("ip-not-covered", blocks, 1, List.of());
    }

    private static Notice rolledBackTo(@Nullable String agent) {
        return new Notice.RolledBack(BRUME, SLOT, "too early", agent, agent == null ? null : "old@a.example", null, 1);
    }
}
