package dev.chatmigration.domain.account;

/**
 * Something a Support user is known by.
 *
 * @param type {@code email}, {@code phone_number}, {@code agent_forwarding} and so on
 */
public record Identity(String type, String value, boolean primary, boolean verified) {
    public boolean isEmail() {
        return type.equals("email");
    }
}
