package dev.chatmigration.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedCheckTest {
    private final FeedCheck check = new FeedCheck();
    private final FeedDirectory feed;

    FeedCheckTest(@TempDir Path directory) {
        feed = new FeedDirectory(directory);
    }

    @BeforeEach
    void twoFiles() {
        feed.with("accounts.ndjson", "{}\n\n{}".getBytes(StandardCharsets.UTF_8));
        feed.with("chat_agents.ndjson.gz", FeedDirectory.packed("{}", "{}"));
    }

    @Test
    void aFeedWithoutAManifestMayBeImported() {
        assertThatCode(() -> check.check(feed.path())).doesNotThrowAnyException();
    }

    @Test
    void aFeedThatIsAsItsManifestSaysMayBeImported() throws Exception {
        manifest(entry("accounts.ndjson", 3, sha256("accounts.ndjson").toUpperCase(Locale.ROOT)) + ","
                + entry("chat_agents.ndjson.gz", 2, sha256("chat_agents.ndjson.gz")));

        assertThatCode(() -> check.check(feed.path())).doesNotThrowAnyException();
    }

    @Test
    void everyDifferenceIsNamed() throws Exception {
        String hash = sha256("accounts.ndjson");
        manifest(entry("accounts.ndjson", 2, hash)
                + "," + entry("chat_agents.ndjson.gz", 2, hash)
                + "," + entry("support_users.ndjson", 2, hash)
                + "," + entry("../accounts.ndjson", 2, hash)
                + ",{\"file\":\"accounts.ndjson\",\"lines\":\"3\"}");

        assertThat(differences())
                .containsExactly(
                        "accounts.ndjson should have 2 lines, but has 3.",
                        "chat_agents.ndjson.gz should have the SHA-256 " + hash + ", but has "
                                + sha256("chat_agents.ndjson.gz") + ".",
                        "manifest.json names support_users.ndjson, which is not a file of the feed.",
                        "manifest.json names ../accounts.ndjson, which is not a file of the feed.",
                        "manifest.json should name file, lines and sha256 in each entry, but entry 5 does not.");
    }

    @Test
    void aManifestThatIsNoListIsADifference() {
        feed.with("manifest.json", "{}");
        assertThat(differences())
                .containsExactly("manifest.json should be a list of {file, lines, sha256}, but is an object.");
        feed.with("manifest.json", "[");
        assertThat(differences()).singleElement().asString().startsWith("manifest.json cannot be read as JSON: ");
    }

    private List<String> differences() {
        return catchThrowableOfType(FeedRefused.class, () -> check.check(feed.path()))
                .differences();
    }

    private void manifest(String entries) {
        feed.with("manifest.json", "[" + entries + "]");
    }

    private static String entry(String file, int lines, String hash) {
        return "{\"file\":\"" + file + "\",\"lines\":" + lines + ",\"sha256\":\"" + hash + "\"}";
    }

    private String sha256(String file) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(Files.readAllBytes(feed.path().resolve(file))));
    }
}
