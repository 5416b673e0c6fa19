package dev.chatmigration.domain.account;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The account's wish to move, and how.
 *
 * @param requestedAt null where the account has preferences but has not asked
 * @param notBefore the first local date on which it wants to move
 * @param preferredDays empty where any day suits
 * @param ipPolicy {@code report} or {@code add-missing}; null leaves it to the setting
 */
public record MigrationRequest(
        @Nullable Instant requestedAt,
        @Nullable String representativeEmail,
        @Nullable LocalDate notBefore,
        Set<DayOfWeek> preferredDays,
        @Nullable LocalTime preferredLocalTime,
        @Nullable IpPolicy ipPolicy) {}
