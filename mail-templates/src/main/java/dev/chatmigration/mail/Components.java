package dev.chatmigration.mail;

import dev.chatmigration.domain.notification.Notice;
import java.lang.reflect.Method;
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

    /** Where a component stands in all notices of a kind. */
    private record Place(
            String name, Method accessor, @Nullable Class<?> elements) {
        Component in(Notice notice) {
            try {
                return new Component(name, accessor.invoke(notice), elements);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Cannot read " + name + " of " + notice.kind(), e);
            }
        }
    }

    private static final ClassValue<List<Place>> OF_KIND = new ClassValue<>() {
        @Override
        protected List<Place> computeValue(Class<?> kind) {
            return Arrays.stream(kind.getRecordComponents())
                    .map(component -> new Place(component.getName(), component.getAccessor(), elementsOf(component)))
                    .toList();
        }
    };

    private final List<Component> all;

    private Components(List<Component> all) {
        this.all = all;
    }

    static Components of(Notice notice) {
        return new Components(OF_KIND.get(notice.getClass()).stream()
                .map(place -> place.in(notice))
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

    private static @Nullable Class<?> elementsOf(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType list
                        && list.getActualTypeArguments()[0] instanceof Class<?> elements
                ? elements
                : null;
    }
}
