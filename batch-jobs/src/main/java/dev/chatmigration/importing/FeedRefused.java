package dev.chatmigration.importing;

import java.util.List;

/** The feed as a whole cannot be imported; nothing of it has been stored. The message is ready for the console. */
public final class FeedRefused extends RuntimeException {
    private final transient List<String> differences;

    FeedRefused(List<String> differences) {
        super(String.join("\n", differences));
        this.differences = List.copyOf(differences);
    }

    /** One sentence for each thing that is wrong. */
    public List<String> differences() {
        return differences;
    }
}
