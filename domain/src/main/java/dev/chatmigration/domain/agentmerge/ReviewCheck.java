package dev.chatmigration.domain.agentmerge;

import dev.chatmigration.domain.account.AgentReview;
import dev.chatmigration.domain.account.AgentReview.Decision;
import dev.chatmigration.domain.account.EmailAddress;
import dev.chatmigration.domain.readiness.Check;
import dev.chatmigration.domain.readiness.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which reviews still fit. The latest review of a Chat agent is in force unless it is outdated: what it names is gone,
 * or somebody else comes to the same Support agent or the same address.
 *
 * <p>An agent whose review is outdated falls back to what the rules make of it without one, and may thereby get in the
 * way of another review. So contests are settled in rounds, all of one round at once, until a round outdates nothing.
 * The set of outdated reviews only grows and does not depend on the order of the input. A round looks only at contests
 * that somebody has joined since the last one, which keeps a long chain of reviews, each shifted by one agent, linear.
 */
final class ReviewCheck {
    private final ChatSide chat;
    private final SupportSide support;
    private final NavigableMap<Long, AgentReview> inForce = new TreeMap<>();
    private final NavigableMap<Long, String> outdated = new TreeMap<>();
    private final List<Finding> ofUnknownAgents = new ArrayList<>();
    private final Map<Long, Contest> forSupportAgent = new HashMap<>();
    private final Map<String, Contest> forAddress = new HashMap<>();
    private final Map<Long, List<Contest>> joined = new HashMap<>();

    ReviewCheck(ChatSide chat, SupportSide support, List<AgentReview> reviews) {
        this.chat = chat;
        this.support = support;
        latest(reviews).values().forEach(this::checkAlone);
        chat.records().forEach(this::join);
        settle();
    }

    /** The agent's latest review, where it still fits. */
    Optional<AgentReview> inForce(ChatRecord record) {
        return Optional.ofNullable(inForce.get(record.id()));
    }

    /** Why the agent's latest review fits no more, if so. */
    Optional<String> outdated(ChatRecord record) {
        return Optional.ofNullable(outdated.get(record.id()));
    }

    /** Reviews of Chat agents who do not exist, or do so no more. */
    List<Finding> ofUnknownAgents() {
        return ofUnknownAgents;
    }

    private static NavigableMap<Long, AgentReview> latest(List<AgentReview> reviews) {
        NavigableMap<Long, AgentReview> latest = new TreeMap<>();
        for (AgentReview review : reviews) {
            latest.merge(
                    review.chatAgentId(),
                    review,
                    (earlier, later) -> later.reviewedAt().isBefore(earlier.reviewedAt()) ? earlier : later);
        }
        return latest;
    }

    private void checkAlone(AgentReview review) {
        Optional<ChatRecord> record = chat.byId(review.chatAgentId());
        if (record.isEmpty()) {
            // Somebody who is gone has no Chat, which is all that NO_CHAT asked for.
            if (review.decision() != Decision.NO_CHAT) {
                ofUnknownAgents.add(Finding.ofChatAgent(
                        Check.AGENT_REVIEW_OUTDATED,
                        review.chatAgentId(),
                        describe(review) + " is about a Chat agent who does not exist any more."));
            }
            return;
        }
        Optional<String> misfit = misfit(record.get(), review);
        if (misfit.isPresent()) {
            outdated.put(review.chatAgentId(), describe(review) + " fits no more: " + misfit.get());
        } else {
            inForce.put(review.chatAgentId(), review);
        }
    }

    private Optional<String> misfit(ChatRecord record, AgentReview review) {
        if (review.decision() == Decision.SAME_PERSON) {
            return misfitOfSamePerson(review);
        }
        return review.decision() == Decision.CHAT_ONLY ? misfitOfChatOnly(record, review) : Optional.empty();
    }

    private Optional<String> misfitOfSamePerson(AgentReview review) {
        Optional<SupportRecord> named = support.liveAgent(review.supportUserId());
        if (named.isEmpty()) {
            return Optional.of(
                    review.supportUserId() == null
                            ? "it names no Support agent."
                            : "Support user " + review.supportUserId() + " is not an agent of Support now.");
        }
        Optional<String> email = AgentName.present(review.email());
        if (email.isEmpty()) {
            return Optional.empty();
        }
        Optional<EmailAddress> address = EmailAddress.parse(email.get());
        if (address.filter(named.get()::hasVerified).isEmpty()) {
            return Optional.of(
                    Wording.quote(email.get()) + " is not a verified address of " + Wording.of(named.get()) + ".");
        }
        return address.filter(chosen -> !named.get().hasPrimary(chosen)).flatMap(this::takenBySupportAgent);
    }

