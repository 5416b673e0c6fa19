package dev.chatmigration.domain.agentmerge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The addresses that several records of one side have, each with one sentence that names all of these records. */
record SharedAddresses(Map<String, String> sentenceByKey) {

    /** Reads the groups of more than one; the sentence is made once per group, since a group may be very large. */
    static <T> SharedAddresses among(Map<String, List<T>> recordsByKey, String plural, Function<T, String> whoIs) {
        return new SharedAddresses(recordsByKey.entrySet().stream()
                .filter(group -> group.getValue().size() > 1)
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        group -> group.getValue().size() + " " + plural + " have the same address: "
                                + Wording.list(group.getValue(), whoIs) + ".")));
    }

    Optional<String> sentenceFor(Optional<String> key) {
        return key.flatMap(known -> Optional.ofNullable(sentenceByKey.get(known)));
    }
}
