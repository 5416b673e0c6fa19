package dev.chatmigration.domain.account;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The account's Web Widget.
 *
 * @param key the snippet's key, a UUID; null where none is known
 * @param channels what the widget offers, for instance {@code chat}, {@code contact_form}
 */
public record WebWidget(boolean configured, @Nullable String key, List<String> channels) {}
