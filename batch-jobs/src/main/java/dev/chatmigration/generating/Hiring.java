package dev.chatmigration.generating;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Fills one account with people: its owner, its agents, and those who make the merge difficult. */
final class Hiring {
    /** Records that a person leaves in the two agent files together; follows from the shares of {@link Mix#MATCH}. */
    private static final double RECORDS_PER_PERSON = 1.56;

    /** Sizes of accounts in per cent of the mean: many small ones, few large ones. Their mean is 100. */
    private static final List<Integer> SIZES = List.of(30, 40, 50, 60, 70, 80, 90, 100, 120, 360);

    private static final List<String> INVALID_ADDRESSES =
            List.of("no address", "agent@", "@shop.example", "first last@shop.example", "agent@@shop.example");

    private static final Instant LONG_AGO = Instant.parse("2013-01-01T00:00:00Z");

    private enum Rank {
        AGENT(3),
        ADMINISTRATOR(2),
        OWNER(1);

        private final int chatRoleId;

        Rank(int chatRoleId) {
            this.chatRoleId = chatRoleId;
        }
    }

    private final Customer customer;
    private final Ids ids;
    private final Dice dice;
    private final boolean enabledAsNumber;
    private final boolean administered;

    private final List<ObjectNode> chatAgents = new ArrayList<>();
    private final List<ObjectNode> supportUsers = new ArrayList<>();
    private final List<ObjectNode> reviews = new ArrayList<>();
    /** Only ever asked whether it contains a name, since its order is nobody's business. */
    private final Set<String> takenLocalParts = new HashSet<>();

    private @Nullable Long chatOwner;
    private @Nullable Long supportOwner;

    private Hiring(Customer customer, Ids ids, Dice dice) {
        this.customer = customer;
        this.ids = ids;
        this.dice = dice;
        this.enabledAsNumber = dice.perMille(700);
        this.administered = !dice.perMille(Mix.NO_ADMINISTRATOR);
    }

    static Staff hire(Customer customer, double agentRecords, Ids ids, Dice dice) {
        Hiring hiring = new Hiring(customer, ids, dice);
        int people = dice.around(agentRecords / RECORDS_PER_PERSON * dice.oneOf(SIZES) / 100);
        hiring.hireAdministrators();
        // The owner is among those counted, and whoever else administers comes in the place of an agent.
        int agents = Math.max(0, people - hiring.administrators());
        for (int i = 0; i < agents; i++) {
            hiring.hire(hiring.customer.supportSide() ? Mix.MATCH.draw(dice) : Match.CHAT_ONLY, Rank.AGENT);
        }
        hiring.hireDifficultPeople();
        return new Staff(hiring.chatAgents, hiring.supportUsers, hiring.reviews, hiring.chatOwner, hiring.supportOwner);
    }

    private void hireAdministrators() {
        if (!administered) {
            return;
        }
        Match knownAs = customer.supportSide() ? Match.SAME_EMAIL : Match.CHAT_ONLY;
        hire(knownAs, Rank.OWNER);
        if (customer.supportSide() && dice.perMille(Mix.OWNER_DIFFERS)) {
            supportOwner = hire(Match.SUPPORT_ONLY, Rank.ADMINISTRATOR).supportUser();
        }
        if (dice.perMille(Mix.SECOND_ADMINISTRATOR)) {
            hire(knownAs, Rank.ADMINISTRATOR);
        }
    }

    private int administrators() {
        return Math.max(chatAgents.size(), supportUsers.size());
    }

    private void hireDifficultPeople() {
        if (dice.perMille(Mix.SHARED_MAILBOX)) {
            addChatAgent(person(), address("info"), Rank.AGENT);
        }
        if (dice.perMille(Mix.INVALID_ADDRESS)) {
            addChatAgent(person(), dice.oneOf(INVALID_ADDRESSES), Rank.AGENT);
        }
        if (dice.perMille(Mix.DUPLICATE_IN_CHAT)) {
            String address = newAddress(person());
            addChatAgent(person(), address, Rank.AGENT);
            addChatAgent(person(), address, Rank.AGENT);
        }
        if (!customer.supportSide()) {
            return;
        }
        if (dice.perMille(Mix.DUPLICATE_IN_SUPPORT)) {
            String address = newAddress(person());
            addSupportUser(person(), address, Rank.AGENT);
            addSupportUser(person(), address.toUpperCase(Locale.ROOT), Rank.AGENT);
        }
        if (dice.perMille(Mix.ADDRESS_TAKEN_BY_END_USER)) {
            Person person = person();
            String address = newAddress(person);
            addChatAgent(person, address, Rank.AGENT);
            addSupportUser(person, address, Rank.AGENT).put("role", "end-user").putNull("role_type");
        }
        if (dice.perMille(Mix.LOOK_ALIKE)) {
            Person person = person();
            String address = newAddress(person);
            addChatAgent(person, address, Rank.AGENT);
            addSupportUser(person, address.replace("@", "+support@"), Rank.AGENT);
        }
        if (dice.perMille(Mix.ADMINISTRATOR_ON_ONE_SIDE)) {
            hireAdministratorOfOneSide();
        }
    }

