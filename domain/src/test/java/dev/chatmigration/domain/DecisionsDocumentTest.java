package dev.chatmigration.domain;

import static dev.chatmigration.domain.agentmerge.Review.chatOnly;
import static dev.chatmigration.domain.agentmerge.Review.noChat;
import static dev.chatmigration.domain.agentmerge.Review.samePerson;
import static dev.chatmigration.domain.agentmerge.TestAccount.account;
import static dev.chatmigration.domain.readiness.Facts.ready;
import static java.util.stream.Collectors.joining;

import dev.chatmigration.domain.account.AgentReview.ReviewedRole;
import dev.chatmigration.domain.account.IpPolicy;
import dev.chatmigration.domain.account.Phase;
import dev.chatmigration.domain.agentmerge.AgentMerge;
import dev.chatmigration.domain.agentmerge.AgentMergeOutcome;
import dev.chatmigration.domain.agentmerge.AgentProposal;
import dev.chatmigration.domain.agentmerge.Chat;
import dev.chatmigration.domain.agentmerge.Evidence;
import dev.chatmigration.domain.agentmerge.Support;
import dev.chatmigration.domain.agentmerge.TestAccount;
import dev.chatmigration.domain.ipreconciliation.IpReconciliation;
import dev.chatmigration.domain.notification.ReadingHours;
import dev.chatmigration.domain.notification.ReminderDays;
import dev.chatmigration.domain.readiness.Check;
import dev.chatmigration.domain.readiness.Facts;
import dev.chatmigration.domain.readiness.Finding;
import dev.chatmigration.domain.scheduling.AccountState;
import dev.chatmigration.domain.scheduling.EntryDecision;
import dev.chatmigration.domain.scheduling.EntryFacts;
import dev.chatmigration.domain.scheduling.MissedSlots;
import dev.chatmigration.domain.scheduling.MoveDecision;
import dev.chatmigration.domain.scheduling.SchedulingPolicy;
import dev.chatmigration.domain.scheduling.Slot;
import dev.chatmigration.domain.scheduling.SlotSearch;
import dev.chatmigration.domain.scheduling.SlotWish;
import dev.chatmigration.domain.scheduling.StartDecision;
import dev.chatmigration.domain.widgetdetection.PageSource;
import dev.chatmigration.domain.widgetdetection.PageWidgets;
import dev.chatmigration.domain.widgetdetection.WidgetDetector;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Puts every row of docs/decisions.md to the rules. After an intended change, write the tables anew and read the
 * difference:
 *
 * <pre>mvn -pl domain test -Dtest=DecisionsDocumentTest -Ddecisions.regenerate=true</pre>
 */
class DecisionsDocumentTest {
    private static final String LEA = "lea@a.example";
    private static final String OTHER = "l.martin@a.example";
    private static final String KEY = "1aB2cD3eF4gH5iJ6kL7mN8oP9qR0sTuV";
    private static final String UUID = "3f0c2a51-7c1d-4e0b-9a55-0c9be2d6a7f1";
    private static final String LEGACY = "<script src=\"//v2.zopim.com/?" + KEY + "\"></script>";
    private static final String CURRENT =
            "<script id=\"ze-snippet\" src=\"https://static.zdassets.com/ekr/snippet.js?key=" + UUID + "\"></script>";
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final ReadingHours EIGHT_TO_SIX = new ReadingHours(LocalTime.of(8, 0), LocalTime.of(18, 0));
    private static final Instant NOW = Instant.parse("2027-02-01T01:00:00Z");

    private final DecisionTable agents = new DecisionTable(
            "agents",
            "Situation",
            "Scenario",
            "Sign-in address",
            "Evidence",
            "Waits",
            "Findings",
            "Role",
            "Sign-in",
            "Active");
    private final DecisionTable roles =
            new DecisionTable("roles", "In Chat", "In Support", "Role", "Waits", "Seats", "Findings");
    private final DecisionTable allowLists = new DecisionTable(
            "allow-lists", "Chat lets in", "Support lets in", "Policy", "Verdict", "Missing", "Findings", "Added");
    private final DecisionTable widgets = new DecisionTable("widgets", "Page", "Verdict", "Findings");
    private final DecisionTable entering = new DecisionTable("entering", "State", "Situation", "Outcome");

