package dev.chatmigration.agentmerge;

import dev.chatmigration.domain.account.AgentReview.Decision;
import dev.chatmigration.domain.agentmerge.Scenario;
import dev.chatmigration.domain.readiness.Check;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a review of a Chat agent may say so that it fits tomorrow night.
 *
 * @param otherAddress whether it has to name another address than the one that Chat has
 */
public record FittingDecision(Decision decision, boolean otherAddress) {

    /**
     * The decisions that fit an agent; none where the record itself must be put right.
     *
     * @param scenario the label of what is proposed; null where nothing is
     * @param checks what was found about the agent
     * @param hasSupport whether the account has Support agents
     */
    public static List<FittingDecision> of(@Nullable String scenario, Collection<Check> checks, boolean hasSupport) {
        if (checks.contains(Check.AGENT_DUPLICATE)) {
            return List.of();
        }
        boolean addressIsNoUse = checks.contains(Check.AGENT_ADDRESS_INVALID)
                || checks.contains(Check.AGENT_ADDRESS_TAKEN)
                || Scenario.SAME_EMAIL.label().equals(scenario);
        List<FittingDecision> fitting = new ArrayList<>();
        if (hasSupport) {
            fitting.add(new FittingDecision(Decision.SAME_PERSON, false));
        }
        fitting.add(new FittingDecision(Decision.CHAT_ONLY, addressIsNoUse));
        fitting.add(new FittingDecision(Decision.NO_CHAT, false));
        return fitting;
    }

    /** As in {@code CHAT_ONLY with another email}. */
    String words() {
        return decision.name() + (otherAddress ? " with another email" : "");
    }
}