    private Optional<String> misfitOfChatOnly(ChatRecord record, AgentReview review) {
        Optional<String> email = AgentName.present(review.email());
        if (email.isEmpty()) {
            return Optional.ofNullable(record.address()).flatMap(this::takenBySupportAgent);
        }
        Optional<EmailAddress> named = EmailAddress.parse(email.get());
        return named.isEmpty()
                ? Optional.of(Wording.quote(email.get()) + " is not a valid address.")
                : named.flatMap(this::takenBySupportAgent);
    }

    private Optional<String> takenBySupportAgent(EmailAddress address) {
        return support.withPrimary(Optional.of(address.key())).stream()
                .findFirst()
                .map(owner ->
                        Wording.quote(address.display()) + " is the primary address of " + Wording.of(owner) + ".");
    }

    private void join(ChatRecord record) {
        AgentReview review = inForce.get(record.id());
        if (review == null) {
            joinUnreviewed(record);
        } else if (review.decision() == Decision.SAME_PERSON) {
            SupportRecord named = support.liveAgent(review.supportUserId()).orElseThrow();
            contestFor(named, record).joinByReview(record.id());
            EmailAddress.parse(review.email())
                    .filter(chosen -> !named.hasPrimary(chosen))
                    .ifPresent(chosen -> contestFor(chosen.key(), record).joinFirmlyByReview(record.id()));
        } else if (review.decision() == Decision.CHAT_ONLY) {
            createdAddress(record, review)
                    .ifPresent(created -> contestFor(created.key(), record).joinByReview(record.id()));
        }
    }

    private void joinUnreviewed(ChatRecord record) {
        Optional<SupportRecord> match =
                support.withPrimary(record.key()).stream().findFirst();
        if (match.isPresent()) {
            contestFor(match.get(), record).join(record.id());
        } else if (!record.isNotSeen()
                && support.withVerifiedSecondary(record.key()).isEmpty()) {
            record.key().ifPresent(key -> contestFor(key, record).join(record.id()));
        }
    }

    /** The address that a CHAT_ONLY review gives the new agent: the one it names, else the agent's own. */
    static Optional<EmailAddress> createdAddress(ChatRecord record, AgentReview review) {
        return AgentName.present(review.email())
                .flatMap(EmailAddress::parse)
                .or(() -> Optional.ofNullable(record.address()));
    }

    private Contest contestFor(SupportRecord agent, ChatRecord record) {
        return noted(forSupportAgent.computeIfAbsent(agent.id(), unknown -> new Contest()), record);
    }

    private Contest contestFor(String key, ChatRecord record) {
        return noted(forAddress.computeIfAbsent(key, unknown -> new Contest()), record);
    }

    private Contest noted(Contest contest, ChatRecord record) {
        joined.computeIfAbsent(record.id(), unknown -> new ArrayList<>(1)).add(contest);
        return contest;
    }

    private void settle() {
        Set<Contest> open = contestsOf(chat.records());
        while (!open.isEmpty()) {
            Map<Long, String> reasons = new LinkedHashMap<>();
            open.forEach(contest -> lose(contest, reasons));
            List<ChatRecord> losers = new ArrayList<>();
            reasons.keySet().forEach(id -> chat.byId(id).ifPresent(losers::add));
            losers.forEach(loser -> fallBack(loser, reasons.getOrDefault(loser.id(), "")));
            open = contestsOf(losers);
        }
    }

    private void lose(Contest contest, Map<Long, String> reasons) {
        Set<Long> losers = contest.losers();
        if (!losers.isEmpty()) {
            String reason = "it cannot stand beside what is known of the others who would become the same agent or"
                    + " sign in with the same address: "
                    + Wording.some(
                            contest.all().stream()
                                    .flatMap(id -> chat.byId(id).stream())
                                    .toList(),
                            Wording::of)
                    + ".";
            losers.forEach(id -> reasons.putIfAbsent(id, reason));
        }
    }

    private void fallBack(ChatRecord loser, String reason) {
        contestsOf(List.of(loser)).forEach(contest -> contest.leave(loser.id()));
        joined.remove(loser.id());
        AgentReview review = inForce.remove(loser.id());
        if (review != null) {
            outdated.put(loser.id(), describe(review) + " fits no more: " + reason);
        }
        joinUnreviewed(loser);
    }

    private Set<Contest> contestsOf(Collection<ChatRecord> records) {
        Set<Contest> contests = new LinkedHashSet<>();
        records.forEach(record -> contests.addAll(joined.getOrDefault(record.id(), List.of())));
        return contests;
    }

    private static String describe(AgentReview review) {
        return "The review " + review.decision() + " by " + Wording.quote(review.reviewedBy()) + " of "
                + review.reviewedAt();
    }
}
