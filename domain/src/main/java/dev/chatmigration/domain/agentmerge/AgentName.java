package dev.chatmigration.domain.agentmerge;

import dev.chatmigration.domain.account.ChatAgent;
import dev.chatmigration.domain.account.EmailAddress;
import dev.chatmigration.domain.account.SupportUser;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What to call somebody whose record may lack any of its names; blank ones count as absent. */
public final class AgentName {
    private AgentName() {}

    /** First and last name, else the display name, else the local part of the address, else the id. */
    public static String of(ChatAgent agent) {
        return given(agent).or(() -> localPart(agent.email())).orElseGet(() -> "Chat agent " + agent.id());
    }

    /** The name, else the local part of the address, else the id. */
    public static String of(SupportUser user) {
        return present(user.name()).or(() -> localPart(user.email())).orElseGet(() -> "Support user " + user.id());
    }

    /** Support's name wins; one that is missing is taken from Chat. */
    static String ofPair(ChatAgent agent, SupportUser user) {
        return present(user.name()).or(() -> given(agent)).orElseGet(() -> of(user));
    }

    /** The name that Chat has for the agent, if any. */
    static Optional<String> given(ChatAgent agent) {
        return full(agent).or(() -> present(agent.displayName()));
    }

    /** First and last name, or the one of them that is there. */
    static Optional<String> full(ChatAgent agent) {
        String name = Stream.of(present(agent.firstName()), present(agent.lastName()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        return present(name);
    }

    static Optional<String> present(@Nullable String text) {
        return Optional.ofNullable(text).map(EmailAddress::trim).filter(trimmed -> !trimmed.isEmpty());
    }

    private static Optional<String> localPart(@Nullable String email) {
        return EmailAddress.parse(email).map(EmailAddress::localPart);
    }
}
