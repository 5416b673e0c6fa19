package dev.chatmigration.notification;

import dev.chatmigration.domain.notification.Notice;
import dev.chatmigration.domain.notification.NoticeKind;
import tools.jackson.databind.json.JsonMapper;

/** How the facts of a notice are stored: JSON of the record, read back by the kind that stands beside it. */
public final class NoticeJson {
    // Not the application's mapper: what is stored must not change with a setting.
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private NoticeJson() {}

    public static String write(Notice notice) {
        return MAPPER.writeValueAsString(notice);
    }

    public static Notice read(NoticeKind kind, String json) {
        return MAPPER.readValue(json, type(kind));
    }

    private static Class<? extends Notice> type(NoticeKind kind) {
        return switch (kind) {
            case SCHEDULED -> Notice.Scheduled.class;
            case RESCHEDULED -> Notice.Rescheduled.class;
            case CANCELLED -> Notice.Cancelled.class;
            case POSTPONED -> Notice.Postponed.class;
            case UPGRADE_FAILED -> Notice.UpgradeFailed.class;
            case ON_HOLD -> Notice.OnHold.class;
            case REMINDER -> Notice.Reminder.class;
            case UPGRADED -> Notice.Upgraded.class;
            case ROLLED_BACK -> Notice.RolledBack.class;
            case SET_PASSWORD -> Notice.SetPassword.class;
            case SET_PASSWORD_REMINDER -> Notice.SetPasswordReminder.class;
            case USE_SSO -> Notice.UseSso.class;
            case USE_SUPPORT_SIGN_IN -> Notice.UseSupportSignIn.class;
        };
    }
}
