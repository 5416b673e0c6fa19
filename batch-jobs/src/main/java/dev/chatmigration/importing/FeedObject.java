package dev.chatmigration.importing;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An object of the feed, read field by field: what is absent or null is null; what is malformed is reported and null
 * too, so that one bad field does not cost the record.
 */
final class FeedObject {
    /** The longest name, address or other short text. */
    static final int SHORT_TEXT = 1_000;

    /** Lists of names and of settings: far more than anybody has, and little enough for a column. */
    private static final int LONGEST_LIST = 200;

    /** What one broken record may add to the rejects. */
    private static final int MOST_PROBLEMS = 100;

    private static final String AN_ID = "an id, a whole number from 1 to " + Long.MAX_VALUE;
    private static final Pattern HOUR_AND_MINUTE = Pattern.compile("[0-2][0-9]:[0-5][0-9]");
    private static final Map<String, DayOfWeek> DAYS = Words.of(DayOfWeek::name, DayOfWeek.values());
    private static final Set<String> ZONES = zones();

    private final JsonNode object;
    private final @Nullable JsonNode around;
    private final String path;
    private final List<FieldProblem> problems;

    private FeedObject(JsonNode object, @Nullable JsonNode around, String path, List<FieldProblem> problems) {
        this.object = object;
        this.around = around;
        this.path = path;
        this.problems = problems;
    }

    /**
     * The record in a line, bare or wrapped by type. Fields of ours may stand inside or beside what is wrapped.
     */
    static FeedObject of(JsonNode line, FeedKind kind) {
        JsonNode mark = line.get(kind.mark());
        JsonNode wrapped = mark == null || mark.isObject() ? wrapped(line, kind) : null;
        return wrapped == null
                ? new FeedObject(line, null, "", new ArrayList<>())
                : new FeedObject(wrapped, line, "", new ArrayList<>());
    }

    private static @Nullable JsonNode wrapped(JsonNode line, FeedKind kind) {
        JsonNode only = null;
        int objects = 0;
        for (Map.Entry<String, JsonNode> field : line.properties()) {
            if (field.getValue().isObject()) {
                if (kind.isWrapper(field.getKey())) {
                    return field.getValue();
                }
                only = field.getValue();
                objects++;
            }
        }
        return objects == 1 ? only : null;
    }

    List<FieldProblem> problems() {
        return problems;
    }

    /** The value of a field; null where it is absent or null. */
    @Nullable
    JsonNode node(String name) {
        JsonNode inside = present(object.get(name));
        return inside == null && around != null ? present(around.get(name)) : inside;
    }

    /** The account that the record belongs to, named inside the object, beside it, or both. */
    long accountId() throws RecordRejected {
        long id = requiredId("account_id");
        JsonNode beside = around == null ? null : present(around.get("account_id"));
        if (beside != null && !beside.equals(node("account_id"))) {
            throw new RecordRejected(
                    "account_id",
                    "Expected one account, but found " + Found.in(node("account_id")) + " inside the object and "
                            + Found.in(beside) + " beside it.",
                    id,
                    idIn(beside));
        }
        return id;
    }

    long requiredId(String name) throws RecordRejected {
        Long id = idIn(node(name));
        if (id == null) {
            throw new RecordRejected(path + name, expected(AN_ID, node(name)));
        }
        return id;
    }

    @Nullable
    Long id(String name) {
        JsonNode node = node(name);
        Long id = idIn(node);
        if (node != null && id == null) {
            report(name, expected(AN_ID, node));
        }
        return id;
    }

    private static @Nullable Long idIn(@Nullable JsonNode node) {
        return node != null && node.isIntegralNumber() && node.canConvertToLong() && node.longValue() > 0
                ? Long.valueOf(node.longValue())
                : null;
    }

    /** A short text; null too where it is blank. */
    @Nullable
    String text(String name) {
        return text(name, SHORT_TEXT, UnaryOperator.identity());
    }

    /** A short text without the blanks around it. */
    @Nullable
    String address(String name) {
        return text(name, SHORT_TEXT, String::strip);
    }

