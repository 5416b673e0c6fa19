package dev.chatmigration.domain.agentmerge;

import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.account.AgentReview;
import dev.chatmigration.domain.account.ChatAgent;
import dev.chatmigration.domain.account.EmailAddress;
import dev.chatmigration.domain.account.SupportUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns matches into agents. Of a pair, Support's id, name and role stay; the alias is Support's, else what visitors see
 * in Chat. What gets lost is listed in the evidence.
 */
final class ProposalWriter {
    private final boolean signsInBySso;
    private final ReviewCheck reviews;
    private final AdministratorRights rights;

    ProposalWriter(Account account, ReviewCheck reviews, AdministratorRights rights) {
        this.signsInBySso = account.signsInBySso();
        this.reviews = reviews;
        this.rights = rights;
    }

    /** The agent that comes of a Chat agent and, where the match has one, of its Support agent. */
    AgentProposal write(ChatRecord record, Match match, List<Hold> holds, List<Evidence> suggestions) {
        ChatAgent agent = record.agent();
        Optional<AgentReview> review = reviews.inForce(record);
        SupportRecord partner = match.support();
        String name = partner == null ? AgentName.of(agent) : AgentName.ofPair(agent, partner.user());
        Optional<String> supportAlias = partner == null
                ? Optional.empty()
                : AgentName.present(partner.user().alias());
        String alias =
                supportAlias.or(() -> AgentName.present(agent.displayName())).orElse(null);

        List<Evidence> evidence = new ArrayList<>();
        review.ifPresent(given -> evidence.add(reviewEvidence(given)));
        if (match.scenario() == Scenario.SAME_EMAIL) {
            evidence.add(Evidence.of(
                    EvidenceKind.SAME_ADDRESS,
                    "Chat and Support know the same address " + Wording.quote(record.givenAddress()) + "."));
        }
        holds.forEach(hold -> evidence.add(hold.evidence()));
        evidence.addAll(lost(record, partner, name, alias, match.email()));
        evidence.addAll(suggestions);

        return new AgentProposal(
                record.id(),
                partner == null ? null : partner.id(),
                match.scenario(),
                match.email(),
                name,
                alias,
                review.isPresent() ? DecidedBy.REVIEW : DecidedBy.ON_BEHALF,
                rights.roleOf(record, partner, review),
                signIn(match.scenario()),
                partner == null
                        ? agent.enabled() && canReceiveMail(match.email())
                        : !partner.user().suspended(),
                evidence,
                !holds.isEmpty());
    }

    /** The agent that comes of a Support agent alone. */
    AgentProposal write(SupportRecord record, boolean freedByReview, List<Hold> holds) {
        SupportUser user = record.user();
        List<Evidence> evidence = new ArrayList<>();
        if (freedByReview) {
            evidence.add(Evidence.of(
                    EvidenceKind.REVIEW,
                    "By review the Chat agent with the same address is not carried, and " + Wording.of(record)
                            + " goes on without Chat."));
        }
        holds.forEach(hold -> evidence.add(hold.evidence()));
        return new AgentProposal(
                null,
                record.id(),
                Scenario.SUPPORT_ONLY,
                record.givenAddress(),
                AgentName.of(user),
                AgentName.present(user.alias()).orElse(null),
                freedByReview ? DecidedBy.REVIEW : DecidedBy.AUTOMATIC,
                rights.roleOf(record),
                signIn(Scenario.SUPPORT_ONLY),
                !user.suspended(),
                evidence,
                !holds.isEmpty());
    }

    /** Whoever cannot be sent a link or told of the sign-in cannot sign in, and is created inactive. */
    private static boolean canReceiveMail(@Nullable String email) {
        return EmailAddress.parse(email).isPresent();
    }

    private SignIn signIn(Scenario scenario) {
        if (signsInBySso) {
            return SignIn.SSO;
        }
        return scenario == Scenario.CHAT_ONLY ? SignIn.SET_PASSWORD : SignIn.SUPPORT_PASSWORD;
    }

    private static Evidence reviewEvidence(AgentReview review) {
        return Evidence.of(
                EvidenceKind.REVIEW,
                Wording.quote(review.reviewedBy()) + " decided " + review.decision() + " on " + review.reviewedAt()
                        + ".");
    }

    private static List<Evidence> lost(
            ChatRecord record,
            @Nullable SupportRecord partner,
            String name,
            @Nullable String alias,
            @Nullable String email) {
        List<Evidence> lost = new ArrayList<>();
        loss(AgentName.full(record.agent()), name)
                .ifPresent(text -> lost.add(
                        Evidence.of(EvidenceKind.CHAT_NAME, "The name in Chat, " + text + ", is not carried over.")));
        loss(AgentName.present(record.agent().displayName()), alias)
                .ifPresent(text -> lost.add(Evidence.of(
                        EvidenceKind.CHAT_ALIAS, "The display name in Chat, " + text + ", is not carried over.")));
        loss(Optional.ofNullable(record.givenAddress()), email)
                .ifPresent(text -> lost.add(Evidence.of(
                        EvidenceKind.CHAT_ADDRESS, "The address in Chat, " + text + ", is no longer used.")));
        loss(Optional.ofNullable(partner).map(SupportRecord::givenAddress), email)
                .ifPresent(text -> lost.add(Evidence.of(
                        EvidenceKind.SUPPORT_ADDRESS,
                        "The primary address in Support, " + text + ", is not the one to sign in with.")));
        return lost;
    }

    private static Optional<String> loss(Optional<String> given, @Nullable String kept) {
        return given.filter(text -> !text.equals(kept)).map(Wording::quote);
    }
}
