package dev.chatmigration.domain.notification;

/** The kinds of notice, and whom each is for. */
public enum NoticeKind {
    SCHEDULED(Audience.ADMINISTRATOR, true),
    RESCHEDULED(Audience.ADMINISTRATOR, true),
    CANCELLED(Audience.ADMINISTRATOR, true),
    POSTPONED(Audience.ADMINISTRATOR, true),
    UPGRADE_FAILED(Audience.ADMINISTRATOR, true),
    ON_HOLD(Audience.ADMINISTRATOR, true),
    REMINDER(Audience.ADMINISTRATOR, true),
    UPGRADED(Audience.ADMINISTRATOR, false),
    /** Also to the agents who were told of another sign-in. */
    ROLLED_BACK(Audience.ADMINISTRATOR, true),
    SET_PASSWORD(Audience.AGENT, false),
    SET_PASSWORD_REMINDER(Audience.AGENT, false),
    USE_SSO(Audience.AGENT, false),
    USE_SUPPORT_SIGN_IN(Audience.AGENT, false);

    /** Administrators get a mail and an in-product message, agents a mail only. */
    public enum Audience {
        ADMINISTRATOR,
        AGENT
    }

    private final Audience audience;
    private final boolean aboutTheDate;

    NoticeKind(Audience audience, boolean aboutTheDate) {
        this.audience = audience;
        this.aboutTheDate = aboutTheDate;
    }

    public Audience audience() {
        return audience;
    }

    /**
     * Whether a change of the date makes a mail of this kind wrong that has not left yet. What tells of an undo holds
     * whatever date comes after it.
     */
    public boolean isOvertakenByALaterDate() {
        return aboutTheDate && this != ROLLED_BACK;
    }

    /** Whether a later notice of this group replaces this one in the product, so that no stale date stays in view. */
    public boolean isAboutTheDate() {
        return aboutTheDate;
    }
}