    /** A text of at most {@code longest} characters, treated before it is checked. */
    @Nullable
    String text(String name, int longest, UnaryOperator<String> treatment) {
        JsonNode node = node(name);
        if (node == null) {
            return null;
        }
        if (!node.isString()) {
            report(name, expected("a text", node));
            return null;
        }
        String text = treatment.apply(node.stringValue());
        String fault = Text.fault(text, longest);
        if (fault != null) {
            report(name, fault);
            return null;
        }
        return text.isBlank() ? null : text;
    }

    /** A short text without the blanks around it, whose absence is reported as well. */
    @Nullable
    String requiredText(String name) {
        JsonNode node = node(name);
        String text = address(name);
        if (text == null
                && (node == null || (node.isString() && node.stringValue().isBlank()))) {
            report(name, expected("a text", node));
        }
        return text;
    }

    @Nullable
    Boolean flag(String name) {
        JsonNode node = node(name);
        if (node == null || node.isBoolean()) {
            return node == null ? null : node.booleanValue();
        }
        report(name, expected("true or false", node));
        return null;
    }

    boolean flag(String name, boolean otherwise) {
        Boolean flag = flag(name);
        return flag == null ? otherwise : flag;
    }

    /** A flag that the feed may also write as 1 or 0. */
    boolean flagOrDigit(String name, boolean otherwise) {
        JsonNode node = node(name);
        if (node != null && node.isInt() && (node.intValue() == 0 || node.intValue() == 1)) {
            return node.intValue() == 1;
        }
        if (node != null && !node.isBoolean()) {
            report(name, expected("true, false, 1 or 0", node));
            return otherwise;
        }
        return node == null ? otherwise : node.booleanValue();
    }

    /** A whole number that is not negative. */
    @Nullable
    Integer count(String name) {
        JsonNode node = node(name);
        if (node == null) {
            return null;
        }
        if (node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= 0) {
            return node.intValue();
        }
        report(name, expected("a whole number from 0 to " + Integer.MAX_VALUE, node));
        return null;
    }

    /** One of a few words. */
    <E> @Nullable E oneOf(String name, Map<String, E> words) {
        JsonNode node = node(name);
        E value = node != null && node.isString() ? words.get(node.stringValue()) : null;
        if (node != null && value == null) {
            report(name, expected(oneOf(words.keySet()), node));
        }
        return value;
    }

    /** One of a few words, without which there is no record. */
    <E> E requiredOneOf(String name, Map<String, E> words) throws RecordRejected {
        JsonNode node = node(name);
        E value = node != null && node.isString() ? words.get(node.stringValue()) : null;
        if (value == null) {
            throw new RecordRejected(path + name, expected(oneOf(words.keySet()), node));
        }
        return value;
    }

    @Nullable
    Instant instant(String name) {
        return parsed(name, "an instant such as 2026-12-01T08:30:00Z", FeedObject::parseInstant);
    }

    Instant requiredInstant(String name) throws RecordRejected {
        JsonNode node = node(name);
        if (node != null && node.isString()) {
            try {
                return parseInstant(node.stringValue());
            } catch (DateTimeException e) {
                // Told below, in the words that all fields share.
            }
        }
        throw new RecordRejected(path + name, expected("an instant such as 2026-12-01T08:30:00Z", node));
    }

    @Nullable
    LocalDate date(String name) {
        return parsed(name, "a date such as 2026-12-01", text -> plausible(LocalDate.parse(text)));
    }

    @Nullable
    LocalDateTime localTime(String name) {
        return parsed(
                name,
                "a local date and time such as 2026-12-01T08:30",
                text -> plausible(LocalDateTime.parse(text)).truncatedTo(ChronoUnit.MICROS));
    }

    @Nullable
    LocalTime timeOfDay(String name) {
        return parsed(name, "a time of day such as 08:30", text -> {
            if (!HOUR_AND_MINUTE.matcher(text).matches()) {
                throw new DateTimeException("not HH:mm");
            }
            return LocalTime.parse(text);
        });
    }

    /** A time zone from the JDK's list of regions. */
    @Nullable
    ZoneId zone(String name) {
        return parsed(name, "a time zone region such as Europe/Paris", text -> {
            if (!ZONES.contains(text)) {
                throw new DateTimeException("not a region");
            }
            return ZoneId.of(text);
        });
    }

