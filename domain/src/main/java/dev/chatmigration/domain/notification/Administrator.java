package dev.chatmigration.domain.notification;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who is told about the account.
 *
 * @param address a valid address, as the feed has it
 * @param locale BCP 47 tag; null where only the account's language is known
 */
public record Administrator(
        String address, String name, @Nullable String locale) {}
