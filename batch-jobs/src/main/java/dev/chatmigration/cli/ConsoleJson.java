package dev.chatmigration.cli;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** JSON for other programs: one line, fields in snake case as everywhere in the export. */
final class ConsoleJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private ConsoleJson() {}

    static String of(Object value) {
        return MAPPER.writeValueAsString(value);
    }
}
