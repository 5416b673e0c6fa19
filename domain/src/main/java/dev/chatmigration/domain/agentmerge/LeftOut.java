package dev.chatmigration.domain.agentmerge;

import java.util.Locale;

/**
 * A record that becomes no agent.
 *
 * @param id the record's id on its side
 */
public record LeftOut(Side side, long id, String name, Reason reason) {

    /** Where the record comes from. */
    public enum Side {
        CHAT,
        SUPPORT;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why it becomes no agent. */
    public enum Reason {
        /** Support has deleted the user. */
        DELETED,
        /** An administrator wants no Chat for this person. */
        NO_CHAT_REVIEW,
        /** Chat has not delivered the agent for several nights, and no administrator vouches for it. */
        NOT_SEEN;

        /** A stable name, for instance {@code no-chat-review}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static LeftOut of(ChatRecord chat, Reason reason) {
        return new LeftOut(Side.CHAT, chat.id(), AgentName.of(chat.agent()), reason);
    }

    static LeftOut of(SupportRecord support, Reason reason) {
        return new LeftOut(Side.SUPPORT, support.id(), AgentName.of(support.user()), reason);
    }
}
