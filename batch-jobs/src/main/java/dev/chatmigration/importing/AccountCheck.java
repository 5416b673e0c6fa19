package dev.chatmigration.importing;

import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.account.BusinessHours;
import dev.chatmigration.domain.account.ChatIpRestriction;
import dev.chatmigration.domain.account.IpPolicy;
import dev.chatmigration.domain.account.MigrationRequest;
import dev.chatmigration.domain.account.Owner;
import dev.chatmigration.domain.account.Phase;
import dev.chatmigration.domain.account.RemoteAuthentication;
import dev.chatmigration.domain.account.SecuritySettings;
import dev.chatmigration.domain.account.WebWidget;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An account of the feed; only its id and its phase are indispensable. */
final class AccountCheck implements RecordParser.RecordCheck<Account> {
    /** All entries of an allow-list together, a separator for each counted. */
    private static final int LONGEST_LIST = 1_000_000;

    private static final int LONGEST_ENTRY = 200;
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Pattern SUBDOMAIN = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Map<String, Phase> PHASES = Words.of(Phase::label, Phase.values());
    private static final Map<String, String> PLANS = Words.of(word -> word, "team", "professional", "enterprise");
    private static final Map<String, String> ASSUMPTION =
            Words.of(word -> word, "off", "day", "week", "month", "year", "always");
    private static final Map<String, IpPolicy> IP_POLICIES = Words.of(Words::hyphenated, IpPolicy.values());

    @Override
    public Account check(long accountId, FeedObject account) throws RecordRejected {
        Phase phase = account.requiredOneOf("phase", PHASES);
        String subdomain = subdomain(account);
        String name = account.text("name");
        FeedObject chat = account.object("chat");
        return new Account(
                accountId,
                subdomain,
                name != null ? name : subdomain.isEmpty() ? "account " + accountId : subdomain,
                account.address("locale"),
                timeZone(account),
                phase,
                account.oneOf("plan", PLANS),
                account.count("seats"),
                chat == null ? null : chat.address("account_key"),
                chatIpRestriction(account.object("chat_ip_restriction")),
                security(account.object("security_settings")),
                remoteAuthentications(account),
                webWidget(account.object("web_widget")),
                owner(account.object("owner")),
                businessHours(account),
                migration(account.object("migration")));
    }

    private static String subdomain(FeedObject account) {
        String subdomain = account.address("subdomain");
        if (subdomain == null) {
            return "";
        }
        // It becomes part of addresses that people click.
        if (!SUBDOMAIN.matcher(subdomain).matches()) {
            account.report(
                    "subdomain",
                    "Expected letters, digits and hyphens, at most 63, but found " + Found.quoted(subdomain) + ".");
            return "";
        }
        return subdomain;
    }

    private static ZoneId timeZone(FeedObject account) {
        if (account.node("time_zone") == null) {
            account.report("time_zone", FeedObject.expected("a time zone region such as Europe/Paris", null));
        }
        ZoneId zone = account.zone("time_zone");
        return zone == null ? UTC : zone;
    }

    private static @Nullable ChatIpRestriction chatIpRestriction(@Nullable FeedObject restriction) {
        if (restriction == null) {
            return null;
        }
        return new ChatIpRestriction(restriction.flag("enabled", false), ipEntries(restriction));
    }

    /**
     * An entry that is no usable text is reported, but stays in the list in a form that can be read: an allow-list must
     * not look shorter, or even empty, because of what is wrong in it.
     */
    private static List<String> ipEntries(FeedObject restriction) {
        JsonNode list = restriction.list("entries");
        if (list == null) {
            return List.of();
        }
        List<String> entries = new ArrayList<>();
        long length = 0;
        for (int i = 0; i < list.size(); i++) {
            JsonNode element = list.get(i);
            String entry = element.isString() ? blanksAsSpaces(element.stringValue()) : element.toString();
            String fault = element.isString()
                    ? Text.fault(entry, LONGEST_ENTRY)
                    : FeedObject.expected("an address as text", element);
            if (fault != null) {
                restriction.report("entries[" + i + "]", fault);
                entry = Found.visible(entry, LONGEST_ENTRY / 2);
            }
            entries.add(entry);
            length += entry.length() + 1;
            if (length > LONGEST_LIST) {
                restriction.report(
                        "entries", "Expected at most " + LONGEST_LIST + " characters in all, but found more.");
                return List.of();
            }
        }
        return entries;
    }

