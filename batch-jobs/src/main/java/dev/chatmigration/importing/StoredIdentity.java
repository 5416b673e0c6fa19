package dev.chatmigration.importing;

import dev.chatmigration.domain.account.Identity;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** An identity as the JSON column of its user holds it. */
record StoredIdentity(String type, String value, boolean primary, boolean verified) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<List<StoredIdentity>> LIST = new TypeReference<>() {};

    static String json(List<Identity> identities) {
        if (identities.isEmpty()) {
            return "[]";
        }
        List<StoredIdentity> stored = new ArrayList<>();
        for (Identity each : identities) {
            stored.add(new StoredIdentity(each.type(), each.value(), each.primary(), each.verified()));
        }
        return JSON.writeValueAsString(stored);
    }

    static List<Identity> parse(String json) {
        if (json.equals("[]")) {
            return List.of();
        }
        return JSON.readValue(json, LIST).stream()
                .map(each -> new Identity(each.type(), each.value(), each.primary(), each.verified()))
                .toList();
    }
}
