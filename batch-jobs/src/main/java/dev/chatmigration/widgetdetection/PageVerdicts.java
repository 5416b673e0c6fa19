package dev.chatmigration.widgetdetection;

import dev.chatmigration.database.Json;
import dev.chatmigration.database.Rows;
import dev.chatmigration.database.Rows.Columns;
import dev.chatmigration.domain.readiness.AccountFacts;
import dev.chatmigration.domain.widgetdetection.ApiCall;
import dev.chatmigration.domain.widgetdetection.ContentSecurityPolicyVerdict;
import dev.chatmigration.domain.widgetdetection.PageWidgets;
import dev.chatmigration.domain.widgetdetection.Placement;
import dev.chatmigration.domain.widgetdetection.Widget;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** All SQL of what was seen on pages. */
@Component
public class PageVerdicts {
    private static final String KNOWN = """
            SELECT p.account_id, p.url, p.after_upgrade, p.content_hash, p.detector, p.seen_run
              FROM page_verdict p JOIN {rows}
                ON p.account_id = r.account_id AND p.url = r.url AND p.after_upgrade = r.after_upgrade
            """;
    private static final String SAVE = """
            MERGE INTO page_verdict p USING (SELECT * FROM {rows}) r
               ON p.account_id = r.account_id AND p.url = r.url AND p.after_upgrade = r.after_upgrade
            WHEN MATCHED THEN UPDATE SET content_hash = r.content_hash, detector = r.detector, seen_run = r.seen_run,
              widget = r.widget, keys = r.keys, placements = r.placements, api_calls = r.api_calls, csp = r.csp,
              tag_managers = r.tag_managers
            WHEN NOT MATCHED THEN INSERT (account_id, url, after_upgrade, content_hash, detector, seen_run, widget, keys,
              placements, api_calls, csp, tag_managers)
              VALUES (r.account_id, r.url, r.after_upgrade, r.content_hash, r.detector, r.seen_run, r.widget, r.keys,
              r.placements, r.api_calls, r.csp, r.tag_managers)
            """;
    private static final String SEEN_AGAIN = """
            MERGE INTO page_verdict p USING (SELECT * FROM {rows}) r
               ON p.account_id = r.account_id AND p.url = r.url AND p.after_upgrade = r.after_upgrade
            WHEN MATCHED THEN UPDATE SET seen_run = ?
            """;
    private static final String BEFORE_UPGRADE = """
            SELECT p.account_id, p.url, p.widget, p.keys, p.placements, p.api_calls, p.csp, p.tag_managers
              FROM page_verdict p JOIN {rows} ON p.account_id = r.account_id
             WHERE NOT p.after_upgrade
             ORDER BY p.account_id, p.url
            """;
    private static final String LATEST = """
            SELECT p.account_id, p.url, p.widget, p.keys, p.placements, p.api_calls, p.csp, p.tag_managers
              FROM page_verdict p JOIN {rows} ON p.account_id = r.account_id
             WHERE p.after_upgrade OR NOT EXISTS (SELECT 1 FROM page_verdict a
                     WHERE a.account_id = p.account_id AND a.url = p.url AND a.after_upgrade)
             ORDER BY p.account_id, p.url
            """;
    private static final String FORGET_AFTER_UPGRADE =
            "DELETE FROM page_verdict WHERE after_upgrade AND account_id IN (SELECT r.account_id FROM {rows})";
    private static final String STATES = """
            SELECT m.account_id, m.state FROM account_migration m JOIN {rows} ON m.account_id = r.account_id
             WHERE m.state IN ('UPGRADED', 'FINALIZED')
            """;
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<List<Placement>> PLACEMENTS = new TypeReference<>() {};
    private static final TypeReference<List<ApiCall>> API_CALLS = new TypeReference<>() {};

    private static final Columns<PageKey> KEYS = Columns.<PageKey>of()
            .bigint("account_id", PageKey::accountId)
            .text("url", PageKey::url)
            .bool("after_upgrade", PageKey::afterUpgrade);

    private final Rows rows;
    private final Json json;
    private final Columns<SeenPage> columns;

