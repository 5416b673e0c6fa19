package dev.chatmigration.domain.passwordsetup;

import dev.chatmigration.domain.account.EmailAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of a link that is open, in the light of what is known of its agent and account by now. */
public sealed interface LinkUpkeep {
    /** It stays as it is. */
    record Keep() implements LinkUpkeep {}

    /** It dies, since its agent has no use for it or somebody else might have. */
    record Withdraw(Withdrawal why) implements LinkUpkeep {}

    /** A newer link takes its place, and its agent is written to once more. */
    record Remind() implements LinkUpkeep {}

    /**
     * An open link, and what is known.
     *
     * @param remindAt null where nobody is reminded of it, as of one that came with a reminder
     * @param mailedTo the sign-in address when the link was made; null where that was not kept
     * @param chatAddressThen the address in Chat at that time, if any
     * @param agent null where the agent does not exist any more
     */
    record Facts(
            Instant expiresAt,
            @Nullable Instant remindAt,
            @Nullable String mailedTo,
            @Nullable String chatAddressThen,
            @Nullable Agent agent,
            boolean accountSignsInBySso) {}

    /**
     * The agent as of now.
     *
     * @param enabledInChat whether the feed still has the agent, and enabled
     * @param chatAddress as the feed has it by now
     */
    record Agent(
            boolean active,
            boolean enabledInChat,
            String signInAddress,
            @Nullable String chatAddress) {}

    static LinkUpkeep of(Facts facts, Instant now) {
        Agent agent = facts.agent();
        if (agent == null) {
            return new Withdraw(Withdrawal.UNDONE);
        }
        if (facts.accountSignsInBySso()) {
            return new Withdraw(Withdrawal.SIGN_IN_BY_SSO);
        }
        if (!agent.active() || !agent.enabledInChat()) {
            return new Withdraw(Withdrawal.AGENT_DISABLED);
        }
        if (differ(facts.mailedTo(), agent.signInAddress()) || differ(facts.chatAddressThen(), agent.chatAddress())) {
            return new Withdraw(Withdrawal.ADDRESS_CHANGED);
        }
        boolean due = facts.remindAt() != null && !now.isBefore(facts.remindAt()) && now.isBefore(facts.expiresAt());
        return due ? new Remind() : new Keep();
    }

    /** Whether two known addresses are two mailboxes; a spelling that means the same is no change. */
    private static boolean differ(@Nullable String then, @Nullable String now) {
        return then != null && now != null && !key(then).equals(key(now));
    }

    private static String key(String address) {
        return EmailAddress.parse(address).map(EmailAddress::key).orElse(address);
    }
}