    @Test
    void agentsBecomeWhatTheTableSays() throws IOException {
        agent("Same address on both sides", account().with(Chat.agent(1, LEA)).with(Support.agent(10, LEA)));
        agent(
                "Same address, administrator on both sides",
                account().with(Chat.agent(1, LEA).administrator()).with(Support.admin(10, LEA)));
        agent(
                "Same address, administrator in Chat only",
                account().with(Chat.agent(1, LEA).administrator()).with(Support.agent(10, LEA)));
        agent(
                "Same address, account signs in by SSO",
                account().enforcingSso().with(Chat.agent(1, LEA)).with(Support.agent(10, LEA)));
        agent(
                "Same address, switched off in Chat",
                account().with(Chat.agent(1, LEA).disabled()).with(Support.agent(10, LEA)));
        agent(
                "Same address, suspended in Support",
                account().with(Chat.agent(1, LEA)).with(Support.agent(10, LEA).suspended()));
        agent(
                "Same address, deleted in Support",
                account().with(Chat.agent(1, LEA)).with(Support.agent(10, LEA).deleted()));
        agent(
                "Same address, but an end user in Support",
                account().with(Chat.agent(1, LEA)).with(Support.endUser(10, LEA)));
        agent("Known to Chat only", account().with(Chat.agent(1, LEA)));
        agent(
                "Known to Chat only, account signs in by SSO",
                account().enforcingSso().with(Chat.agent(1, LEA)));
        agent(
                "Known to Chat only, switched off",
                account().with(Chat.agent(1, LEA).disabled()));
        agent("Known to Chat only, without an address", account().with(Chat.agent(1, null)));
        agent(
                "Known to Chat only, not delivered for three nights",
                account().with(Chat.agent(1, LEA).unseenFor(3)));
        agent("Known to Chat only, a mailbox of several people", account().with(Chat.agent(1, "support@a.example")));
        agent("Known to Support only", account().with(Support.agent(10, LEA)));
        agent("Light agent of Support", account().with(Support.agent(10, LEA).roleType(1)));
        agent("Two Chat agents with one address", account().with(Chat.agent(1, LEA), Chat.agent(2, LEA)));
        agent(
                "The address is a verified further address in Support",
                account().with(Chat.agent(1, LEA)).with(Support.agent(10, OTHER).alsoAt(LEA)));
        agent(
                "The address is an unverified further address in Support",
                account().with(Chat.agent(1, LEA)).with(Support.agent(10, OTHER).allegedlyAt(LEA)));
        agent(
                "Same name, different addresses",
                account()
                        .with(Chat.agent(1, LEA).named("Lea", "Martin"))
                        .with(Support.agent(10, OTHER).named("Lea Martin")));
        agent(
                "Different addresses, review says the same person",
                account()
                        .with(Chat.agent(1, LEA))
                        .with(Support.agent(10, OTHER))
                        .with(samePerson(1, 10L)));
        agent(
                "Verified further address, review says Chat only",
                account()
                        .with(Chat.agent(1, LEA))
                        .with(Support.agent(10, OTHER).alsoAt(LEA))
                        .with(chatOnly(1).withEmail("lea2@a.example")));
        agent(
                "Same address, review says no Chat",
                account().with(Chat.agent(1, LEA)).with(Support.agent(10, LEA)).with(noChat(1)));
        agent(
                "Known to Chat only, review says no Chat",
                account().with(Chat.agent(1, LEA)).with(noChat(1)));
        agent(
                "Review names a Support user who does not exist",
                account().with(Chat.agent(1, LEA)).with(samePerson(1, 99L)));
        agents.isAsDocumented();
    }

