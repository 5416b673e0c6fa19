package dev.chatmigration.domain.readiness;

import java.util.OptionalLong;

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

    private static final String CHAT_AGENT = "chat_agent ";
    private static final String SUPPORT_USER = "support_user ";

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
        return CHAT_AGENT + chatAgentId;
    }

    /** The subject of findings on a Support user. */
    public static String subjectOfSupportUser(long supportUserId) {
        return SUPPORT_USER + supportUserId;
    }

    /** The Chat agent that it is about; empty where it is about something else. */
    public OptionalLong chatAgentId() {
        return idBehind(CHAT_AGENT);
    }

    /** The Support user that it is about; empty where it is about something else. */
    public OptionalLong supportUserId() {
        return idBehind(SUPPORT_USER);
    }

    private OptionalLong idBehind(String kind) {
        return subject.startsWith(kind)
                ? OptionalLong.of(Long.parseLong(subject.substring(kind.length())))
                : OptionalLong.empty();
    }
}
