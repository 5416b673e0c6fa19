package dev.chatmigration.domain.agentmerge;

import static java.util.Objects.requireNonNull;

import dev.chatmigration.domain.account.AgentReview;
import dev.chatmigration.domain.account.AgentReview.Decision;
import dev.chatmigration.domain.account.EmailAddress;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who is who. Each Chat agent gets the outcome of the first rule that applies to it:
 *
 * <ol>
 *   <li>a review in force says so;
 *   <li>its address is the primary one of a live Support agent;
 *   <li>its address is a verified further one of a live Support agent;
 *   <li>Chat has not delivered it for several nights;
 *   <li>it is new to Support.
 * </ol>
 *
 * <p>A rule goes over all agents, by id, before the next one starts: so no Support agent is held for a question while
 * somebody else is surely that person, and none is paired twice.
 */
final class Matching {
    private final ReviewCheck reviews;
    private final SupportSide support;
    private final Map<Long, Match> matches = new TreeMap<>();
    private final Set<Long> pairedSupportIds = new HashSet<>();
    private final Set<Long> freedByReview = new HashSet<>();
    private final Map<String, Queue<SupportRecord>> stillToPair = new HashMap<>();

    Matching(ChatSide chat, SupportSide support, ReviewCheck reviews) {
        this.support = support;
        this.reviews = reviews;
        List<Function<ChatRecord, Optional<Match>>> rules = List.of(
                this::asReviewed, this::withSameAddress, this::withVerifiedIdentity, this::notSeen, this::newToSupport);
        for (Function<ChatRecord, Optional<Match>> rule : rules) {
            for (ChatRecord record : chat.records()) {
                if (!matches.containsKey(record.id())) {
                    rule.apply(record).ifPresent(match -> settle(record, match));
                }
            }
        }
    }

    Match of(ChatRecord record) {
        return requireNonNull(matches.get(record.id()));
    }

    /** Whether the Support agent stands in the proposal of a Chat agent. */
    boolean isPaired(SupportRecord record) {
        return pairedSupportIds.contains(record.id());
    }

    /** Whether the Support agent would have been paired, but for a review that wants no Chat for it. */
    boolean isFreedByReview(SupportRecord record) {
        return freedByReview.contains(record.id());
    }

    private void settle(ChatRecord record, Match match) {
        matches.put(record.id(), match);
        SupportRecord partner = match.support();
        if (partner != null) {
            pairedSupportIds.add(partner.id());
        }
    }

    private Optional<Match> asReviewed(ChatRecord record) {
        return reviews.inForce(record).map(review -> asReviewed(record, review));
    }

    private Match asReviewed(ChatRecord record, AgentReview review) {
        if (review.decision() == Decision.SAME_PERSON) {
            SupportRecord named = support.liveAgent(review.supportUserId()).orElseThrow();
            EmailAddress own = record.address();
            boolean sameAddress = own != null && named.hasPrimary(own);
            return new Match.ConfirmedPair(
                    sameAddress ? Scenario.SAME_EMAIL : Scenario.TWO_EMAILS,
                    named,
                    EmailAddress.parse(review.email())
                            .map(EmailAddress::display)
                            .orElse(named.givenAddress()));
        }
        if (review.decision() == Decision.CHAT_ONLY) {
            return created(record, ReviewCheck.createdAddress(record, review).orElse(null));
        }
        List<SupportRecord> kept = support.withPrimary(record.key());
        kept.stream().findFirst().ifPresent(agent -> freedByReview.add(agent.id()));
        return new Match.WithoutChat(kept.isEmpty() ? Scenario.CHAT_ONLY : Scenario.SAME_EMAIL, record.givenAddress());
    }

    private Optional<Match> withSameAddress(ChatRecord record) {
        return record.key()
                .filter(key -> !support.withPrimary(record.key()).isEmpty())
                .map(key -> {
                    SupportRecord partner = nextToPair(key);
                    return new Match.SameAddress(
                            partner, partner == null ? record.givenAddress() : partner.givenAddress());
                });
    }

    /** There is but one to choose from unless addresses are duplicate, and then every record of them waits. */
    private @Nullable SupportRecord nextToPair(String key) {
        Queue<SupportRecord> queue =
                stillToPair.computeIfAbsent(key, unknown -> new ArrayDeque<>(support.withPrimary(Optional.of(key))));
        SupportRecord next = queue.poll();
        while (next != null && isPaired(next)) {
            next = queue.poll();
        }
        return next;
    }

    private Optional<Match> withVerifiedIdentity(ChatRecord record) {
        List<SupportRecord> candidates = support.withVerifiedSecondary(record.key());
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        SupportRecord only = candidates.get(0);
        boolean clear = candidates.size() == 1 && !isPaired(only);
        return Optional.of(new Match.Undecided(
                candidates, clear ? only : null, clear ? only.givenAddress() : record.givenAddress()));
    }

    private Optional<Match> notSeen(ChatRecord record) {
        return record.isNotSeen() ? Optional.of(new Match.NotSeen(record.givenAddress())) : Optional.empty();
    }

    private Optional<Match> newToSupport(ChatRecord record) {
        return Optional.of(created(record, record.address()));
    }

    private static Match created(ChatRecord record, @Nullable EmailAddress address) {
        return new Match.Created(address == null ? record.givenAddress() : address.display(), address);
    }
}
