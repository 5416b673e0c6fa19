package dev.chatmigration.domain.agentmerge;

import dev.chatmigration.domain.account.EmailAddress;
import dev.chatmigration.domain.account.Identity;
import dev.chatmigration.domain.account.SupportUser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The Support users of an account, and who uses which address. Deleted users use none. */
final class SupportSide {
    private final Map<Long, SupportRecord> live = new TreeMap<>();
    private final Map<Long, SupportRecord> deleted = new TreeMap<>();
    private final Map<String, List<SupportRecord>> primary = new LinkedHashMap<>();
    private final Map<String, List<SupportRecord>> verifiedSecondary = new HashMap<>();
    private final Map<String, List<SupportRecord>> unverified = new HashMap<>();
    private final Map<String, SupportUser> endUsers = new HashMap<>();
    private final SharedAddresses shared;

    SupportSide(List<SupportUser> users) {
        NavigableMap<Long, SupportUser> byId = new TreeMap<>();
        users.forEach(user -> byId.putIfAbsent(user.id(), user));
        byId.values().forEach(this::sortIn);
        shared = SharedAddresses.among(primary, "Support agents", Wording::whoIs);
    }

    private void sortIn(SupportUser user) {
        if (!user.isAgent()) {
            if (!user.deleted()) {
                indexEndUser(user);
            }
            return;
        }
        SupportRecord agent = SupportRecord.of(user);
        if (user.deleted()) {
            deleted.put(user.id(), agent);
        } else {
            live.put(user.id(), agent);
            indexAgent(agent);
        }
    }

    private void indexEndUser(SupportUser user) {
        EmailAddress.parse(user.email()).ifPresent(address -> endUsers.putIfAbsent(address.key(), user));
        for (Identity identity : user.identities()) {
            if (identity.isEmail()) {
                EmailAddress.parse(identity.value()).ifPresent(address -> endUsers.putIfAbsent(address.key(), user));
            }
        }
    }

    private void indexAgent(SupportRecord agent) {
        agent.key().ifPresent(key -> add(primary, key, agent));
        for (Identity identity : agent.user().identities()) {
            if (identity.isEmail() && !identity.primary()) {
                EmailAddress.parse(identity.value())
                        .filter(address -> !agent.hasPrimary(address))
                        .ifPresent(address ->
                                add(identity.verified() ? verifiedSecondary : unverified, address.key(), agent));
            }
        }
    }

    /** Agents come one after the other, so one that names an address twice is the last in the list already. */
    private static void add(Map<String, List<SupportRecord>> index, String key, SupportRecord agent) {
        List<SupportRecord> agents = index.computeIfAbsent(key, unknown -> new ArrayList<>(1));
        if (agents.isEmpty() || agents.get(agents.size() - 1).id() != agent.id()) {
            agents.add(agent);
        }
    }

    /** The agents who are not deleted, by id. */
    List<SupportRecord> live() {
        return List.copyOf(live.values());
    }

    List<SupportRecord> deleted() {
        return List.copyOf(deleted.values());
    }

    /** Whether nobody of Support is an agent; end users and deleted agents decide nothing. */
    boolean hasNoAgent() {
        return live.isEmpty();
    }

    Optional<SupportRecord> liveAgent(@Nullable Long id) {
        return Optional.ofNullable(id).map(live::get);
    }

    /** The live agents whose primary address this is, by id; more than one only where Support has duplicates. */
    List<SupportRecord> withPrimary(Optional<String> key) {
        return find(primary, key);
    }

    /** The live agents who have this as a further address that is verified, by id. */
    List<SupportRecord> withVerifiedSecondary(Optional<String> key) {
        return find(verifiedSecondary, key);
    }

    /** The live agents who have this as a further address that is not verified, by id. */
    List<SupportRecord> withUnverifiedIdentity(Optional<String> key) {
        return find(unverified, key);
    }

    Optional<SupportUser> endUserWith(Optional<String> key) {
        return key.flatMap(known -> Optional.ofNullable(endUsers.get(known)));
    }

    /** A sentence that names everybody who has the agent's primary address, if it is not alone with it. */
    Optional<String> sharing(SupportRecord agent) {
        return shared.sentenceFor(agent.key());
    }

    private static List<SupportRecord> find(Map<String, List<SupportRecord>> index, Optional<String> key) {
        return key.map(known -> index.getOrDefault(known, List.of()))
                .map(Collections::unmodifiableList)
                .orElse(List.of());
    }
}
