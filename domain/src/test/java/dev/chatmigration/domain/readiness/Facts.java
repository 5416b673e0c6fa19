package dev.chatmigration.domain.readiness;

import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.account.ChatIpRestriction;
import dev.chatmigration.domain.account.IpPolicy;
import dev.chatmigration.domain.account.Owner;
import dev.chatmigration.domain.account.Phase;
import dev.chatmigration.domain.account.RemoteAuthentication;
import dev.chatmigration.domain.account.SecuritySettings;
import dev.chatmigration.domain.account.WebWidget;
import dev.chatmigration.domain.ipreconciliation.AllowList;
import dev.chatmigration.domain.ipreconciliation.IpReconciler;
import dev.chatmigration.domain.widgetdetection.PageWidgets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What readiness looks at, in the making; as it begins, nothing is wrong with the account. */
public final class Facts {
    static final Instant NOW = Instant.parse("2027-01-10T01:00:00Z");
    static final Instant EARLIEST = Instant.parse("2027-01-31T00:00:00Z");

    private Phase phase = Phase.LEGACY_CHAT_SUPPORT;
    private int supportUsers = 3;
    private List<String> unfinishedFiles = List.of();
    private int rejectedRecords;
    private @Nullable Instant deliveredAt = NOW;
    private boolean administrator = true;
    private int activeChatOnlyAgents;
    private @Nullable Instant slot;
    private IpPolicy ipPolicy = IpPolicy.REPORT;
    private List<String> chatList = List.of();
    private boolean chatRestricts;
    private @Nullable String supportList;
    private boolean supportRestricts;
    private boolean passwordLogin = true;
    private boolean enforceSso;
    private @Nullable Boolean assumable;
    private boolean trial;
    private @Nullable String assumptionDuration;
    private @Nullable Instant assumptionExpiration;
    private @Nullable List<RemoteAuthentication> sso;
    private @Nullable WebWidget webWidget;
    private @Nullable String chatAccountKey;
    private final List<Finding> agentFindings = new ArrayList<>();
    private final List<AccountFacts.Page> pages = new ArrayList<>();

    public static Facts ready() {
        return new Facts();
    }

    public Facts inPhase(Phase other) {
        phase = other;
        return this;
    }

    public Facts withSupportUsers(int number) {
        supportUsers = number;
        return this;
    }

    public Facts withRejectedRecords(int number) {
        rejectedRecords = number;
        return this;
    }

    public Facts withUnfinished(String file) {
        unfinishedFiles = List.of(file);
        return this;
    }

    public Facts deliveredAt(@Nullable Instant at) {
        deliveredAt = at;
        return this;
    }

    public Facts withSlot(Instant start) {
        slot = start;
        return this;
    }

    public Facts withoutAdministrator() {
        administrator = false;
        return this;
    }

    public Facts withActiveChatOnlyAgents(int number) {
        activeChatOnlyAgents = number;
        return this;
    }

    public Facts found(Finding finding) {
        agentFindings.add(finding);
        return this;
    }

    public Facts chatLetsIn(String... entries) {
        chatRestricts = true;
        chatList = List.of(entries);
        return this;
    }

    public Facts supportLetsIn(String ranges) {
        supportRestricts = true;
        supportList = ranges;
        return this;
    }

    public Facts addingMissing() {
        ipPolicy = IpPolicy.ADD_MISSING;
        return this;
    }

    public Facts enforcingSso() {
        enforceSso = true;
        return this;
    }

    public Facts withoutPasswords() {
        passwordLogin = false;
        return this;
    }

    public Facts withSso(RemoteAuthentication... configurations) {
        sso = List.of(configurations);
        return this;
    }

    public Facts openToUs(boolean open, @Nullable String duration, @Nullable Instant expiration) {
        assumable = open;
        assumptionDuration = duration;
        assumptionExpiration = expiration;
        return this;
    }

    public Facts onTrial() {
        trial = true;
        return this;
    }

    public Facts withWebWidget(@Nullable String key, String... channels) {
        webWidget = new WebWidget(true, key, List.of(channels));
        return this;
    }

    public Facts withChatKey(String key) {
        chatAccountKey = key;
        return this;
    }

    public Facts withPage(String url, PageWidgets seen) {
        pages.add(new AccountFacts.Page(url, seen));
        return this;
    }

    public AccountFacts build() {
        Account account = new Account(
                7,
                "brume",
                "Atelier Brume",
                "fr",
                ZoneOffset.UTC,
                phase,
                null,
                null,
                chatAccountKey,
                chatRestricts ? new ChatIpRestriction(true, chatList) : null,
                new SecuritySettings(
                        assumable,
                        trial,
                        assumptionDuration,
                        assumptionExpiration,
                        passwordLogin,
                        enforceSso,
                        supportRestricts,
                        supportList),
                sso,
                webWidget,
                Owner.UNKNOWN,
                null,
                null);
        return new AccountFacts(
                account,
                new AccountFacts.AgentFeed(supportUsers, unfinishedFiles, rejectedRecords, deliveredAt),
                agentFindings,
                administrator,
                activeChatOnlyAgents,
                new IpReconciler()
                        .reconcile(
                                AllowList.chat(chatRestricts, chatList),
                                AllowList.support(supportRestricts, supportList)),
                ipPolicy,
                pages,
                new AccountFacts.Window(NOW, slot, EARLIEST, Duration.ofHours(36)));
    }

    public List<Finding> judge() {
        return Readiness.of(build());
    }

    List<Check> checks() {
        return judge().stream().map(Finding::check).toList();
    }
}