    /** A list of week days; null as a whole where one of them is malformed. */
    @Nullable
    Set<DayOfWeek> days(String name) {
        JsonNode list = list(name);
        if (list == null) {
            return null;
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (JsonNode element : list) {
            DayOfWeek day = element.isString() ? DAYS.get(element.stringValue()) : null;
            if (day == null) {
                report(name, expected("days from MONDAY to SUNDAY", element));
                return null;
            }
            days.add(day);
        }
        return days;
    }

    /** A list of short texts; elements that are none are reported and left out. */
    @Nullable
    List<String> texts(String name) {
        JsonNode list = list(name, LONGEST_LIST);
        if (list == null) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode element = list.get(i);
            String fault =
                    element.isString() ? Text.fault(element.stringValue(), SHORT_TEXT) : expected("a text", element);
            if (fault == null) {
                texts.add(element.stringValue());
            } else {
                report(name + "[" + i + "]", fault);
            }
        }
        return texts;
    }

    /** A list as it stands. */
    @Nullable
    JsonNode list(String name) {
        JsonNode node = node(name);
        if (node == null || node.isArray()) {
            return node;
        }
        report(name, expected("a list", node));
        return null;
    }

    private @Nullable JsonNode list(String name, int longest) {
        JsonNode list = list(name);
        if (list != null && list.size() > longest) {
            report(name, "Expected a list of at most " + longest + ", but found " + list.size() + ".");
            return null;
        }
        return list;
    }

    /** A list of objects; elements that are none are reported and left out. */
    @Nullable
    List<FeedObject> objects(String name) {
        JsonNode list = list(name, LONGEST_LIST);
        if (list == null) {
            return null;
        }
        List<FeedObject> objects = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode element = list.get(i);
            String elementPath = name + "[" + i + "]";
            if (element.isObject()) {
                objects.add(new FeedObject(element, null, path + elementPath + ".", problems));
            } else {
                report(elementPath, expected("an object", element));
            }
        }
        return objects;
    }

    /** An object within this one. */
    @Nullable
    FeedObject object(String name) {
        JsonNode node = node(name);
        if (node != null && !node.isObject()) {
            report(name, expected("an object", node));
            return null;
        }
        return node == null ? null : new FeedObject(node, null, path + name + ".", problems);
    }

    /** The names of the fields. */
    List<String> names() {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    void report(String name, String reason) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new FieldProblem(path + name, reason));
        } else if (problems.size() == MOST_PROBLEMS) {
            problems.add(new FieldProblem(path + name, reason + " What else is wrong in this record is not listed."));
        }
    }

    static String expected(String what, @Nullable JsonNode found) {
        return "Expected " + what + ", but found " + Found.in(found) + ".";
    }

    private <V> @Nullable V parsed(String name, String what, Function<String, V> parser) {
        JsonNode node = node(name);
        if (node == null) {
            return null;
        }
        if (node.isString()) {
            try {
                return parser.apply(node.stringValue());
            } catch (DateTimeException e) {
                // Told below, in the words that all fields share.
            }
        }
        report(name, expected(what, node));
        return null;
    }

    private static Instant parseInstant(String text) {
        if (!text.endsWith("Z")) {
            throw new DateTimeException("not in UTC");
        }
        Instant instant = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
        plausible(instant.atOffset(ZoneOffset.UTC));
        return instant;
    }

    /** Databases differ in the years they know; these they all do. */
    private static <T extends TemporalAccessor> T plausible(T time) {
        int year = time.get(ChronoField.YEAR);
        if (year < 1 || year > 9999) {
            throw new DateTimeException("not a year from 1 to 9999");
        }
        return time;
    }

    private static @Nullable JsonNode present(@Nullable JsonNode node) {
        return node == null || node.isNull() || node.isMissingNode() ? null : node;
    }

    private static String oneOf(Set<String> words) {
        return "one of " + String.join(", ", words);
    }

    /** Newer JDKs list three abbreviations that name an offset rather than a region; the baseline does not. */
    private static Set<String> zones() {
        Set<String> zones = new HashSet<>(ZoneId.getAvailableZoneIds());
        zones.removeAll(Set.of("EST", "MST", "HST"));
        return Set.copyOf(zones);
    }
}
