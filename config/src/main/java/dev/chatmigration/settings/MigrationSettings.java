package dev.chatmigration.settings;

import dev.chatmigration.domain.account.IpPolicy;
import dev.chatmigration.domain.brake.BrakeRule;
import dev.chatmigration.domain.brake.Measure;
import dev.chatmigration.domain.notification.ReadingHours;
import dev.chatmigration.domain.readiness.Check;
import dev.chatmigration.domain.readiness.Severity;
import dev.chatmigration.domain.scheduling.FreezeDates;
import dev.chatmigration.domain.scheduling.SchedulingPolicy;
import dev.chatmigration.domain.scheduling.StaffedHours;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The rules that operations may set.
 *
 * @param dataDir where the embedded database, the mails and the link key lie
 * @param feedDir where {@code serve} finds the feed; null: the folder {@code feed} in the data directory
 * @param nightlyAt when the nightly job starts, UTC
 * @param upgradeEvery how often {@code serve} looks for accounts whose slot has come; at most 30 minutes
 * @param minimumNotice days between the night and the earliest slot
 * @param slotCapacity accounts per UTC instant
 * @param maxMoves how often we may move an account before it waits
 * @param startTolerance how long after its slot an upgrade may still start
 * @param feedAge how old agent data may be at the slot
 * @param unreviewed what becomes of agents whom nobody has reviewed when the slot comes
 * @param ipPolicy what happens to missing addresses where the account does not say
 * @param tellSameAddressAgents whether agents of scenario 1 are told which sign-in counts
 * @param staffedHours when upgrades may run; null means always
 * @param freeze first and last dates between which no upgrade runs
 * @param severity other severities than the default ones, by check name
 * @param administratorHours when people may be written to for what can wait, on the account's clock: two times of one
 *     day
 * @param linkAtLeast shortest life of a setup link
 * @param linkAtMost longest life of a setup link
 * @param publicUrl where the setup page is; the only host that a link may name
 * @param linkKey the key that signs links, base64, at least 32 bytes, former keys behind it after commas; null: a file
 *     in the data directory
 * @param mail how mails are sent
 * @param brake how much a day may change without asking
 * @param fetchPages whether known pages that no feed brings are fetched, and how far that may go
 * @param chunkSize accounts per transaction in the deciding steps; ten times as many where slots are given, five times as
 *     many in partitions
 */
