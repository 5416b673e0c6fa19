package dev.chatmigration.domain.agentmerge;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.account.ChatAgent;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The Chat agents of an account by id, and which of them share an address. */
final class ChatSide {
    private final NavigableMap<Long, ChatRecord> byId = new TreeMap<>();
    private final SharedAddresses shared;

    ChatSide(List<ChatAgent> agents) {
        agents.forEach(agent -> byId.putIfAbsent(agent.id(), ChatRecord.of(agent)));
        Map<String, List<ChatRecord>> byKey = byId.values().stream()
                .filter(record -> record.key().isPresent())
                .collect(groupingBy(record -> record.key().orElseThrow(), toList()));
        shared = SharedAddresses.among(byKey, "Chat agents", Wording::whoIs);
    }

    List<ChatRecord> records() {
        return List.copyOf(byId.values());
    }

    Optional<ChatRecord> byId(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** An account has one owner: the one it names, else the first whom Chat calls so; null where neither is there. */
    @Nullable
    Long ownerOf(Account account) {
        Long named = account.owner().chatAgentId();
        if (named != null && byId.containsKey(named)) {
            return named;
        }
        return byId.values().stream()
                .filter(record -> record.agent().owner())
                .map(ChatRecord::id)
                .findFirst()
                .orElse(null);
    }

    /** A sentence that names everybody who has the record's address, if it is not alone with it. */
    Optional<String> sharing(ChatRecord record) {
        return shared.sentenceFor(record.key());
    }
}
