package dev.chatmigration.domain.notification;

import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.account.AgentReview;
import dev.chatmigration.domain.account.ChatAgent;
import dev.chatmigration.domain.account.EmailAddress;
import dev.chatmigration.domain.account.SupportUser;
import dev.chatmigration.domain.agentmerge.AccountAgents;
import dev.chatmigration.domain.agentmerge.AgentMerge;
import dev.chatmigration.domain.agentmerge.AgentName;
import dev.chatmigration.domain.readiness.Check;
import dev.chatmigration.domain.readiness.Finding;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who gets the notices that are meant for an account's administrators. */
public final class Administrators {
    private Administrators() {}

    /**
     * The active Support administrators, the Chat owner and the Chat administrators, once per address and ordered by
     * it. Where both sides know an address, Support's record gives name and language. A Chat agent whose latest review
     * says {@code NO_CHAT} gets no mail, whatever the rights.
     */
    public static List<Administrator> of(AccountAgents agents) {
        Account account = agents.account();
        Set<Long> withoutChat = withoutChat(agents.reviews());
        NavigableMap<String, Administrator> byAddress = new TreeMap<>();
        agents.supportUsers().stream()
                .filter(Administrators::isAdministrator)
                .sorted(Comparator.comparingLong(SupportUser::id))
                .forEach(user -> add(byAddress, user.email(), AgentName.of(user), user.locale()));
        agents.chatAgents().stream()
                .filter(agent -> isAdministrator(account, agent) && !withoutChat.contains(agent.id()))
                .sorted(Comparator.comparingLong(ChatAgent::id))
                .forEach(agent -> add(byAddress, agent.email(), AgentName.of(agent), null));
        return List.copyOf(byAddress.values());
    }

    /** The finding on an account of which {@link #of} knows no administrator. */
    public static Finding missing() {
        return Finding.ofAccount(
                Check.ADMINISTRATOR_MISSING,
                "No active administrator of Support or Chat has a valid address, so nobody can be told of the upgrade.");
    }

    private static Set<Long> withoutChat(List<AgentReview> reviews) {
        Map<Long, AgentReview> latest = new HashMap<>();
        for (AgentReview review : reviews) {
            latest.merge(
                    review.chatAgentId(),
                    review,
                    (earlier, later) -> later.reviewedAt().isBefore(earlier.reviewedAt()) ? earlier : later);
        }
        return latest.values().stream()
                .filter(review -> review.decision() == AgentReview.Decision.NO_CHAT)
                .map(AgentReview::chatAgentId)
                .collect(Collectors.toSet());
    }

    private static boolean isAdministrator(SupportUser user) {
        return user.role() == SupportUser.Role.ADMIN && !user.deleted() && !user.suspended();
    }

    private static boolean isAdministrator(Account account, ChatAgent agent) {
        Long owner = account.owner().chatAgentId();
        boolean entitled = agent.hasAdministratorRights() || (owner != null && owner == agent.id());
        return entitled && agent.enabled() && agent.nightsUnseen() < AgentMerge.NIGHTS_UNTIL_NOT_SEEN;
    }

    private static void add(
            NavigableMap<String, Administrator> byAddress,
            @Nullable String email,
            String name,
            @Nullable String locale) {
        Optional<EmailAddress> address = EmailAddress.parse(email);
        address.ifPresent(
                known -> byAddress.putIfAbsent(known.key(), new Administrator(known.display(), name, locale)));
    }
}
