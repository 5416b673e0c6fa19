package dev.chatmigration.mail;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.TimeZoneFormat;
import com.ibm.icu.text.TimeZoneNames;
import com.ibm.icu.text.TimeZoneNames.NameType;
import com.ibm.icu.util.SimpleTimeZone;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * An instant in the words of a reader: weekday and date, time of day, the zone in words and its offset. Abbreviations
 * such as CST mean different zones to different people and are never used.
 *
 * <p>The offset comes from the JDK's zone rules, as the slot itself does, and date and time are formatted at that fixed
 * offset: ICU brings its own copy of the zone database, and two versions of it must not meet in one sentence.
 */
final class LocalMoment {

    private static final Pattern ABBREVIATION = Pattern.compile(".*(\\d|\\b(GMT|UTC)\\b).*|\\p{Upper}{2,5}");

    /** Finding the pattern of a language costs far more than using it, and so does a copy; each serves one thread at a time. */
    private static final Map<Wanted, DateFormat> FORMATS = new ConcurrentHashMap<>();

    private final long millis;
    private final ZoneId zone;
    private final ZoneOffset offset;
    private final ULocale locale;

    LocalMoment(Instant instant, ZoneId zone, ULocale locale) {
        this.millis = instant.toEpochMilli();
        this.zone = zone;
        this.offset = zone.getRules().getOffset(instant);
        this.locale = locale;
    }

    /** For instance "Tuesday, March 14, 2028". */
    String date() {
        return format("yMMMMEEEEd");
    }

    /** Without the weekday, for subjects. */
    String day() {
        return format("yMMMMd");
    }

    /** For instance "9:00 PM" or "21:00". */
    String time() {
        return format("jm");
    }

    /** For instance "UTC+01:00". */
    String offset() {
        return "UTC" + (offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId());
    }

    /** For instance "Central European Time"; the id where no words are known. */
    String zone() {
        TimeZone known = TimeZone.getTimeZone(zone.getId());
        String words = TimeZoneFormat.getInstance(locale).format(TimeZoneFormat.Style.GENERIC_LONG, known, millis);
        if (!ABBREVIATION.matcher(words).matches()) {
            return words;
        }
        String name = TimeZoneNames.getInstance(locale)
                .getDisplayName(TimeZone.getCanonicalID(zone.getId()), NameType.LONG_STANDARD, millis);
        return name == null ? zone.getId() : name;
    }

    private String format(String skeleton) {
        DateFormat format = FORMATS.computeIfAbsent(new Wanted(skeleton, locale), Wanted::format);
        synchronized (format) {
            format.setTimeZone(new SimpleTimeZone(offset.getTotalSeconds() * 1000, offset.getId()));
            return format.format(millis);
        }
    }

    private record Wanted(String skeleton, ULocale locale) {
        DateFormat format() {
            return DateFormat.getInstanceForSkeleton(skeleton, locale);
        }
    }
}
