package dev.chatmigration.domain.agentmerge;

import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.account.AgentReview;
import dev.chatmigration.domain.account.AgentReview.ReviewedRole;
import dev.chatmigration.domain.account.ChatAgent;
import dev.chatmigration.domain.account.SupportUser;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Roles, and who may be an administrator. Nobody becomes one by a merge: it takes the same rights on Support's side, a
 * review that says so, or an account without any Support agent, where Chat's word is the only one.
 */
final class AdministratorRights {
    private static final int LIGHT_AGENT = 1;
    private static final int CONTRIBUTOR = 3;

    private final @Nullable Long supportOwner;
    private final @Nullable Long chatOwner;
    private final @Nullable Long namedChatOwner;
    private final boolean chatDecides;

    AdministratorRights(Account account, ChatSide chat, SupportSide support) {
        supportOwner = account.owner().supportUserId();
        namedChatOwner = account.owner().chatAgentId();
        chatOwner = chat.ownerOf(account);
        chatDecides = support.hasNoAgent();
    }

    /** Why the Chat agent cannot become an agent before a person names the role, if so. */
    Optional<String> conflict(ChatRecord chat, @Nullable SupportRecord support, Optional<AgentReview> review) {
        boolean inChat = of(chat.agent());
        boolean inSupport = support != null && of(support.user());
        if (inChat == inSupport || chatDecides || reviewedRole(review).isPresent()) {
            return Optional.empty();
        }
        if (support == null) {
            return Optional.of(Wording.of(chat) + " is an administrator of Chat and unknown to Support.");
        }
        return Optional.of(
                inChat
                        ? Wording.of(chat) + " is an administrator of Chat, " + Wording.of(support)
                                + " is none of Support."
                        : Wording.of(support) + " is an administrator of Support, " + Wording.of(chat)
                                + " is none of Chat.");
    }

    Role roleOf(SupportRecord support) {
        SupportUser user = support.user();
        if (Objects.equals(supportOwner, user.id())) {
            return Role.OWNER;
        }
        if (user.role() == SupportUser.Role.ADMIN) {
            return Role.ADMIN;
        }
        int roleType = Objects.requireNonNullElse(user.roleType(), 0);
        if (roleType == LIGHT_AGENT) {
            return Role.LIGHT_AGENT;
        }
        return roleType == CONTRIBUTOR ? Role.CONTRIBUTOR : Role.AGENT;
    }

    Role roleOf(ChatRecord chat, @Nullable SupportRecord support, Optional<AgentReview> review) {
        Role byRule = support == null ? roleInChatAlone(chat) : roleOf(support);
        return byRule == Role.OWNER ? byRule : reviewedRole(review).orElse(byRule);
    }

    private Role roleInChatAlone(ChatRecord chat) {
        if (!chatDecides || !of(chat.agent())) {
            return Role.CONTRIBUTOR;
        }
        return Objects.equals(chatOwner, chat.id()) ? Role.OWNER : Role.ADMIN;
    }

    /** A review that wants no Chat is about no merged agent, so a role on it says nothing. */
    private static Optional<Role> reviewedRole(Optional<AgentReview> review) {
        return review.filter(given -> given.decision() != AgentReview.Decision.NO_CHAT)
                .map(AgentReview::role)
                .map(role -> role == ReviewedRole.ADMIN ? Role.ADMIN : Role.AGENT);
    }

    private boolean of(ChatAgent agent) {
        return agent.hasAdministratorRights() || Objects.equals(namedChatOwner, agent.id());
    }

    private boolean of(SupportUser user) {
        return user.role() == SupportUser.Role.ADMIN || Objects.equals(supportOwner, user.id());
    }
}
