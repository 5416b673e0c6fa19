package dev.chatmigration.domain.passwordsetup;

/** Why a link dies before it is used or expires. */
public enum Withdrawal {
    /** The agent set a password by another route. */
    PASSWORD_SET,
    /** The mailbox that the link went to is not the agent's any more. */
    ADDRESS_CHANGED,
    /** The agent was disabled or removed. */
    AGENT_DISABLED,
    /** The account signs in through an identity provider now, where a password means nothing. */
    SIGN_IN_BY_SSO,
    /** The upgrade was undone, so the agent does not exist any more. */
    UNDONE
}
