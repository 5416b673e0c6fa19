package dev.chatmigration.domain.widgetdetection;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of each call of the legacy chat API, as written in {@code chat-api-calls.tsv}. */
final class ChatApi {

    static final String ROOT = "$zopim.livechat";

    private static final String TABLE = "chat-api-calls.tsv";

    /** What {@code set({…})} takes over; everything else in the object is ignored without a word. */
    private static final Set<String> HONOURED_BY_SET = Set.of(
            "name",
            "email",
            "language",
            "phone",
            "color",
            "status",
            "greetings",
            "disableGoogleAnalytics",
            "onConnected",
            "onChatStart",
            "onChatEnd",
            "onStatus",
            "onUnreadMsgs");

    private static final Map<String, Verdict> VERDICTS = read();

    private record Verdict(boolean supported, @Nullable String instead) {}

    private ChatApi() {}

    /** Whether the table knows the call, given without its root: {@code window.show}. */
    static boolean knows(String name) {
        return VERDICTS.containsKey(name);
    }

    /** A call of its own. */
    static ApiCall call(String name, int line) {
        var verdict = VERDICTS.getOrDefault(name, new Verdict(false, null));
        return new ApiCall(ROOT + "." + name, line, verdict.supported(), verdict.instead());
    }

    /** {@code set({…})} with these names in the object. */
    static ApiCall set(List<String> names, int line) {
        var lost =
                names.stream().filter(name -> !HONOURED_BY_SET.contains(name)).toList();
        return lost.isEmpty()
                ? call("set", line)
                : new ApiCall(ROOT + ".set", line, false, "ignores " + String.join(", ", lost) + " without an error");
    }

    /** A call on the result of another one, which under the Web Widget returns nothing. */
    static ApiCall chained(String name, int line) {
        var verdict = call(name, line);
        return verdict.supported()
                ? new ApiCall(
                        verdict.call(),
                        line,
                        false,
                        "fails when chained to another call: write it as a statement of its own, " + ROOT + "." + name)
                : verdict;
    }

    private static Map<String, Verdict> read() {
        var verdicts = new HashMap<String, Verdict>();
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ChatApi.class.getResourceAsStream(TABLE), TABLE), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#") && !line.isBlank()) {
                    var columns = line.split("\t", -1);
                    verdicts.put(columns[0], new Verdict(columns[1].equals("supported"), columns[2]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + TABLE + " from the class path", e);
        }
        return Map.copyOf(verdicts);
    }
}