    private void hireAdministratorOfOneSide() {
        Person person = person();
        String address = newAddress(person);
        boolean chatAdministrator = dice.perMille(500);
        ObjectNode agent = addChatAgent(person, address, chatAdministrator ? Rank.ADMINISTRATOR : Rank.AGENT);
        boolean absentFromSupport = chatAdministrator && dice.perMille(400);
        Long supportUser = absentFromSupport
                ? null
                : addSupportUser(person, address, chatAdministrator ? Rank.AGENT : Rank.ADMINISTRATOR)
                        .get("id")
                        .asLong();
        if (customer.reviewed()) {
            review(agent, supportUser == null ? "CHAT_ONLY" : "SAME_PERSON", supportUser, null)
                    .put("role", dice.perMille(500) ? "admin" : "agent");
        }
    }

    /** The ids under which somebody is known. */
    private record Hired(@Nullable Long chatAgent, @Nullable Long supportUser) {}

    private Hired hire(Match match, Rank rank) {
        Person person = person();
        String address = newAddress(person);
        String chatAddress = match == Match.TWO_EMAILS ? newAddress(person) : address;
        ObjectNode agent = match.inChat() ? addChatAgent(person, chatAddress, rank) : null;
        ObjectNode user = match.inSupport() ? addSupportUser(person, supportSpelling(address, match), rank) : null;
        if (user != null) {
            addIdentities(user, match == Match.TWO_EMAILS ? chatAddress : null, person);
        }
        if (rank == Rank.AGENT) {
            addSetbacks(agent, user);
        }
        Hired hired = new Hired(idOf(agent), idOf(user));
        if (rank == Rank.OWNER) {
            chatOwner = hired.chatAgent();
            supportOwner = hired.supportUser();
        }
        if (agent != null && customer.reviewed()) {
            reviewAsNeeded(agent, match, hired.supportUser(), chatAddress, rank);
        }
        return hired;
    }

    private ObjectNode addChatAgent(Person person, String address, Rank rank) {
        ObjectNode agent = JsonNodeFactory.instance.objectNode();
        agent.put("account_id", customer.id());
        agent.put("id", ids.nextChatAgent());
        agent.put("email", address);
        agent.put("first_name", person.given().written());
        agent.put("last_name", person.family().written());
        agent.put("display_name", person.displayName(dice));
        putEnabled(agent, true);
        int department = dice.between(7400, 7420);
        agent.putArray("departments").add(department);
        agent.putArray("enabled_departments").add(department);
        agent.put("role_id", rank.chatRoleId);
        agent.putObject("roles").put("owner", rank == Rank.OWNER).put("administrator", rank != Rank.AGENT);
        agent.putArray("skills");
        agent.put("create_date", past());
        agent.put("last_login", dice.perMille(60) ? null : lately());
        agent.put("login_count", dice.below(4000));
        agent.put("scope", "all");
        chatAgents.add(agent);
        return agent;
    }

    private void putEnabled(ObjectNode agent, boolean enabled) {
        if (enabledAsNumber) {
            agent.put("enabled", enabled ? 1 : 0);
        } else {
            agent.put("enabled", enabled);
        }
    }

    private ObjectNode addSupportUser(Person person, String address, Rank rank) {
        long id = ids.nextSupportUser();
        Region region = customer.region();
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        user.put("account_id", customer.id());
        user.put("id", id);
        user.put("url", "https://" + customer.subdomain() + ".zendesk.com/api/v2/users/" + id + ".json");
        user.put("name", person.fullName());
        user.put("alias", dice.perMille(250) ? person.given().written() : null);
        user.put("email", address);
        user.put("role", rank == Rank.AGENT ? "agent" : "admin");
        user.put("role_type", rank == Rank.AGENT ? (dice.perMille(80) ? 1 : 0) : 4);
        user.putNull("custom_role_id");
        user.put("chat_only", false);
        user.put("active", true);
        user.put("suspended", false);
        user.put("verified", true);
        user.put("locale", region.locale);
        user.put("time_zone", region.supportZone);
        user.put("iana_time_zone", region.zones.get(0));
        user.put("two_factor_auth_enabled", dice.perMille(200));
        user.putArray("tags");
        user.putObject("user_fields");
        user.put("created_at", past());
        user.put("updated_at", lately());
        user.put("last_login_at", dice.perMille(60) ? null : lately());
        supportUsers.add(user);
        return user;
    }