    PageVerdicts(Rows rows, Json json) {
        this.rows = rows;
        this.json = json;
        this.columns = Columns.<SeenPage>of()
                .bigint("account_id", page -> page.key().accountId())
                .text("url", page -> page.key().url())
                .bool("after_upgrade", page -> page.key().afterUpgrade())
                .text("content_hash", SeenPage::contentHash)
                .text("detector", SeenPage::detector)
                .bigint("seen_run", SeenPage::run)
                .text("widget", page -> page.widgets().widget().label())
                .text("keys", page -> json.write(page.widgets().keys()))
                .text("placements", page -> json.write(page.widgets().placements()))
                .text("api_calls", page -> json.write(page.widgets().apiCalls()))
                .text(
                        "csp",
                        page -> page.widgets().csp() == null
                                ? null
                                : json.write(page.widgets().csp()))
                .text("tag_managers", page -> json.write(page.widgets().tagManagers()));
    }

    /**
     * A page of an account.
     *
     * @param afterUpgrade whether it was looked at after the account's upgrade; what was seen before stays beside it
     */
    record PageKey(long accountId, String url, boolean afterUpgrade) {}

    /** What is known of a page already. */
    record KnownPage(String contentHash, String detector, long run) {}

    /** What was seen on a page now. */
    record SeenPage(PageKey key, String contentHash, String detector, long run, PageWidgets widgets) {}

    /** How far each of these accounts is, where it is upgraded: its state. */
    Map<Long, String> upgraded(Collection<Long> accountIds) {
        Map<Long, String> states = new HashMap<>();
        rows.query(
                STATES,
                Columns.ACCOUNT_IDS,
                accountIds,
                (result, row) -> states.put(result.getLong("account_id"), result.getString("state")));
        return states;
    }

    Map<PageKey, KnownPage> known(Collection<PageKey> keys) {
        Map<PageKey, KnownPage> known = new HashMap<>();
        rows.query(
                KNOWN,
                KEYS,
                keys,
                (result, row) -> known.put(
                        new PageKey(
                                result.getLong("account_id"),
                                result.getString("url"),
                                result.getBoolean("after_upgrade")),
                        new KnownPage(
                                result.getString("content_hash"),
                                result.getString("detector"),
                                result.getLong("seen_run"))));
        return known;
    }

    void save(Collection<SeenPage> pages) {
        rows.updateEach(SAVE, columns, pages);
    }

    void seenAgain(Collection<PageKey> keys, long run) {
        rows.updateEach(SEEN_AGAIN, KEYS, keys, run);
    }

    /** The pages of these accounts as they were before the upgrade. */
    public Map<Long, List<AccountFacts.Page>> beforeUpgrade(Collection<Long> accountIds) {
        return pages(BEFORE_UPGRADE, accountIds);
    }

    /** The pages of these accounts as they were last seen. */
    public Map<Long, List<AccountFacts.Page>> latest(Collection<Long> accountIds) {
        return pages(LATEST, accountIds);
    }

    /**
     * Forgets what was seen after an upgrade that is undone. What was seen before counts again, until the next night
     * looks at the pages anew.
     */
    public void forgetAfterUpgrade(long accountId) {
        rows.update(FORGET_AFTER_UPGRADE, Columns.ACCOUNT_IDS, List.of(accountId));
    }

    private Map<Long, List<AccountFacts.Page>> pages(String sql, Collection<Long> accountIds) {
        Map<Long, List<AccountFacts.Page>> pages = new HashMap<>();
        rows.query(
                sql,
                Columns.ACCOUNT_IDS,
                accountIds,
                (result, row) -> pages.computeIfAbsent(result.getLong("account_id"), id -> new ArrayList<>())
                        .add(new AccountFacts.Page(result.getString("url"), widgets(result))));
        return pages;
    }

    private PageWidgets widgets(ResultSet result) throws SQLException {
        return new PageWidgets(
                Widget.valueOf(result.getString("widget").toUpperCase(Locale.ROOT)),
                json.read(result.getString("keys"), TEXTS),
                json.read(result.getString("placements"), PLACEMENTS),
                json.read(result.getString("api_calls"), API_CALLS),
                policy(result.getString("csp")),
                json.read(result.getString("tag_managers"), TEXTS));
    }

    private @Nullable ContentSecurityPolicyVerdict policy(@Nullable String csp) {
        return csp == null ? null : json.read(csp, ContentSecurityPolicyVerdict.class);
    }
}
