package dev.chatmigration.importing;

import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.account.BusinessHours;
import dev.chatmigration.domain.account.ChatIpRestriction;
import dev.chatmigration.domain.account.MigrationRequest;
import dev.chatmigration.domain.account.Owner;
import dev.chatmigration.domain.account.Phase;
import dev.chatmigration.domain.account.RemoteAuthentication;
import dev.chatmigration.domain.account.SecuritySettings;
import dev.chatmigration.domain.account.WebWidget;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is kept of an account as one JSON text: everything that no query asks for, without the two address lists, which
 * may be longer than a text column of H2 can hold together.
 *
 * @param chatRestricted null where the feed names no Chat allow-list
 */
record AccountDetails(
        @Nullable String locale,
        String timeZone,
        @Nullable String plan,
        @Nullable Integer seats,
        @Nullable String chatAccountKey,
        @Nullable Boolean chatRestricted,
        @Nullable SecuritySettings security,
        @Nullable List<RemoteAuthentication> remoteAuthentications,
        @Nullable WebWidget webWidget,
        Owner owner,
        @Nullable BusinessHours businessHours,
        @Nullable MigrationRequest migration) {
    private static final JsonMapper JSON = new JsonMapper();

    static AccountDetails of(Account account) {
        ChatIpRestriction restriction = account.chatIpRestriction();
        return new AccountDetails(
                account.locale(),
                account.timeZone().getId(),
                account.plan(),
                account.seats(),
                account.chatAccountKey(),
                restriction == null ? null : restriction.enabled(),
                withRanges(account.security(), null),
                account.remoteAuthentications(),
                account.webWidget(),
                account.owner(),
                account.businessHours(),
                account.migration());
    }

    static AccountDetails parse(String json) {
        return JSON.readValue(json, AccountDetails.class);
    }

    String json() {
        return JSON.writeValueAsString(this);
    }

    Account account(
            long id,
            String subdomain,
            String name,
            Phase phase,
            @Nullable String chatIpEntries,
            @Nullable String supportIpRanges) {
        return new Account(
                id,
                subdomain,
                name,
                locale,
                ZoneId.of(timeZone),
                phase,
                plan,
                seats,
                chatAccountKey,
                chatRestricted == null ? null : new ChatIpRestriction(chatRestricted, split(chatIpEntries)),
                withRanges(security, supportIpRanges),
                remoteAuthentications,
                webWidget,
                owner,
                businessHours == null
                        ? null
                        : new BusinessHours(ordered(businessHours.days()), businessHours.from(), businessHours.to()),
                migration == null ? null : withOrderedDays(migration));
    }

    /** Each entry and a line end behind it: no entry holds one, and no entries are not one empty entry. */
    static @Nullable String joined(@Nullable ChatIpRestriction restriction) {
        return restriction == null
                ? null
                : String.join(
                        "",
                        restriction.entries().stream()
                                .map(entry -> entry + '\n')
                                .toList());
    }

    private static List<String> split(@Nullable String entries) {
        return entries == null || entries.isEmpty()
                ? List.of()
                : List.of(entries.substring(0, entries.length() - 1).split("\n", -1));
    }

    private static @Nullable SecuritySettings withRanges(@Nullable SecuritySettings security, @Nullable String ranges) {
        return security == null
                ? null
                : new SecuritySettings(
                        security.assumable(),
                        security.assumableAccountType(),
                        security.assumptionDuration(),
                        security.assumptionExpiration(),
                        security.passwordLogin(),
                        security.enforceSso(),
                        security.ipRestrictionEnabled(),
                        ranges);
    }

    private static MigrationRequest withOrderedDays(MigrationRequest migration) {
        return new MigrationRequest(
                migration.requestedAt(),
                migration.representativeEmail(),
                migration.notBefore(),
                ordered(migration.preferredDays()),
                migration.preferredLocalTime(),
                migration.ipPolicy());
    }

    private static Set<DayOfWeek> ordered(Set<DayOfWeek> days) {
        Set<DayOfWeek> ordered = EnumSet.noneOf(DayOfWeek.class);
        ordered.addAll(days);
        return ordered;
    }
}
