package dev.chatmigration.mail;

import dev.chatmigration.domain.notification.Notice;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The components of a notice by name. Notices are records, and their component names are what messages, tasks and
 * calendar entries go by, so that a new notice needs no code here.
 */
final class Components {

    /** One component; {@code elements} is the element type of a list. */
    record Component(
            String name, @Nullable Object value, @Nullable Class<?> elements) {}

    private final List<Component> all;

    private Components(List<Component> all) {
        this.all = all;
    }

    static Components of(Notice notice) {
        return new Components(Arrays.stream(notice.getClass().getRecordComponents())
                .map(component -> read(notice, component))
                .toList());
    }

    List<Component> all() {
        return all;
    }

    /** The value of this component, or null if the notice has none or leaves it empty. */
    <T> @Nullable T find(String name, Class<T> type) {
        return all.stream()
                .filter(component -> component.name().equals(name) && type.isInstance(component.value()))
                .map(component -> type.cast(component.value()))
                .findFirst()
                .orElse(null);
    }

    private static Component read(Notice notice, RecordComponent component) {
        try {
            return new Component(component.getName(), component.getAccessor().invoke(notice), elementsOf(component));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + component + " of " + notice.kind(), e);
        }
    }

    private static @Nullable Class<?> elementsOf(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType list
                        && list.getActualTypeArguments()[0] instanceof Class<?> elements
                ? elements
                : null;
    }
}