@Validated
@ConfigurationProperties("migration")
public record MigrationSettings(
        @DefaultValue("data") Path dataDir,
        @Nullable Path feedDir,
        @DefaultValue("01:00") LocalTime nightlyAt,
        @DefaultValue("5m") Duration upgradeEvery,
        @DefaultValue("21") @Min(0) int minimumNotice,
        @DefaultValue("50") @Positive int slotCapacity,
        @DefaultValue("2") @Min(0) int maxMoves,
        @DefaultValue("2h") Duration startTolerance,
        @DefaultValue("36h") Duration feedAge,
        @DefaultValue("merge-on-behalf") Unreviewed unreviewed,
        @DefaultValue("report") IpPolicy ipPolicy,
        @DefaultValue("true") boolean tellSameAddressAgents,
        @Nullable StaffedHours staffedHours,
        @DefaultValue List<FreezeDates> freeze,
        @DefaultValue Map<String, Severity> severity,
        @DefaultValue("08:00-18:00") String administratorHours,
        @DefaultValue("24h") Duration linkAtLeast,
        @DefaultValue("96h") Duration linkAtMost,
        @DefaultValue("https://chat-upgrade.example") URI publicUrl,
        @Nullable String linkKey,
        @DefaultValue @Valid Mail mail,
        @DefaultValue @Valid Brake brake,
        @DefaultValue @Valid FetchPages fetchPages,
        @DefaultValue("100") @Positive int chunkSize) {

    /**
     * Refuses settings that could not be kept.
     *
     * @throws IllegalArgumentException with a sentence that names the setting
     */
    public MigrationSettings {
        if (upgradeEvery.compareTo(Duration.ofMinutes(30)) > 0 || upgradeEvery.isNegative() || upgradeEvery.isZero()) {
            throw new IllegalArgumentException("migration.upgrade-every is " + upgradeEvery
                    + "; upgrades must be looked for at least every 30 minutes, or slots are missed");
        }
        for (String name : severity.keySet()) {
            if (Check.of(name).isEmpty()) {
                throw new IllegalArgumentException("migration.severity." + name + " names no check; known are "
                        + Arrays.stream(Check.values()).map(Check::label).toList());
            }
        }
        requireNotNegative("start-tolerance", startTolerance);
        requireNotNegative("feed-age", feedAge);
        requireNotNegative("link-at-least", linkAtLeast);
        parseHours(administratorHours);
        if (publicUrl.getHost() == null || !List.of("http", "https").contains(publicUrl.getScheme())) {
            throw new IllegalArgumentException(
                    "migration.public-url is " + publicUrl + "; it must be an address such as https://upgrade.example");
        }
        if (linkAtMost.compareTo(linkAtLeast) < 0) {
            throw new IllegalArgumentException("migration.link-at-most (" + linkAtMost
                    + ") is shorter than migration.link-at-least (" + linkAtLeast + ")");
        }
    }

    /** What becomes of agents whom nobody has reviewed when the slot comes. */
    public enum Unreviewed {
        MERGE_ON_BEHALF,
        HOLD
    }

    private static void requireNotNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("migration." + name + " is " + value + "; it cannot be negative");
        }
    }

    private static ReadingHours parseHours(String text) {
        String[] ends = text.split("-", -1);
        try {
            if (ends.length == 2) {
                return new ReadingHours(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()));
            }
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw new IllegalArgumentException(hoursExpected(text), e);
        }
        throw new IllegalArgumentException(hoursExpected(text));
    }

    private static String hoursExpected(String text) {
        return "migration.administrator-hours is " + text + "; it must be two times of one day such as 08:00-18:00";
    }

    /** When people may be written to for what can wait. */
    public ReadingHours readingHours() {
        return parseHours(administratorHours);
    }

    /** The rules of slots, as plain values. */
    public SchedulingPolicy schedulingPolicy() {
        return new SchedulingPolicy(minimumNotice, slotCapacity, maxMoves, staffedHours, freeze, startTolerance);
    }

    /** The severity that a check has here. */
    public Severity severityOf(Check check) {
        if (check == Check.AGENTS_NOT_REVIEWED && unreviewed == Unreviewed.HOLD) {
            return Severity.BLOCKS;
        }
        return severity.getOrDefault(check.label(), check.defaultSeverity());
    }

    /**
     * How mails are sent.
     *
     * @param from the address that people see
     * @param fromName the name before it
     * @param replyTo where answers go
     * @param messageIdDomain what stands behind the at sign of a Message-ID
     * @param connections how many connections to the mail server there may be at once
     * @param perMinute mails to one recipient domain within any minute; 0 means any number
     * @param domainLimits the same for some domains, each as {@code domain=mails}
     * @param delivery which mails go out
     * @param sandboxTo where all mails go when they go to the sandbox
     * @param allowedDomains the recipient domains that get mails when there is a list of them
     * @param firstWave how many mails a mail server may get before operations let the others go; null means all of them
     * @param signInUnencrypted whether a mail server may be told the password over a line that is not encrypted
     */
    public record Mail(
            @DefaultValue("chat-upgrade@mail.chat-upgrade.example")
            String from,

            @DefaultValue("Chat upgrade team") String fromName,
            @DefaultValue("support@chat-upgrade.example") String replyTo,
            @DefaultValue("mail.chat-upgrade.example") String messageIdDomain,
            @DefaultValue("4") @Min(1) @Max(50) int connections,
            @DefaultValue("600") @Min(0) int perMinute,
            @DefaultValue List<String> domainLimits,
            @DefaultValue("on") Delivery delivery,
            @Nullable String sandboxTo,
            @DefaultValue List<String> allowedDomains,
            @Nullable @Positive Integer firstWave,
            @DefaultValue("false") boolean signInUnencrypted) {

        /**
         * Refuses settings that could not be kept.
         *
         * @throws IllegalArgumentException with a sentence that names the setting
         */
        public Mail {
            domainLimits.forEach(Mail::limitOf);
            if (delivery == Delivery.SANDBOX && (sandboxTo == null || sandboxTo.isBlank())) {
                throw new IllegalArgumentException(
                        "migration.mail.delivery is sandbox; name the address that gets all mails in migration.mail.sandbox-to");
            }
            if (delivery == Delivery.ALLOW_LIST && allowedDomains.isEmpty()) {
                throw new IllegalArgumentException(
                        "migration.mail.delivery is allow-list; name the domains that get mails in migration.mail.allowed-domains");
            }
        }

        /** Which mails go out. */
        public enum Delivery {
            ON,
            /** None; they wait. */
            OFF,
            /** All of them, to one address of ours. */
            SANDBOX,
            /** Those to some domains; the others wait. */
            ALLOW_LIST
        }

        /** How many mails each of these domains gets in a minute, by the name that was given. */
        public Map<String, Integer> perMinuteOfDomain() {
            return domainLimits.stream()
                    .map(Mail::limitOf)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> second));
        }

        private static Map.Entry<String, Integer> limitOf(String text) {
            Matcher matcher = DOMAIN_LIMIT.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("migration.mail.domain-limits holds '" + text
                        + "'; each entry must be a domain and mails a minute, such as mail.example=100");
            }
            return Map.entry(matcher.group(1).toLowerCase(Locale.ROOT), Integer.valueOf(matcher.group(2)));
        }

        private static final Pattern DOMAIN_LIMIT = Pattern.compile("\\s*([^\\s=@]+)\\s*=\\s*(\\d{1,6})\\s*");
    }

    /**
     * How much a day may change without asking.
     *
     * @param factor more than so many times the largest of the days before is stopped
     * @param share where none of the days before saw any, more than this share of the whole is stopped
     * @param days how many days are looked back at
     * @param accounts up to so many accounts are upgraded without asking, whatever other days saw
     * @param newAgents the same for agents that an upgrade creates
     * @param mails the same for mails
     */
    public record Brake(
            @DefaultValue("3") @DecimalMin("1") double factor,

            @DefaultValue("0.5") @DecimalMin("0") @DecimalMax("1")
            double share,

            @DefaultValue("14") @Min(1) @Max(366) int days,
            @DefaultValue("25") @Min(0) long accounts,
            @DefaultValue("250") @Min(0) long newAgents,
            @DefaultValue("500") @Min(0) long mails) {

        /** The rule for one measure. */
        public BrakeRule rule(Measure measure) {
            long unasked = switch (measure) {
                case ACCOUNTS -> accounts;
                case NEW_AGENTS -> newAgents;
                case MAILS -> mails;
            };
            return new BrakeRule(unasked, factor, share, days);
        }
    }

    /**
     * Pages that were delivered once and are not in tonight's feed, fetched from where they are.
     *
     * @param enabled whether this is done at all
     * @param allowPrivate whether private, loopback and link-local addresses may be reached, on any port
     * @param contact where whoever runs a site learns who we are
     * @param pageTime for a page with all its redirects
     * @param pageSize of a page, in bytes after decompression
     * @param hostPause between two pages of one host
     * @param pagesPerHost at most that many of one host in a night
     * @param pagesPerAccount at most that many of one account in a night
     * @param pagesPerNight at most that many in all; the others have their turn on later nights
     * @param timePerNight no page is begun later than this after the step began
     */
    public record FetchPages(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("false") boolean allowPrivate,
            @Nullable URI contact,
            @DefaultValue("20s") Duration pageTime,

            @DefaultValue("5242880") @Min(1) @Max(LARGEST_PAGE)
            int pageSize,

            @DefaultValue("1s") Duration hostPause,
            @DefaultValue("50") @Positive int pagesPerHost,
            @DefaultValue("20") @Positive int pagesPerAccount,
            @DefaultValue("2000") @Positive @Max(MOST_PAGES) int pagesPerNight,
            @DefaultValue("30m") Duration timePerNight) {
        private static final int LARGEST_PAGE = 8 * 1024 * 1024;
        /** A night's pages are planned at once. */
        private static final int MOST_PAGES = 100_000;

        public FetchPages {
            requirePositive("page-time", pageTime);
            requirePositive("time-per-night", timePerNight);
            requireNotNegative("fetch-pages.host-pause", hostPause);
        }

        private static void requirePositive(String name, Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException(
                        "migration.fetch-pages." + name + " is " + value + "; it must be longer than nothing");
            }
        }
    }
}
