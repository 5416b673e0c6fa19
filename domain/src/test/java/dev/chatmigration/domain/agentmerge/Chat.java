package dev.chatmigration.domain.agentmerge;

import dev.chatmigration.domain.account.ChatAgent;
import org.jspecify.annotations.Nullable;

/** A Chat agent in the making: enabled, seen last night, without rights or names. */
public final class Chat {
    private final long id;
    private final @Nullable String email;
    private @Nullable String first;
    private @Nullable String last;
    private @Nullable String display;
    private boolean enabled = true;
    private boolean owner;
    private boolean administrator;
    private int nightsUnseen;

    private Chat(long id, @Nullable String email) {
        this.id = id;
        this.email = email;
    }

    public static Chat agent(long id, @Nullable String email) {
        return new Chat(id, email);
    }

    public Chat named(@Nullable String first, @Nullable String last) {
        this.first = first;
        this.last = last;
        return this;
    }

    public Chat shownAs(@Nullable String display) {
        this.display = display;
        return this;
    }

    public Chat disabled() {
        enabled = false;
        return this;
    }

    public Chat owner() {
        owner = true;
        return this;
    }

    public Chat administrator() {
        administrator = true;
        return this;
    }

    public Chat unseenFor(int nights) {
        nightsUnseen = nights;
        return this;
    }

    public ChatAgent build() {
        return new ChatAgent(1, id, email, first, last, display, enabled, owner, administrator, null, nightsUnseen);
    }
}