    @Test
    void rolesAndSeatsAreWhatTheTableSays() throws IOException {
        Function<TestAccount, TestAccount> amongOthers =
                account -> account.with(Support.agent(21, OTHER).roleType(1));
        role("owner", "owner", person(owner(), Support.admin(10, LEA)).ownedBy(1L, 10L));
        role(
                "owner",
                "admin, another owns it",
                person(owner(), Support.admin(10, LEA)).ownedBy(1L, 20L));
        role(
                "owner",
                "agent, another owns it",
                person(owner(), Support.agent(10, LEA)).ownedBy(1L, 20L));
        role(
                "owner",
                "unknown, another owns it",
                amongOthers.apply(account().with(owner()).ownedBy(1L, 20L)));
        role("owner", "no agents at all", account().with(owner()));
        role("administrator", "admin", person(administrator(), Support.admin(10, LEA)));
        role(
                "administrator",
                "billing admin",
                person(administrator(), Support.admin(10, LEA).roleType(5)));
        role("administrator", "agent", person(administrator(), Support.agent(10, LEA)));
        role(
                "administrator",
                "light agent",
                person(administrator(), Support.agent(10, LEA).roleType(1)));
        role(
                "administrator",
                "contributor",
                person(administrator(), Support.agent(10, LEA).roleType(3)));
        role("administrator", "unknown", amongOthers.apply(account().with(administrator())));
        role("administrator", "no agents at all", account().with(administrator()));
        role("agent", "owner", person(agent(), Support.admin(10, LEA)).ownedBy(null, 10L));
        role("agent", "admin", person(agent(), Support.admin(10, LEA)));
        role("agent", "agent", person(agent(), Support.agent(10, LEA).roleType(0)));
        role(
                "agent",
                "Chat agent (`role_type` 2)",
                person(agent(), Support.agent(10, LEA).roleType(2)));
        role("agent", "light agent", person(agent(), Support.agent(10, LEA).roleType(1)));
        role("agent", "contributor", person(agent(), Support.agent(10, LEA).roleType(3)));
        role("agent", "suspended agent", person(agent(), Support.agent(10, LEA).suspended()));
        role("agent", "unknown", amongOthers.apply(account().with(agent())));
        role("agent, switched off", "agent", person(agent().disabled(), Support.agent(10, LEA)));
        role("agent, switched off", "unknown", amongOthers.apply(account().with(agent().disabled())));
        role(
                "administrator, agent by review",
                "agent",
                person(administrator(), Support.agent(10, LEA))
                        .with(samePerson(1, 10L).withRole(ReviewedRole.AGENT)));
        role(
                "administrator, admin by review",
                "agent",
                person(administrator(), Support.agent(10, LEA))
                        .with(samePerson(1, 10L).withRole(ReviewedRole.ADMIN)));
        role(
                "administrator, agent by review",
                "unknown",
                amongOthers.apply(
                        account().with(administrator()).with(chatOnly(1).withRole(ReviewedRole.AGENT))));
        role(
                "agent, without Chat by review",
                "light agent",
                person(agent(), Support.agent(10, LEA).roleType(1)).with(noChat(1)));
        role("unknown", "owner", account().with(Support.admin(10, LEA)).ownedBy(null, 10L));
        role("unknown", "agent", account().with(Support.agent(10, LEA)));
        role("unknown", "light agent", account().with(Support.agent(10, LEA).roleType(1)));
        role("unknown", "contributor", account().with(Support.agent(10, LEA).roleType(3)));
        role("unknown", "suspended agent", account().with(Support.agent(10, LEA).suspended()));
        role("unknown", "deleted agent", account().with(Support.agent(10, LEA).deleted()));
        roles.isAsDocumented();
    }

    @Test
    void allowListsComeToWhatTheTableSays() throws IOException {
        for (IpPolicy policy : IpPolicy.values()) {
            ip(null, "192.0.2.0/24", policy);
            ip("192.0.2.1", null, policy);
            ip("192.0.2.1", "192.0.2.0/24", policy);
            ip("192.0.2.0/24", "192.0.2.0/25", policy);
            ip("198.51.100.7", "192.0.2.0/24", policy);
            ip("192.0.2.1 2001:db8::1", "192.0.2.0/24", policy);
            ip("2001:db8::1", "192.0.2.0/24", policy);
            ip("192.0.2.1 10.01.2.3", "192.0.2.0/24", policy);
            ip("198.51.100.7 192.0.2.300", "192.0.2.0/24", policy);
            ip("192.0.2.*", "192.0.2.0/25", policy);
            ip("192.0.2.1", "nonsense", policy);
            ip("0.0.0.0/0", "192.0.2.0/24", policy);
            ip("192.0.2.9/24", "192.0.2.0/24", policy);
        }
        allowLists.isAsDocumented();
    }

