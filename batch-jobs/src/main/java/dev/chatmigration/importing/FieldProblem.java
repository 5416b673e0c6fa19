package dev.chatmigration.importing;

/**
 * A field of a stored record that was left out because it is malformed.
 *
 * @param field its name, with the names around it: {@code chat.account_key}
 * @param reason one sentence: what was expected and what was found
 */
record FieldProblem(String field, String reason) {}
