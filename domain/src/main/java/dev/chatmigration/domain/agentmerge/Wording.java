package dev.chatmigration.domain.agentmerge;

import dev.chatmigration.domain.account.ChatAgent;
import dev.chatmigration.domain.account.SupportUser;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How people and addresses are named in evidence. Feed texts are shortened and freed of control characters. */
final class Wording {
    private static final int LONGEST = 120;
    private static final int A_FEW = 10;

    private Wording() {}

    /** For instance {@code Chat agent 17 (Léa Martin, lea@atelier.example)}. */
    static String of(ChatRecord chat) {
        return "Chat agent " + whoIs(chat);
    }

    /** For instance {@code Support agent 23 (Léa Martin, lea@atelier.example)}. */
    static String of(SupportRecord support) {
        return "Support agent " + whoIs(support);
    }

    /** For instance {@code 17 (Léa Martin, lea@atelier.example)}. */
    static String whoIs(ChatRecord chat) {
        ChatAgent agent = chat.agent();
        return whoIs(agent.id(), AgentName.of(agent), chat.givenAddress());
    }

    /** For instance {@code 23 (Léa Martin, lea@atelier.example)}. */
    static String whoIs(SupportRecord support) {
        SupportUser user = support.user();
        return whoIs(user.id(), AgentName.of(user), support.givenAddress());
    }

    static String ofEndUser(SupportUser user) {
        return "end user " + whoIs(user.id(), AgentName.of(user), user.email());
    }

    static <T> String list(List<T> people, Function<T, String> wording) {
        return people.stream().map(wording).collect(Collectors.joining(", "));
    }

    /** The first few of them: enough to act on, and not as long as the account is large. */
    static <T> String some(List<T> people, Function<T, String> wording) {
        int more = people.size() - A_FEW;
        return more <= 0 ? list(people, wording) : list(people.subList(0, A_FEW), wording) + " and " + more + " more";
    }

    /** A text of the feed as it may stand in a sentence. */
    static String quote(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return "none";
        }
        if (text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        StringBuilder safe = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .map(codePoint -> Character.isISOControl(codePoint) ? '\uFFFD' : codePoint)
                .forEach(safe::appendCodePoint);
        if (text.codePointCount(0, text.length()) > LONGEST) {
            safe.append('…');
        }
        return safe.toString();
    }

    private static String whoIs(long id, String name, @Nullable String address) {
        return id + " (" + quote(name) + ", " + (address == null ? "no address" : quote(address)) + ")";
    }
}
