package dev.chatmigration.domain.agentmerge;

import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.readiness.Check;
import dev.chatmigration.domain.readiness.Finding;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What is to be said of an account's agents as a whole. */
final class AccountFindings {
    private final Account account;
    private final ChatSide chat;
    private final SupportSide support;
    private final ReviewCheck reviews;
    private final List<AgentProposal> proposals;

    AccountFindings(
            Account account, ChatSide chat, SupportSide support, ReviewCheck reviews, List<AgentProposal> proposals) {
        this.account = account;
        this.chat = chat;
        this.support = support;
        this.reviews = reviews;
        this.proposals = proposals;
    }

    List<Finding> all() {
        return Stream.of(notReviewed(), ownerDiffers(), seatsExceeded(), ssoAssignmentNeeded())
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Finding> notReviewed() {
        int all = chat.records().size();
        long open = chat.records().stream()
                .filter(record -> reviews.inForce(record).isEmpty())
                .count();
        return found(
                open > 0, Check.AGENTS_NOT_REVIEWED, open + " of " + all + " Chat agents have no review in force.");
    }

    private Optional<Finding> ownerDiffers() {
        Long chatOwner = chat.ownerOf(account);
        Long supportOwner = account.owner().supportUserId();
        boolean onePerson = proposals.stream()
                .anyMatch(proposal -> Objects.equals(proposal.chatAgentId(), chatOwner)
                        && Objects.equals(proposal.supportUserId(), supportOwner));
        return found(
                chatOwner != null && supportOwner != null && !onePerson && !sameAddress(chatOwner, supportOwner),
                Check.OWNER_DIFFERS,
                "Chat belongs to Chat agent " + chatOwner + ", Support to Support user " + supportOwner
                        + "; Support's owner becomes the owner of the account. Integrations that Chat's owner set up may"
                        + " stop working.");
    }

    /** One person with one address on both sides, even where Chat's record is not part of the merge. */
    private boolean sameAddress(long chatOwner, long supportOwner) {
        Optional<String> address = chat.byId(chatOwner).flatMap(ChatRecord::key);
        return address.isPresent()
                && support.liveAgent(supportOwner).flatMap(SupportRecord::key).equals(address);
    }

    private Optional<Finding> seatsExceeded() {
        Integer seats = account.seats();
        long needed = proposals.stream().filter(AgentProposal::takesSeat).count();
        return found(
                seats != null && needed > seats,
                Check.SEATS_EXCEEDED,
                needed + " agents take a seat, and the account has " + seats + ".");
    }

    private Optional<Finding> ssoAssignmentNeeded() {
        List<AgentProposal> strangers = proposals.stream()
                .filter(proposal -> proposal.scenario() == Scenario.CHAT_ONLY && proposal.active())
                .toList();
        return found(
                !strangers.isEmpty() && (account.signsInBySso() || account.hasActiveTeamSso()),
                Check.SSO_ASSIGNMENT_NEEDED,
                strangers.size() + " agents known to Chat only have to be assigned to the account's single sign-on: "
                        + Wording.some(strangers, stranger -> Wording.quote(stranger.email())) + ".");
    }

    private static Optional<Finding> found(boolean condition, Check check, String evidence) {
        return condition ? Optional.of(Finding.ofAccount(check, evidence)) : Optional.empty();
    }
}
