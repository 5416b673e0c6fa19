package dev.chatmigration.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import dev.chatmigration.domain.notification.Notice;
import dev.chatmigration.domain.notification.Notice.Scheduled;
import dev.chatmigration.domain.notification.Notice.Task;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One notice in one language, as templates see it: sentences by key, tasks, and links. Public for the compiled templates
 * only.
 */
public final class Page {

    // Leaves room for a date in a subject of 78 characters (RFC 5322, section 2.1.1).
    private static final int NAME_IN_SUBJECT = 36;

    private final Notice notice;
    private final Language language;
    private final MailSettings settings;
    private final Map<String, Object> facts;

    Page(Notice notice, Language language, MailSettings settings) {
        this.notice = notice;
        this.language = language;
        this.settings = settings;
        this.facts = Facts.of(notice, language);
        facts.put("sender", SingleLine.of(settings.senderName()));
        facts.put("support", settings.supportContact());
        facts.put("signInHost", signInHost());
        facts.put("audience", notice.audience().name());
    }

    /** The kind of the notice as keys and files spell it, for instance {@code set-password}. */
    String kind() {
        return notice.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The language of the words, whatever the reader's region. */
    public String lang() {
        return language.words();
    }

    public String dir() {
        return language.direction();
    }

    /** The sentence of this key; it may name any fact of the notice. */
    public String say(String key) {
        return Messages.in(language).say(key, facts);
    }

    public List<String> sayAll(String... keys) {
        return Arrays.stream(keys).map(this::say).toList();
    }

    private String say(String key, Map<String, Object> more) {
        Map<String, Object> arguments = new HashMap<>(facts);
        arguments.putAll(more);
        return Messages.in(language).say(key, arguments);
    }

    public String greeting() {
        return say("greeting." + notice.audience().name().toLowerCase(Locale.ROOT));
    }

    /** What stands before a link in plain text. */
    public String beforeLink(String label) {
        return say("link.label", Map.of("label", label));
    }

    /** A line below a heading in plain text, as long as the heading looks: letters of East Asia take two columns. */
    public String underline(String heading) {
        return "-"
                .repeat(heading.codePoints()
                        .map(letter -> switch (UCharacter.getIntPropertyValue(letter, UProperty.EAST_ASIAN_WIDTH)) {
                            case UCharacter.EastAsianWidth.WIDE, UCharacter.EastAsianWidth.FULLWIDTH -> 2;
                            default -> 1;
                        })
                        .sum());
    }

    /** A sentence of which each kind of notice has its own: {@code <kind>.<key>}. */
    public String sayOwn(String key) {
        return say(kind() + "." + key);
    }

    /** Says when something starts; {@code name} is the component of the notice that holds the moment. */
    public String moment(String name, String part) {
        Object fact = facts.get(name + part);
        if (fact == null) {
            throw new IllegalArgumentException(notice.kind() + " has no moment '" + name + "'");
        }
        return fact.toString();
    }

    /** The zone of a moment in words, with its offset. */
    public String zone(String name) {
        return say("when.zone.value", Map.of("zone", moment(name, "Zone"), "offset", moment(name, "Offset")));
    }

    public String subject() {
        return SingleLine.of(say(
                kind() + ".subject",
                Map.of(
                        "account",
                        SingleLine.atMost(NAME_IN_SUBJECT, notice.account().name()))));
    }

    /**
     * The notice in a few sentences: {@code <kind>.product}, with the ending {@code .new} or {@code .waits} where the
     * date that holds now may be missing. The notice of a first date goes on with what becomes of agents not reviewed.
     */
    public String inProduct() {
        String key = kind() + ".product";
        if (!Messages.in(language).has(key)) {
            key += facts.containsKey("slotDate") ? ".new" : ".waits";
        }
        return notice instanceof Scheduled ? say(key) + "\n\n" + say("scheduled.agents.policy") : say(key);
    }

    /** The open tasks, those that block first. */
    public List<TaskText> tasks() {
        List<?> tasks = Components.of(notice).find("tasks", List.class);
        if (tasks == null) {
            return List.of();
        }
        return tasks.stream()
                .map(task -> TaskText.of((Task) task, language))
                .sorted((a, b) -> Boolean.compare(b.blocks(), a.blocks()))
                .toList();
    }

    /** What the upgrade waits for, in a few words each. */
    public List<String> blockers() {
        return tasks().stream().filter(TaskText::blocks).map(TaskText::title).toList();
    }

    /** The setup link with the placeholder that dispatch fills. */
    public String setupLink() {
        String base = settings.publicUrl().toString();
        return base + (base.endsWith("/") ? "" : "/") + "setup/" + settings.linkPlaceholder();
    }

    public String signInUrl() {
        return "https://" + signInHost() + "/";
    }

    public String adminCenterUrl() {
        return signInUrl() + "admin";
    }

    public String chatDashboardUrl() {
        return settings.chatDashboard().toString();
    }

    private String signInHost() {
        return URLEncoder.encode(notice.account().subdomain(), UTF_8) + "." + settings.signInDomain();
    }
}