    /** Lists are pasted into forms: tabs and line ends in them are blanks like any other. */
    private static String blanksAsSpaces(String text) {
        return text.replace('\t', ' ').replace('\n', ' ').replace('\r', ' ').replace('\f', ' ');
    }

    private static @Nullable SecuritySettings security(@Nullable FeedObject outer) {
        if (outer == null) {
            return null;
        }
        FeedObject settings = outer.node("settings") == null ? outer : outer.object("settings");
        if (settings == null) {
            return null;
        }
        FeedObject authentication = settings.object("authentication");
        FeedObject agent = authentication == null ? null : authentication.object("agent");
        FeedObject ip = settings.object("ip");
        return new SecuritySettings(
                settings.flag("assumable"),
                settings.flag("assumable_account_type", false),
                settings.oneOf("assumption_duration", ASSUMPTION),
                settings.instant("assumption_expiration"),
                agent == null || agent.flag("zendesk_login", true),
                agent != null && agent.flag("enforce_sso", false),
                ip != null && ip.flag("ip_restriction_enabled", false),
                ip == null ? null : ip.text("ip_ranges", LONGEST_LIST, AccountCheck::blanksAsSpaces));
    }

    private static @Nullable List<RemoteAuthentication> remoteAuthentications(FeedObject account) {
        FeedObject holder = account;
        JsonNode node = account.node("remote_authentications");
        if (node != null && node.isObject()) {
            holder = account.object("remote_authentications");
        }
        List<FeedObject> list = holder == null ? null : holder.objects("remote_authentications");
        if (list == null) {
            return null;
        }
        List<RemoteAuthentication> authentications = new ArrayList<>();
        for (FeedObject each : list) {
            authentications.add(new RemoteAuthentication(
                    each.count("auth_mode"),
                    each.text("name"),
                    each.flag("is_active", false),
                    each.flag("agent", false)));
        }
        return authentications;
    }

    private static @Nullable WebWidget webWidget(@Nullable FeedObject widget) {
        if (widget == null) {
            return null;
        }
        List<String> channels = widget.texts("channels");
        return new WebWidget(
                widget.flag("configured", false), widget.address("key"), channels == null ? List.of() : channels);
    }

    private static Owner owner(@Nullable FeedObject owner) {
        return owner == null ? Owner.UNKNOWN : new Owner(owner.id("chat_agent_id"), owner.id("support_user_id"));
    }

    /** Half-known hours would let an upgrade fall into work; then the usual hours are the safer guess. */
    private static @Nullable BusinessHours businessHours(FeedObject account) {
        FeedObject hours = account.object("business_hours");
        if (hours == null) {
            return null;
        }
        Set<DayOfWeek> days = hours.days("days");
        LocalTime from = hours.timeOfDay("from");
        LocalTime to = hours.timeOfDay("to");
        if (days == null || from == null || to == null) {
            account.report(
                    "business_hours",
                    "Expected days, from and to, but found them missing or malformed; the usual hours are used.");
            return null;
        }
        return new BusinessHours(days, from, to);
    }

    private static @Nullable MigrationRequest migration(@Nullable FeedObject migration) {
        if (migration == null) {
            return null;
        }
        Set<DayOfWeek> preferred = migration.days("preferred_days");
        return new MigrationRequest(
                migration.instant("requested_at"),
                migration.address("representative_email"),
                migration.date("not_before"),
                preferred == null ? EnumSet.noneOf(DayOfWeek.class) : preferred,
                migration.timeOfDay("preferred_local_time"),
                migration.oneOf("ip_policy", IP_POLICIES));
    }
}