    @Test
    void pagesComeToWhatTheTableSays() throws IOException {
        page("The legacy snippet", LEGACY);
        page("The Web Widget's current snippet", CURRENT);
        page("Both snippets", LEGACY + CURRENT);
        page("The legacy snippet in an HTML comment", "<!-- " + LEGACY + " -->");
        page("The legacy snippet with another account's key", LEGACY.replace("1aB2", "9zY8"));
        page("The legacy snippet and an unsupported call", LEGACY + "<script>$zopim.livechat.setNotes('x')</script>");
        page(
                "The current snippet under a policy that allows only the own site",
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'\">" + CURRENT);
        page(
                "No snippet, a tag manager",
                "<script src=\"https://www.googletagmanager.com/gtm.js?id=GTM-ABC123\"></script>");
        page("Nothing of the kind", "<p>Welcome</p>");
        page("Not HTML at all", "\u0000<<<script '\"");
        widgets.isAsDocumented();
    }

    @Test
    void anAccountGetsASlotWhenTheTableSays() throws IOException {
        Instant before = NOW.minusSeconds(86_400);
        Instant earlier = before.minusSeconds(86_400);
        entry("has not asked", Phase.LEGACY_CHAT, AccountState.REGISTERED, null, null, null, false);
        entry(
                "asks at a later time",
                Phase.LEGACY_CHAT,
                AccountState.REGISTERED,
                NOW.plusSeconds(1),
                null,
                null,
                false);
        entry("has asked", Phase.LEGACY_CHAT, AccountState.REQUESTED, before, null, null, false);
        entry("has asked, and a finding blocks", Phase.LEGACY_CHAT, AccountState.REQUESTED, before, null, null, true);
        entry("has asked, phase 3 by now", Phase.PHASE3, AccountState.REQUESTED, before, null, null, false);
        entry("cancelled since it asked", Phase.LEGACY_CHAT, AccountState.REQUESTED, earlier, before, null, false);
        entry(
                "asked again since it cancelled",
                Phase.LEGACY_CHAT,
                AccountState.REQUESTED,
                before,
                earlier,
                null,
                false);
        entry("moved too often, still blocked", Phase.LEGACY_CHAT, AccountState.REQUESTED, earlier, null, before, true);
        entry("moved too often, free by now", Phase.LEGACY_CHAT, AccountState.REQUESTED, earlier, null, before, false);
        entry(
                "moved too often, blocked, asked again since",
                Phase.LEGACY_CHAT,
                AccountState.REQUESTED,
                before,
                null,
                earlier,
                true);
        for (AccountState state : List.of(
                AccountState.SCHEDULED, AccountState.UPGRADING, AccountState.UPGRADED, AccountState.FINALIZED)) {
            entry("has asked", Phase.LEGACY_CHAT, state, before, null, null, false);
        }
        entry("not asked again since", Phase.LEGACY_CHAT, AccountState.ROLLED_BACK, earlier, before, null, false);
        entry("asked again since", Phase.LEGACY_CHAT, AccountState.ROLLED_BACK, before, earlier, null, false);
        entering.isAsDocumented();
    }

    @Test
    void anUpgradeStartsWhenTheTableSays() throws IOException {
        var table = new DecisionTable("starting", "Seconds after the slot", "Outcome");
        for (long seconds : new long[] {-1, 0, 1, 7_200, 7_201}) {
            table.row(
                    Long.toString(seconds),
                    StartDecision.of(NOW, NOW.plusSeconds(seconds), SchedulingPolicy.DEFAULT.startTolerance())
                            .name());
        }
        table.isAsDocumented();
    }

    @Test
    void anAccountIsMovedWhereTheTableSays() throws IOException {
        var table = new DecisionTable("moving", "Situation", "Outcome");
        var wish = new SlotWish(1, ZoneOffset.UTC, null, null, Set.of(), null);
        for (int moves = 0; moves <= 2; moves++) {
            table.row("a slot was not kept, moved " + moves + " times before", moved(moves, wish, 0));
        }
        table.row("a slot was not kept, and no hour is free", moved(0, wish, SchedulingPolicy.DEFAULT.slotCapacity()));
        for (int missed : new int[] {1, 10, 11}) {
            table.row(
                    "accounts that missed their slots while nothing ran: " + missed,
                    MissedSlots.of(missed).name());
        }
        table.isAsDocumented();
    }

    @Test
    void administratorsAreRemindedWhenTheTableSays() throws IOException {
        var table = new DecisionTable("reminders", "Told of the date at", "Days before", "Reminded at");
        var slot = new Slot(Instant.parse("2027-03-30T20:00:00Z"), LocalDateTime.parse("2027-03-30T22:00"), PARIS);
        for (String told : List.of(
                "2027-03-01T01:00:00Z",
                "2027-03-15T01:00:00Z",
                "2027-03-15T18:00:00Z",
                "2027-03-26T01:00:00Z",
                "2027-03-28T01:00:00Z")) {
            List<ReminderDays.Due> due = ReminderDays.of(slot, Instant.parse(told), EIGHT_TO_SIX);
            table.row(
                    told,
                    due.isEmpty()
                            ? "–"
                            : due.stream()
                                    .map(each -> Integer.toString(each.daysBefore()))
                                    .collect(joining("<br>")),
                    due.isEmpty()
                            ? "never"
                            : due.stream().map(each -> each.at().toString()).collect(joining("<br>")));
        }
        table.isAsDocumented();
    }

    @Test
    void aLateReminderIsLeftOutWhereTheTableSays() throws IOException {
        var table = new DecisionTable(
                "late-reminders", "Reminder of so many days before", "Days left when read", "Outcome");
        for (int[] each : new int[][] {{14, 14}, {14, 8}, {14, 7}, {7, 5}, {7, 2}, {3, 2}, {1, 1}, {1, 0}}) {
            table.row(
                    Integer.toString(each[0]),
                    Integer.toString(each[1]),
                    ReminderDays.isOvertaken(each[0], each[1]) ? "left out: the next one says it" : "leaves");
        }
        table.isAsDocumented();
    }

    @Test
    void mailsToAdministratorsLeaveWhenTheTableSays() throws IOException {
        var table = new DecisionTable("hours", "Clock", "Could leave at", "Leaves at");
        for (String[] each : new String[][] {
            {"Europe/Paris", "2027-03-01T06:59:59Z"},
            {"Europe/Paris", "2027-03-01T07:00:00Z"},
            {"Europe/Paris", "2027-03-01T17:00:00Z"},
            {"Europe/Paris", "2027-03-01T17:00:01Z"},
            {"Europe/Paris", "2027-03-27T17:30:00Z"},
            {"Asia/Kolkata", "2027-03-01T01:00:00Z"},
            {"America/Los_Angeles", "2027-03-01T01:00:00Z"}
        }) {
            Instant at = Instant.parse(each[1]);
            table.row(
                    each[0],
                    each[1],
                    EIGHT_TO_SIX.include(at, ZoneId.of(each[0]))
                            ? "at once"
                            : EIGHT_TO_SIX.firstFrom(at, ZoneId.of(each[0])).toString());
        }
        table.isAsDocumented();
    }

    private static String moved(int moves, SlotWish wish, int taken) {
        MoveDecision decision = MoveDecision.of(
                moves,
                wish,
                LocalDate.ofInstant(NOW, ZoneOffset.UTC),
                new SlotSearch(SchedulingPolicy.DEFAULT),
                start -> taken);
        return decision instanceof MoveDecision.MoveTo to
                ? "moved to " + to.slot().start()
                : "back to REQUESTED: " + ((MoveDecision.GiveUp) decision).cause();
    }

    private void agent(String situation, TestAccount account) {
        AgentMergeOutcome outcome = AgentMerge.merge(account.facts());
        agents.row(
                situation,
                Stream.concat(
                                outcome.proposals().stream()
                                        .map(it -> it.scenario().label()),
                                outcome.leftOut().stream()
                                        .map(it -> "left out of "
                                                + it.side().label() + ": "
                                                + it.reason().label()))
                        .collect(joining("<br>")),
                each(outcome, it -> Objects.requireNonNullElse(it.email(), "none")),
                each(
                        outcome,
                        it -> it.evidence().stream()
                                .map(Evidence::kind)
                                .distinct()
                                .collect(joining(", "))),
                each(outcome, it -> it.waits() ? "yes" : "no"),
                findings(outcome.findings().stream().filter(it -> it.check() != Check.AGENTS_NOT_REVIEWED)),
                each(outcome, it -> it.role().label()),
                each(outcome, it -> it.signIn().label()),
                each(outcome, it -> it.active() ? "yes" : "no"));
    }

    private static Chat agent() {
        return Chat.agent(1, LEA);
    }

    private static Chat administrator() {
        return agent().administrator();
    }

    private static Chat owner() {
        return agent().owner();
    }

    private static TestAccount person(Chat inChat, Support inSupport) {
        return account().with(inChat).with(inSupport);
    }

    /** The person comes first; a light agent who only makes Support a side with agents takes no seat. */
    private void role(String inChat, String inSupport, TestAccount account) {
        AgentMergeOutcome outcome = AgentMerge.merge(account.facts());
        Optional<AgentProposal> person = outcome.proposals().stream().findFirst();
        roles.row(
                inChat,
                inSupport,
                person.map(it -> it.role().label()).orElse("not carried"),
                person.map(it -> it.waits() ? "yes" : "no").orElse(""),
                Integer.toString(seatsTaken(account)),
                findings(outcome.findings().stream().filter(it -> it.check() != Check.AGENTS_NOT_REVIEWED)));
    }

    private static int seatsTaken(TestAccount account) {
        int seats = 0;
        while (AgentMerge.merge(account.withSeats(seats).facts()).findings().stream()
                .anyMatch(it -> it.check() == Check.SEATS_EXCEEDED)) {
            seats++;
        }
        return seats;
    }

    private static String each(AgentMergeOutcome outcome, Function<AgentProposal, String> cell) {
        return outcome.proposals().stream()
                .map(cell)
                .map(it -> it.isEmpty() ? "–" : it)
                .collect(joining("<br>"));
    }

    private void ip(@Nullable String chat, @Nullable String support, IpPolicy policy) {
        Facts facts = ready();
        if (chat != null) {
            facts.chatLetsIn(chat.split(" ", -1));
        }
        if (support != null) {
            facts.supportLetsIn(support);
        }
        if (policy == IpPolicy.ADD_MISSING) {
            facts.addingMissing();
        }
        IpReconciliation found = facts.build().ip();
        allowLists.row(
                chat == null ? "everybody" : code(chat),
                support == null ? "everybody" : code(support),
                policy.name(),
                found.verdict().label(),
                found.missing().isEmpty() ? "–" : code(String.join(" ", found.missing())),
                findings(facts.judge().stream()),
                policy == IpPolicy.ADD_MISSING && !found.proposal().isEmpty()
                        ? code(String.join(" ", found.proposal()))
                        : "–");
    }

    private void page(String what, String body) {
        PageWidgets found = new WidgetDetector().detect(new PageSource("https://shop.example/", body, Map.of()));
        widgets.row(
                what,
                found.widget().name().toLowerCase(Locale.ROOT),
                findings(ready()
                        .withChatKey(KEY)
                        .withWebWidget(UUID, "chat")
                        .withPage("https://shop.example/", found)
                        .judge()
                        .stream()));
    }

    private void entry(
            String situation,
            Phase phase,
            AccountState state,
            @Nullable Instant requestedAt,
            @Nullable Instant withdrawnAt,
            @Nullable Instant movedTooOftenAt,
            boolean blocked) {
        EntryDecision decision =
                EntryDecision.of(new EntryFacts(phase, state, requestedAt, withdrawnAt, movedTooOftenAt, blocked), NOW);
        entering.row(
                state.name(),
                situation,
                decision instanceof EntryDecision.StaysOut out ? "no slot: " + out.reason() : "gets a slot");
    }

    private static String findings(Stream<Finding> findings) {
        String all = findings.map(
                        it -> it.check().defaultSeverity() + " `" + it.check().label() + "`")
                .distinct()
                .collect(joining("<br>"));
        return all.isEmpty() ? "–" : all;
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
