package dev.chatmigration.domain.agentmerge;

import dev.chatmigration.domain.account.EmailAddress;
import dev.chatmigration.domain.readiness.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a record waits. */
final class Holds {
    private final ChatSide chat;
    private final SupportSide support;
    private final ReviewCheck reviews;
    private final AdministratorRights rights;

    Holds(ChatSide chat, SupportSide support, ReviewCheck reviews, AdministratorRights rights) {
        this.chat = chat;
        this.support = support;
        this.reviews = reviews;
        this.rights = rights;
    }

    /** What is wrong with the record itself. An address that nobody will sign in with may be as wrong as it likes. */
    List<Hold> ofRecord(ChatRecord record, Match match) {
        return ofAddress(Wording.of(record), record.address() != null || needsNoAddress(match), chat.sharing(record));
    }

    private static boolean needsNoAddress(Match match) {
        return match instanceof Match.ConfirmedPair
                || match instanceof Match.WithoutChat
                || (match instanceof Match.Created created && created.address() != null);
    }

    /** What is wrong with the record itself; no review helps against it. */
    List<Hold> ofRecord(SupportRecord record) {
        return ofAddress(Wording.of(record), record.address() != null, support.sharing(record));
    }

    private static List<Hold> ofAddress(String who, boolean addressWillDo, Optional<String> sharing) {
        List<Hold> holds = new ArrayList<>(0);
        if (!addressWillDo) {
            holds.add(new Hold(
                    Check.AGENT_ADDRESS_INVALID, EvidenceKind.INVALID_ADDRESS, who + " has no valid address."));
        }
        sharing.ifPresent(
                everybody -> holds.add(new Hold(Check.AGENT_DUPLICATE, EvidenceKind.DUPLICATE_ADDRESS, everybody)));
        return holds;
    }

    /** What has to be answered before this match can be carried out. */
    List<Hold> ofMatch(ChatRecord record, Match match) {
        List<Hold> holds = new ArrayList<>(0);
        reviews.outdated(record)
                .ifPresent(why -> holds.add(new Hold(Check.AGENT_REVIEW_OUTDATED, EvidenceKind.OUTDATED_REVIEW, why)));
        if (match instanceof Match.Undecided undecided) {
            holds.add(new Hold(
                    Check.AGENT_NEEDS_DECISION,
                    EvidenceKind.VERIFIED_IDENTITY,
                    "The address of " + Wording.of(record) + " is a verified further address of "
                            + Wording.some(undecided.candidates(), Wording::of) + "."));
        }
        if (match instanceof Match.Created created) {
            support.endUserWith(Optional.ofNullable(created.address()).map(EmailAddress::key))
                    .ifPresent(owner -> holds.add(new Hold(
                            Check.AGENT_ADDRESS_TAKEN,
                            EvidenceKind.TAKEN_ADDRESS,
                            "The address " + Wording.quote(created.email()) + " of Chat agent " + record.id()
                                    + " belongs to " + Wording.ofEndUser(owner) + " of Support.")));
        }
        if (match instanceof Match.Created || isPair(match)) {
            rights.conflict(record, match.support(), reviews.inForce(record))
                    .ifPresent(why -> holds.add(
                            new Hold(Check.AGENT_ADMINISTRATOR_CONFLICT, EvidenceKind.ADMINISTRATOR_RIGHTS, why)));
        }
        return holds;
    }

    /** A candidate is not a partner yet, so its rights are not compared before the question is answered. */
    private static boolean isPair(Match match) {
        return match.support() != null && !(match instanceof Match.Undecided);
    }
}
