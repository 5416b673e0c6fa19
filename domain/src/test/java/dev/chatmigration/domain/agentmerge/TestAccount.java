package dev.chatmigration.domain.agentmerge;

import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.account.AgentReview;
import dev.chatmigration.domain.account.ChatAgent;
import dev.chatmigration.domain.account.Owner;
import dev.chatmigration.domain.account.Phase;
import dev.chatmigration.domain.account.RemoteAuthentication;
import dev.chatmigration.domain.account.SecuritySettings;
import dev.chatmigration.domain.account.SupportUser;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** An account in the making, with its agents and reviews. */
public final class TestAccount {
    private final List<ChatAgent> chatAgents = new ArrayList<>();
    private final List<SupportUser> supportUsers = new ArrayList<>();
    private final List<AgentReview> reviews = new ArrayList<>();
    private Owner owner = Owner.UNKNOWN;
    private @Nullable Integer seats;
    private @Nullable SecuritySettings security;
    private @Nullable List<RemoteAuthentication> sso;

    public static TestAccount account() {
        return new TestAccount();
    }

    public TestAccount with(Chat... agents) {
        for (Chat agent : agents) {
            chatAgents.add(agent.build());
        }
        return this;
    }

    public TestAccount with(Support... users) {
        for (Support user : users) {
            supportUsers.add(user.build());
        }
        return this;
    }

    public TestAccount with(Review... given) {
        for (Review review : given) {
            reviews.add(review.build());
        }
        return this;
    }

    public TestAccount ownedBy(@Nullable Long chatAgentId, @Nullable Long supportUserId) {
        owner = new Owner(chatAgentId, supportUserId);
        return this;
    }

    public TestAccount withSeats(int number) {
        seats = number;
        return this;
    }

    public TestAccount enforcingSso() {
        security = new SecuritySettings(null, false, null, null, true, true, false, null);
        return this;
    }

    public TestAccount offeringSso() {
        sso = List.of(new RemoteAuthentication(2, "Okta", true, true));
        return this;
    }

    public TestAccount shuffled(Random random) {
        Collections.shuffle(chatAgents, random);
        Collections.shuffle(supportUsers, random);
        Collections.shuffle(reviews, random);
        return this;
    }

    public List<ChatAgent> chatAgents() {
        return chatAgents;
    }

    public List<SupportUser> supportUsers() {
        return supportUsers;
    }

    public Account build() {
        return new Account(
                1,
                "brume",
                "Atelier Brume",
                "fr",
                ZoneOffset.UTC,
                Phase.LEGACY_CHAT_SUPPORT,
                null,
                seats,
                null,
                null,
                security,
                sso,
                null,
                owner,
                null,
                null);
    }

    public AccountAgents facts() {
        return new AccountAgents(build(), chatAgents, supportUsers, reviews);
    }

    AgentMergeOutcome merge() {
        return AgentMerge.merge(facts());
    }
}