    private void addIdentities(ObjectNode user, @Nullable String secondAddress, Person person) {
        boolean unverified = secondAddress == null && dice.perMille(Mix.UNVERIFIED_IDENTITY);
        boolean number = dice.perMille(Mix.FORWARDING_NUMBER);
        if (secondAddress == null && !unverified && !number) {
            return;
        }
        addIdentity(user, "email", user.get("email").asString(), true, true);
        if (secondAddress != null) {
            addIdentity(user, "email", secondAddress, false, true);
        }
        if (unverified) {
            addIdentity(user, "email", newAddress(person), false, false);
        }
        if (number) {
            // Numbers from 0100 to 0199 of this exchange are set aside for fiction.
            addIdentity(user, "agent_forwarding", "+120255501" + dice.between(10, 99), false, true);
        }
    }

    private void addIdentity(ObjectNode user, String type, String value, boolean primary, boolean verified) {
        user.withArray("identities")
                .addObject()
                .put("id", ids.nextIdentity())
                .put("user_id", user.get("id").asLong())
                .put("type", type)
                .put("value", value)
                .put("primary", primary)
                .put("verified", verified);
    }

    private void addSetbacks(@Nullable ObjectNode agent, @Nullable ObjectNode user) {
        if (agent != null && dice.perMille(Mix.DISABLED_IN_CHAT)) {
            putEnabled(agent, false);
        }
        if (user != null && dice.perMille(Mix.SUSPENDED_IN_SUPPORT)) {
            user.put("suspended", true);
        }
        if (user != null && dice.perMille(Mix.DELETED_IN_SUPPORT)) {
            user.put("active", false);
            if (dice.perMille(300)) {
                user.put("permanently_deleted", true);
            }
        }
    }

    private void reviewAsNeeded(
            ObjectNode agent, Match match, @Nullable Long supportUser, String chatAddress, Rank rank) {
        if (match == Match.TWO_EMAILS) {
            review(agent, "SAME_PERSON", supportUser, dice.perMille(300) ? chatAddress : null);
        } else if (rank == Rank.AGENT && dice.perMille(Mix.REVIEWED_WITHOUT_NEED)) {
            if (dice.perMille(250)) {
                review(agent, "NO_CHAT", null, null);
            } else if (supportUser != null) {
                review(agent, "SAME_PERSON", supportUser, null);
            } else {
                review(agent, "CHAT_ONLY", null, dice.perMille(300) ? newAddress(person()) : null);
            }
        }
    }

    private ObjectNode review(ObjectNode agent, String decision, @Nullable Long supportUser, @Nullable String email) {
        if (dice.perMille(Mix.REVIEWED_TWICE)) {
            addReview(agent, "NO_CHAT", null, null, 40, 20);
        }
        boolean outdated = supportUser != null && dice.perMille(Mix.REVIEW_OUTDATED);
        return addReview(agent, decision, supportUser, outdated ? newAddress(person()) : email, 20, 1);
    }

    private ObjectNode addReview(
            ObjectNode agent,
            String decision,
            @Nullable Long supportUser,
            @Nullable String email,
            int earliestDaysAgo,
            int latestDaysAgo) {
        ObjectNode review = JsonNodeFactory.instance.objectNode();
        review.put("account_id", customer.id());
        review.put("chat_agent_id", agent.get("id").asLong());
        review.put("decision", decision);
        review.put("support_user_id", supportUser);
        review.put("email", email);
        review.putNull("role");
        review.put("reviewed_by", "administrator@" + customer.asciiDomain());
        review.put("reviewed_at", daysAgo(earliestDaysAgo, latestDaysAgo));
        reviews.add(review);
        return review;
    }

    private Person person() {
        return Person.draw(customer.region(), dice);
    }

    private String newAddress(Person person) {
        String wanted = person.localPart(dice);
        String free = wanted;
        for (int number = 2; !takenLocalParts.add(free); number++) {
            free = wanted + number;
        }
        return address(free);
    }

    private String address(String localPart) {
        return localPart + "@" + customer.domain();
    }

    /** The same address as Support has it: its domain encoded, sometimes in another case. */
    private String supportSpelling(String address, Match match) {
        String encoded = address.substring(0, address.indexOf('@') + 1) + customer.asciiDomain();
        if (match != Match.SAME_EMAIL || !dice.perMille(Mix.ADDRESS_IN_OTHER_CASE)) {
            return encoded;
        }
        return dice.perMille(300)
                ? encoded.toUpperCase(Locale.ROOT)
                : encoded.substring(0, 1).toUpperCase(Locale.ROOT) + encoded.substring(1);
    }

    private String past() {
        return dice.instant(LONG_AGO, LONG_AGO.plus(Duration.ofDays(4000))).toString();
    }

    private String lately() {
        return daysAgo(90, 1);
    }

    private String daysAgo(int earliest, int latest) {
        return dice.instant(
                        Customer.FIRST_NIGHT.minus(Duration.ofDays(earliest)),
                        Customer.FIRST_NIGHT.minus(Duration.ofDays(latest)))
                .toString();
    }

    private static @Nullable Long idOf(@Nullable ObjectNode node) {
        return node == null ? null : Long.valueOf(node.get("id").asLong());
    }
}
