package dev.chatmigration.domain.agentmerge;

import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.account.EmailAddress;
import dev.chatmigration.domain.readiness.Check;
import dev.chatmigration.domain.readiness.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of each agent of an account. A pure function of the facts: the same records give the same
 * outcome in whatever order they come. One instance does one account.
 */
public final class AgentMerge {
    /** A Chat agent missing from the account's deliveries on so many nights counts as not seen. */
    public static final int NIGHTS_UNTIL_NOT_SEEN = 3;

    private final Account account;
    private final ChatSide chat;
    private final SupportSide support;
    private final ReviewCheck reviews;
    private final Matching matching;
    private final Holds holds;
    private final ProposalWriter writer;
    private @Nullable LookAlikes lookAlikes;

    private final List<AgentProposal> proposals = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private AgentMerge(AccountAgents facts) {
        account = facts.account();
        chat = new ChatSide(facts.chatAgents());
        support = new SupportSide(facts.supportUsers());
        reviews = new ReviewCheck(chat, support, facts.reviews());
        matching = new Matching(chat, support, reviews);
        AdministratorRights rights = new AdministratorRights(account, chat, support);
        holds = new Holds(chat, support, reviews, rights);
        writer = new ProposalWriter(account, reviews, rights);
    }

    /** Proposals, records left out and findings for one account. Never throws, whatever the fields hold. */
    public static AgentMergeOutcome merge(AccountAgents facts) {
        return new AgentMerge(facts).outcome();
    }

    private AgentMergeOutcome outcome() {
        chat.records().forEach(this::decide);
        findings.addAll(reviews.ofUnknownAgents());
        support.live().forEach(this::decide);
        support.deleted().forEach(gone -> leftOut.add(LeftOut.of(gone, LeftOut.Reason.DELETED)));
        findings.addAll(new AccountFindings(account, chat, support, reviews, proposals).all());
        return new AgentMergeOutcome(proposals, leftOut, findings, Balance.of(chat, support, proposals, leftOut));
    }

    private void decide(ChatRecord record) {
        Match match = matching.of(record);
        List<Hold> ofRecord = holds.ofRecord(record, match);
        List<Hold> own = new ArrayList<>(ofRecord);
        own.addAll(holds.ofMatch(record, match));
        own.forEach(hold -> findings.add(Finding.ofChatAgent(hold.check(), record.id(), hold.sentence())));
        if (record.isNotSeen() && !(match instanceof Match.WithoutChat)) {
            findings.add(notSeen(record));
        }
        List<Evidence> suggestions = suggestions(record, match);
        suggestions.stream()
                .findFirst()
                .map(Evidence::detail)
                .or(() -> disguised(record))
                .ifPresent(
                        likeness -> findings.add(Finding.ofChatAgent(Check.AGENT_LOOK_ALIKE, record.id(), likeness)));

        Optional<LeftOut.Reason> reason = match.leftOut();
        // A record that is wrong in itself waits even where nobody would miss it: somebody has to put it right.
        if (reason.isPresent() && ofRecord.isEmpty()) {
            leftOut.add(LeftOut.of(record, reason.get()));
            return;
        }
        SupportRecord partner = match.support();
        if (partner != null) {
            own.addAll(holds.ofRecord(partner));
        }
        AgentProposal proposal = writer.write(record, match, own, suggestions);
        proposals.add(proposal);
        sharedMailbox(record, proposal).ifPresent(findings::add);
    }

    private void decide(SupportRecord record) {
        List<Hold> ofRecord = holds.ofRecord(record);
        ofRecord.forEach(hold -> findings.add(Finding.ofSupportUser(hold.check(), record.id(), hold.sentence())));
        if (record.user().suspended()) {
            findings.add(Finding.ofSupportUser(
                    Check.AGENT_SUSPENDED,
                    record.id(),
                    Wording.of(record) + " is suspended and is carried inactive; the seat stays taken."));
        }
        if (!matching.isPaired(record)) {
            proposals.add(writer.write(record, matching.isFreedByReview(record), ofRecord));
        }
    }

    private List<Evidence> suggestions(ChatRecord record, Match match) {
        boolean unmatched = match instanceof Match.Created || match instanceof Match.NotSeen;
        if (!unmatched || reviews.inForce(record).isPresent()) {
            return List.of();
        }
        // Its indexes are not worth making for the many accounts in which everybody is known.
        if (lookAlikes == null) {
            lookAlikes = new LookAlikes(support);
        }
        return lookAlikes.of(record);
    }

    /** A look-alike of somebody whom nobody here knows, such as an address of another company. */
    private Optional<String> disguised(ChatRecord record) {
        return Optional.ofNullable(record.address())
                .filter(address -> reviews.inForce(record).isEmpty() && LookAlikes.isDisguised(address))
                .map(address -> Wording.of(record)
                        + " has an address with letters of several alphabets or in full width: it may not be what it"
                        + " seems.");
    }

    private static Finding notSeen(ChatRecord record) {
        return Finding.ofChatAgent(
                Check.AGENT_NOT_SEEN,
                record.id(),
                Wording.of(record) + " was not among the Chat agents delivered on the last "
                        + record.agent().nightsUnseen() + " nights.");
    }

    /** Before a review the address in Chat counts; after one, the address that was settled on. */
    private Optional<Finding> sharedMailbox(ChatRecord record, AgentProposal proposal) {
        String address = reviews.inForce(record).isPresent() ? proposal.email() : record.givenAddress();
        return EmailAddress.parse(address)
                .filter(SharedMailbox::looksShared)
                .map(shared -> Finding.ofChatAgent(
                        Check.AGENT_SHARED_MAILBOX,
                        record.id(),
                        "The address " + Wording.quote(shared.display()) + " of Chat agent " + record.id()
                                + " looks like a mailbox of several people; everybody who reads it could sign in."));
    }
}
