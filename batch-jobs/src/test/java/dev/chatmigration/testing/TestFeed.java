package dev.chatmigration.testing;

import dev.chatmigration.importing.FeedDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** A feed in the words of its contract; each account begins as one that nothing keeps from being upgraded. */
public final class TestFeed {
    private static final JsonMapper JSON = new JsonMapper();

    private final FeedDirectory directory;
    private final Map<Long, FeedAccount> accounts = new LinkedHashMap<>();
    private final List<Map<String, Object>> events = new ArrayList<>();
    private final List<String> brokenAccounts = new ArrayList<>();

    public TestFeed(Path directory) {
        this.directory = new FeedDirectory(directory);
    }

    /** A Chat account with its owner; the same one again where it was named before. */
    public FeedAccount account(long id) {
        return accounts.computeIfAbsent(id, FeedAccount::new);
    }

    /** An account with a Support side, whose owner is the same person on both sides. */
    public FeedAccount linkedAccount(long id) {
        return account(id).linked();
    }

    public TestFeed event(long account, String event, String at) {
        return event(account, event, at, Map.of());
    }

    public TestFeed event(long account, String event, String at, Map<String, Object> more) {
        Map<String, Object> line = new LinkedHashMap<>(
                Map.of("account_id", account, "event", event, "at", at, "by", "Ann", "reason", "we asked for it"));
        line.putAll(more);
        events.add(line);
        return this;
    }

    public TestFeed brokenAccountLine(String line) {
        brokenAccounts.add(line);
        return this;
    }

    /** Writes the files as they stand and answers where. */
    public Path write() {
        directory.with(
                "accounts.ndjson",
                Stream.concat(lines(each -> Stream.of(each.fields())), brokenAccounts.stream())
                        .toArray(String[]::new));
        put("chat_agents.ndjson", lines(each -> each.chatAgents().stream()));
        put("support_users.ndjson", lines(each -> each.supportUsers().stream()));
        put("site_pages.ndjson", lines(each -> each.pages().stream()));
        put("agent_reviews.ndjson", lines(each -> each.reviews().stream()));
        put("account_events.ndjson", events.stream().map(JSON::writeValueAsString));
        return directory.path();
    }

    /** Demands of the accounts file what a manifest demands; with the wrong number of lines where it shall not fit. */
    public void manifest(boolean fits) {
        byte[] content = content("accounts.ndjson");
        long lines = new String(content, StandardCharsets.UTF_8).lines().count();
        directory.with(
                "manifest.json",
                JSON.writeValueAsString(List.of(Map.of(
                        "file", "accounts.ndjson", "lines", fits ? lines : lines + 1, "sha256", sha256(content)))));
    }

    private Stream<String> lines(Function<FeedAccount, Stream<Map<String, Object>>> records) {
        return accounts.values().stream().flatMap(records).map(JSON::writeValueAsString);
    }

    private void put(String file, Stream<String> lines) {
        String[] all = lines.toArray(String[]::new);
        if (all.length == 0) {
            directory.without(file);
        } else {
            directory.with(file, all);
        }
    }

    private byte[] content(String file) {
        try {
            return Files.readAllBytes(directory.path().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
