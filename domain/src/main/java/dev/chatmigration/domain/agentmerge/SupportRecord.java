package dev.chatmigration.domain.agentmerge;

import dev.chatmigration.domain.account.EmailAddress;
import dev.chatmigration.domain.account.SupportUser;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Support user of role agent or admin with its primary address read; null where it is missing or none. */
record SupportRecord(SupportUser user, @Nullable EmailAddress address) {
    static SupportRecord of(SupportUser user) {
        return new SupportRecord(user, EmailAddress.parse(user.email()).orElse(null));
    }

    long id() {
        return user.id();
    }

    Optional<String> key() {
        return Optional.ofNullable(address).map(EmailAddress::key);
    }

    /** The primary address as the feed has it, even where it is none. */
    @Nullable
    String givenAddress() {
        return address == null ? AgentName.present(user.email()).orElse(null) : address.display();
    }

    boolean hasPrimary(EmailAddress other) {
        return other.equals(address);
    }

    /** Whether Support knows that mail to this address reaches the user; a primary address it says nothing of does. */
    boolean hasVerified(EmailAddress other) {
        boolean primaryInDoubt = Boolean.FALSE.equals(user.verified());
        return (hasPrimary(other) && !primaryInDoubt)
                || user.identities().stream()
                        .filter(identity -> identity.isEmail() && identity.verified())
                        .anyMatch(identity -> EmailAddress.parse(identity.value())
                                .filter(other::equals)
                                .isPresent());
    }
}
