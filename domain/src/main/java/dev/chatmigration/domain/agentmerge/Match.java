package dev.chatmigration.domain.agentmerge;

import dev.chatmigration.domain.account.EmailAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the rules make of one Chat agent. */
sealed interface Match {

    Scenario scenario();

    /** The Support agent who becomes one agent with the Chat agent, or may do so. */
    @Nullable
    SupportRecord support();

    /** The address to sign in with, as given. */
    @Nullable
    String email();

    /** Why the Chat agent is left out; empty where an agent comes of it. */
    default Optional<LeftOut.Reason> leftOut() {
        return Optional.empty();
    }

    /** An administrator said who it is. */
    record ConfirmedPair(
            Scenario scenario,
            SupportRecord support,
            @Nullable String email) implements Match {}

    /**
     * Support knows the address as somebody's primary one.
     *
     * @param support null where another Chat agent with this address is the one to be paired
     */
    record SameAddress(
            @Nullable SupportRecord support, @Nullable String email) implements Match {
        @Override
        public Scenario scenario() {
            return Scenario.SAME_EMAIL;
        }
    }

    /**
     * Support knows the address as a verified further one, which somebody has to look at.
     *
     * @param candidates all Support agents who have it
     * @param support the candidate, if there is but one and nobody else is paired with it
     */
    record Undecided(
            List<SupportRecord> candidates,
            @Nullable SupportRecord support,
            @Nullable String email) implements Match {
        @Override
        public Scenario scenario() {
            return Scenario.TWO_EMAILS;
        }
    }

    /** An agent new to Support. */
    record Created(@Nullable String email, @Nullable EmailAddress address) implements Match {
        @Override
        public Scenario scenario() {
            return Scenario.CHAT_ONLY;
        }

        @Override
        public @Nullable SupportRecord support() {
            return null;
        }
    }

    /** An administrator wants no Chat for this person; a Support agent with the address is carried without it. */
    record WithoutChat(Scenario scenario, @Nullable String email) implements Match {
        @Override
        public @Nullable SupportRecord support() {
            return null;
        }

        @Override
        public Optional<LeftOut.Reason> leftOut() {
            return Optional.of(LeftOut.Reason.NO_CHAT_REVIEW);
        }
    }

    /** Chat has not delivered the agent for several nights, and nothing else is known of it. */
    record NotSeen(@Nullable String email) implements Match {
        @Override
        public Scenario scenario() {
            return Scenario.CHAT_ONLY;
        }

        @Override
        public @Nullable SupportRecord support() {
            return null;
        }

        @Override
        public Optional<LeftOut.Reason> leftOut() {
            return Optional.of(LeftOut.Reason.NOT_SEEN);
        }
    }
}
