package dev.chatmigration.generating;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The line about an account in {@code accounts.ndjson}. */
final class AccountLine {
    private static final List<String> WORK_DAYS = List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY");
    private static final List<String> OPTIONAL_CHANNELS = List.of("contact_form", "help_center", "talk", "answer_bot");
    /** An abbreviation and an offset, both of which the feed's contract refuses. */
    private static final List<String> UNUSABLE_ZONES = List.of("PST", "+02:00");

    /** How long before the first night an account may have asked to be moved. */
    private static final Duration REQUEST_PERIOD = Duration.ofDays(42);

    private final Customer customer;
    private final Staff staff;
    private final Dice dice;
    private final ObjectNode line = JsonNodeFactory.instance.objectNode();

    private AccountLine(Customer customer, Staff staff, Dice dice) {
        this.customer = customer;
        this.staff = staff;
        this.dice = dice;
    }

    static ObjectNode of(Customer customer, Staff staff, Dice dice) {
        return new AccountLine(customer, staff, dice).build();
    }

    private ObjectNode build() {
        IpLists lists = IpLists.draw(customer.ip(), dice);
        line.put("account_id", customer.id());
        line.put("subdomain", customer.subdomain());
        line.put("name", customer.name());
        line.put("locale", customer.region().locale);
        line.put(
                "time_zone",
                dice.oneOf(dice.perMille(Mix.UNUSABLE_TIME_ZONE) ? UNUSABLE_ZONES : customer.region().zones));
        line.put("phase", customer.phase());
        line.put("plan", customer.plan());
        int seats = staff.seatsTaken();
        line.put(
                "seats",
                dice.perMille(Mix.TOO_FEW_SEATS)
                        ? Math.max(1, seats / 2)
                        : staff.chatAgents().size() + staff.supportUsers().size() + dice.below(5));
        putChat();
        ArrayNode entries = line.putObject("chat_ip_restriction")
                .put("enabled", lists.chatEnabled())
                .putArray("entries");
        lists.chat().forEach(entries::add);
        putSecurity(lists);
        putWebWidget();
        line.putObject("owner").put("chat_agent_id", staff.chatOwner()).put("support_user_id", staff.supportOwner());
        putBusinessHours();
        putMigration();
        return line;
    }

    private void putChat() {
        ObjectNode chat = line.putObject("chat");
        chat.put("account_key", customer.chatKey());
        chat.put("status", "activated");
        chat.put("create_date", "2014-05-21T11:40:02Z");
        chat.putObject("plan")
                .put("name", customer.plan())
                .put("max_agents", staff.chatAgents().size() + 3)
                .put("ip_restriction", customer.plan().equals("enterprise"))
                .put("rest_api", true);
    }

    private void putSecurity(IpLists lists) {
        boolean enforced = customer.sso() && dice.perMille(500);
        ObjectNode security = line.putObject("security_settings");
        boolean open = dice.perMille(Mix.ASSUMPTION_OPEN);
        security.put("assumable", open);
        security.put("assumption_duration", open ? "always" : "off");
        security.putObject("authentication")
                .putObject("agent")
                .put("zendesk_login", !customer.sso() || enforced)
                .put("remote_login", customer.sso())
                .put("enforce_sso", enforced)
                .put("remote_bypass", 2);
        security.putObject("ip")
                .put("ip_restriction_enabled", lists.supportEnabled())
                .put("enable_agent_ip_restrictions", lists.supportEnabled())
                .put("ip_ranges", lists.support());
        ArrayNode configurations = line.putArray("remote_authentications");
        if (customer.sso()) {
            boolean active = !dice.perMille(Mix.SSO_INACTIVE);
            boolean saml = dice.perMille(700);
            configurations
                    .addObject()
                    .put("id", customer.id() * 10)
                    .put("name", saml ? "Company directory" : "Token service")
                    .put("auth_mode", saml ? 2 : 3)
                    .put("auth_mode_name", saml ? "saml" : "jwt")
                    .put("is_active", active)
                    .put("agent", true)
                    .put("agent_primary", true)
                    .put("end_user", false)
                    .put("ip_ranges", "")
                    .put("remote_login_url", "https://idp." + customer.asciiDomain() + "/sso");
        }
    }

    private void putWebWidget() {
        boolean configured = customer.hasWebWidgetOnSite() || dice.perMille(Mix.WEB_WIDGET_CONFIGURED);
        if (!configured) {
            line.putNull("web_widget");
            return;
        }
        ObjectNode widget = line.putObject("web_widget").put("configured", true).put("key", customer.widgetKey());
        ArrayNode channels = widget.putArray("channels").add("chat");
        for (String channel : OPTIONAL_CHANNELS) {
            if (dice.perMille(250)) {
                channels.add(channel);
            }
        }
    }

    private void putBusinessHours() {
        if (!dice.perMille(Mix.BUSINESS_HOURS_KNOWN)) {
            line.putNull("business_hours");
            return;
        }
        ObjectNode hours = line.putObject("business_hours");
        ArrayNode days = hours.putArray("days");
        WORK_DAYS.forEach(days::add);
        if (dice.perMille(300)) {
            days.add("SATURDAY");
        }
        // A few work at night: the end lies on the next day.
        boolean night = dice.perMille(40);
        hours.put("from", night ? "18:00" : dice.oneOf(List.of("07:30", "08:00", "09:00", "10:00")));
        hours.put("to", night ? "02:00" : dice.oneOf(List.of("17:00", "18:00", "19:30", "22:00")));
    }

    private void putMigration() {
        if (!dice.perMille(Mix.REQUESTED)) {
            line.putNull("migration");
            return;
        }
        ObjectNode migration = line.putObject("migration");
        migration.put(
                "requested_at",
                dice.instant(Customer.FIRST_NIGHT.minus(REQUEST_PERIOD), Customer.FIRST_NIGHT)
                        .toString());
        migration.put("representative_email", "representative" + dice.between(1, 12) + "@vendor.example");
        migration.put(
                "not_before",
                dice.perMille(Mix.NOT_BEFORE)
                        ? LocalDate.of(2026, 12, 28).plusDays(dice.below(60)).toString()
                        : null);
        ArrayNode days = migration.putArray("preferred_days");
        if (dice.perMille(Mix.PREFERRED_DAYS)) {
            days.add("SATURDAY").add("SUNDAY");
        }
        migration.put(
                "preferred_local_time",
                dice.perMille(Mix.PREFERRED_TIME) ? dice.oneOf(List.of("05:00", "06:00", "20:00", "22:00")) : null);
        migration.put(
                "ip_policy", dice.perMille(Mix.IP_POLICY_NAMED) ? dice.oneOf(List.of("report", "add-missing")) : null);
    }
}
