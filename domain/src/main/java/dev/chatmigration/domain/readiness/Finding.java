package dev.chatmigration.domain.readiness;

/**
 * The outcome of a check on an account.
 *
 * @param subject what it is about, in a form that stays the same from night to night: {@code account},
 *     {@code chat_agent 17}, {@code support_user 23}, a page's URL, {@code chat entry 3}
 * @param evidence what was seen, in one English sentence
 */
public record Finding(Check check, String subject, String evidence) {
    /** The subject of a finding on the account as a whole. */
    public static final String ACCOUNT = "account";

    public static Finding ofAccount(Check check, String evidence) {
        return new Finding(check, ACCOUNT, evidence);
    }

    public static Finding ofChatAgent(Check check, long chatAgentId, String evidence) {
        return new Finding(check, subjectOfChatAgent(chatAgentId), evidence);
    }

    public static Finding ofSupportUser(Check check, long supportUserId, String evidence) {
        return new Finding(check, subjectOfSupportUser(supportUserId), evidence);
    }

    /** The subject of findings on a Chat agent. */
    public static String subjectOfChatAgent(long chatAgentId) {
        return "chat_agent " + chatAgentId;
    }

    /** The subject of findings on a Support user. */
    public static String subjectOfSupportUser(long supportUserId) {
        return "support_user " + supportUserId;
    }
}
