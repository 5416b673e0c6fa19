package dev.chatmigration.domain.agentmerge;

import dev.chatmigration.domain.account.Identity;
import dev.chatmigration.domain.account.SupportUser;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Support user in the making: live, without names or further addresses. */
public final class Support {
    private final long id;
    private final @Nullable String email;
    private final SupportUser.Role role;
    private final List<Identity> identities = new ArrayList<>();
    private @Nullable String name;
    private @Nullable String alias;
    private @Nullable Integer roleType;
    private @Nullable Boolean verified;
    private @Nullable String locale;
    private boolean deleted;
    private boolean suspended;

    private Support(long id, @Nullable String email, SupportUser.Role role) {
        this.id = id;
        this.email = email;
        this.role = role;
    }

    public static Support agent(long id, @Nullable String email) {
        return new Support(id, email, SupportUser.Role.AGENT);
    }

    public static Support admin(long id, @Nullable String email) {
        return new Support(id, email, SupportUser.Role.ADMIN);
    }

    public static Support endUser(long id, @Nullable String email) {
        return new Support(id, email, SupportUser.Role.END_USER);
    }

    public Support named(String name) {
        this.name = name;
        return this;
    }

    public Support alias(String alias) {
        this.alias = alias;
        return this;
    }

    public Support roleType(int roleType) {
        this.roleType = roleType;
        return this;
    }

    public Support speaking(String locale) {
        this.locale = locale;
        return this;
    }

    public Support primaryUnverified() {
        verified = false;
        return this;
    }

    public Support alsoAt(String address) {
        identities.add(new Identity("email", address, false, true));
        return this;
    }

    public Support allegedlyAt(String address) {
        identities.add(new Identity("email", address, false, false));
        return this;
    }

    /** A verified identity of another type, whatever its text looks like. */
    public Support forwardingTo(String text) {
        identities.add(new Identity("agent_forwarding", text, false, true));
        return this;
    }

    public Support deleted() {
        deleted = true;
        return this;
    }

    public Support suspended() {
        suspended = true;
        return this;
    }

    public SupportUser build() {
        return new SupportUser(
                1, id, name, alias, email, role, roleType, deleted, suspended, verified, locale, null, identities);
    }
}
