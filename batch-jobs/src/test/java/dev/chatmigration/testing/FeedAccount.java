package dev.chatmigration.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One account of a {@link TestFeed}, with all that belongs to it. */
public final class FeedAccount {
    private final long id;
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final Map<String, Object> migration = new LinkedHashMap<>();
    private final List<Map<String, Object>> chatAgents = new ArrayList<>();
    private final List<Map<String, Object>> supportUsers = new ArrayList<>();
    private final List<Map<String, Object>> pages = new ArrayList<>();
    private final List<Map<String, Object>> reviews = new ArrayList<>();

    FeedAccount(long id) {
        this.id = id;
        with("account_id", id);
        with("subdomain", "customer-" + id);
        with("name", "Customer " + id);
        with("phase", "legacy_chat");
        with("time_zone", "Europe/Paris");
        with("owner", Map.of("chat_agent_id", chatOwner()));
        chatAgent(chatOwner(), owner(), "roles", Map.of("owner", true, "administrator", true));
    }

    /** The address of the account's owner. */
    public String owner() {
        return "owner@customer-" + id + ".example";
    }

    public long chatOwner() {
        return id * 1000 + 1;
    }

    public long supportOwner() {
        return id * 1000 + 501;
    }

    public FeedAccount with(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    public FeedAccount asked(String at) {
        return wishing("requested_at", at);
    }

    public FeedAccount wishing(String field, Object value) {
        migration.put(field, value);
        return with("migration", migration);
    }

    FeedAccount linked() {
        with("phase", "legacy_chat_support");
        with("owner", Map.of("chat_agent_id", chatOwner(), "support_user_id", supportOwner()));
        return supportUser(supportOwner(), owner(), "admin");
    }

    public FeedAccount chatAgent(long agent, String email) {
        return chatAgent(agent, email, "enabled", 1);
    }

    public FeedAccount chatAgent(long agent, String email, String field, @Nullable Object value) {
        Map<String, Object> line = new LinkedHashMap<>(
                Map.of("account_id", id, "id", agent, "email", email, "display_name", "Agent " + agent, "enabled", 1));
        line.put(field, value);
        chatAgents.add(line);
        return this;
    }

    public FeedAccount supportUser(long user, String email, String role) {
        supportUsers.add(Map.of("account_id", id, "id", user, "email", email, "name", "User " + user, "role", role));
        return this;
    }

    public FeedAccount page(String url, String html, Map<String, String> headers) {
        pages.add(Map.of("account_id", id, "url", url, "status", 200, "headers", headers, "html", html));
        return this;
    }

    public FeedAccount withoutPages() {
        pages.clear();
        return this;
    }

    /** An administrator says that an agent of Chat and a user of Support are the same person. */
    public FeedAccount review(long agent, long user) {
        reviews.add(Map.of(
                "account_id",
                id,
                "chat_agent_id",
                agent,
                "decision",
                "SAME_PERSON",
                "support_user_id",
                user,
                "reviewed_by",
                "Ann",
                "reviewed_at",
                "2026-11-25T10:00:00Z"));
        return this;
    }

    /** An administrator says that an agent of Chat is nobody in Support. */
    public FeedAccount reviewedAsChatOnly(long agent) {
        return reviewedAsChatOnly(agent, "2026-11-25T10:00:00Z");
    }

    public FeedAccount reviewedAsChatOnly(long agent, String at) {
        reviews.add(Map.of(
                "account_id",
                id,
                "chat_agent_id",
                agent,
                "decision",
                "CHAT_ONLY",
                "reviewed_by",
                "Ann",
                "reviewed_at",
                at));
        return this;
    }

    /** Chat lets in an address that Support does not: a finding that blocks. */
    public FeedAccount withMissingAddress() {
        return letsIn("192.0.2.1", "198.51.100.7");
    }

    public FeedAccount letsIn(String support, String... chat) {
        with("chat_ip_restriction", Map.of("enabled", true, "entries", List.of(chat)));
        return with("security_settings", Map.of("ip", Map.of("ip_restriction_enabled", true, "ip_ranges", support)));
    }

    /** The same without the finding. */
    public FeedAccount withNothingMissing() {
        return letsIn("192.0.2.1", "192.0.2.1");
    }

    public FeedAccount enforcingSso() {
        with("security_settings", Map.of("authentication", Map.of("agent", Map.of("enforce_sso", true))));
        return with(
                "remote_authentications",
                List.of(Map.of("auth_mode", 2, "name", "Okta", "is_active", true, "agent", true)));
    }

    Map<String, Object> fields() {
        return fields;
    }

    List<Map<String, Object>> chatAgents() {
        return chatAgents;
    }

    List<Map<String, Object>> supportUsers() {
        return supportUsers;
    }

    List<Map<String, Object>> reviews() {
        return reviews;
    }

    List<Map<String, Object>> pages() {
        return pages;
    }
}
