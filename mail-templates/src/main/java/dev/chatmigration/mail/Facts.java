package dev.chatmigration.mail;

import com.ibm.icu.text.ListFormatter;
import dev.chatmigration.domain.notification.Notice;
import dev.chatmigration.domain.notification.Notice.AccountName;
import dev.chatmigration.domain.notification.Notice.Slot;
import dev.chatmigration.domain.notification.Notice.Task;
import dev.chatmigration.mail.Components.Component;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a message may say about a notice: each of its components, under the component's name.
 *
 * <ul>
 *   <li>a number as it is, for plurals; a truth value or an enum constant as its name, for selects
 *   <li>text on one line; names come from outside
 *   <li>a slot or an instant {@code x} as {@code xDate}, {@code xDay}, {@code xTime}, {@code xZone}, {@code xOffset};
 *       an instant on the clock of the component {@code zone}
 *   <li>the account as {@code account} (its name) and {@code subdomain}
 *   <li>tasks as {@code tasks} and {@code blocking}, how many there are and how many of them block
 *   <li>a list of texts {@code x} as {@code x} (in words) and {@code xCount}
 * </ul>
 *
 * A component without a value is no fact: a sentence that names it cannot be said.
 */
final class Facts {

    private final Language language;
    private final Map<String, Object> facts = new HashMap<>();

    private Facts(Language language) {
        this.language = language;
    }

    static Map<String, Object> of(Notice notice, Language language) {
        Facts facts = new Facts(language);
        Components components = Components.of(notice);
        ZoneId zone = components.find("zone", ZoneId.class);
        components.all().forEach(component -> facts.add(component, zone));
        return facts.facts;
    }

    private void add(Component component, @Nullable ZoneId zone) {
        String name = component.name();
        Object value = component.value();
        if (value == null || value instanceof ZoneId) {
            return;
        }
        if (value instanceof AccountName account) {
            facts.put(name, SingleLine.of(account.name()));
            facts.put("subdomain", SingleLine.of(account.subdomain()));
        } else if (value instanceof Slot slot) {
            addMoment(name, slot.start(), slot.zone());
        } else if (value instanceof Instant instant && zone != null) {
            addMoment(name, instant, zone);
        } else if (value instanceof String text) {
            facts.put(name, SingleLine.of(text));
        } else if (value instanceof Integer number) {
            facts.put(name, number);
        } else if (value instanceof Boolean || value instanceof Enum<?>) {
            facts.put(name, value.toString());
        } else if (value instanceof List<?> list && component.elements() == Task.class) {
            facts.put(name, list.size());
            facts.put(
                    "blocking",
                    list.stream().filter(task -> ((Task) task).blocks()).count());
        } else if (value instanceof List<?> list && component.elements() == String.class) {
            facts.put(
                    name,
                    ListFormatter.getInstance(language.locale())
                            .format(list.stream()
                                    .map(text -> SingleLine.of((String) text))
                                    .toList()));
            facts.put(name + "Count", list.size());
        } else {
            throw new IllegalStateException("No words for component '" + name + "' of type " + value.getClass());
        }
    }

    private void addMoment(String name, Instant instant, ZoneId zone) {
        LocalMoment moment = new LocalMoment(instant, zone, language.locale());
        facts.put(name + "Date", moment.date());
        facts.put(name + "Day", moment.day());
        facts.put(name + "Time", moment.time());
        facts.put(name + "Zone", moment.zone());
        facts.put(name + "Offset", moment.offset());
    }
}
