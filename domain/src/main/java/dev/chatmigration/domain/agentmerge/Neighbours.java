package dev.chatmigration.domain.agentmerge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Words at Damerau-Levenshtein distance 1 of a given one, found without comparing every pair: two such words have a
 * common text among those that come of deleting at most one character of either.
 */
final class Neighbours {
    /** Longer words are slips of nobody's hand, and indexing them would be costly. */
    private static final int LONGEST = 64;

    /** Very short words all share the same few deletions; a handful of suggestions is enough. */
    private static final int PER_DELETION = 16;

    private final Map<String, List<String>> byDeletion = new HashMap<>();
    private final Set<String> known = new HashSet<>();

    void add(String word) {
        if (word.length() <= LONGEST && known.add(word)) {
            for (String deletion : deletions(word)) {
                List<String> words = byDeletion.computeIfAbsent(deletion, unknown -> new ArrayList<>(1));
                if (words.size() < PER_DELETION) {
                    words.add(word);
                }
            }
        }
    }

    /** The words added so far that one insertion, deletion, substitution or swap turns into this one. */
    NavigableSet<String> of(String word) {
        NavigableSet<String> neighbours = new TreeSet<>();
        if (word.length() <= LONGEST) {
            for (String deletion : deletions(word)) {
                byDeletion.getOrDefault(deletion, List.of()).stream()
                        .filter(candidate -> isOneSlipAway(candidate, word))
                        .forEach(neighbours::add);
            }
        }
        return neighbours;
    }

    private static Set<String> deletions(String word) {
        Set<String> deletions = new HashSet<>();
        deletions.add(word);
        for (int i = 0; i < word.length(); i++) {
            deletions.add(word.substring(0, i) + word.substring(i + 1));
        }
        return deletions;
    }

    static boolean isOneSlipAway(String one, String other) {
        if (one.length() > other.length()) {
            return isOneSlipAway(other, one);
        }
        int longer = other.length() - one.length();
        if (longer > 1 || one.equals(other)) {
            return false;
        }
        int at = 0;
        while (at < one.length() && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        if (longer == 1) {
            return one.substring(at).equals(other.substring(at + 1));
        }
        boolean substituted = one.substring(at + 1).equals(other.substring(at + 1));
        boolean swapped = at + 1 < one.length()
                && one.charAt(at) == other.charAt(at + 1)
                && one.charAt(at + 1) == other.charAt(at)
                && one.substring(at + 2).equals(other.substring(at + 2));
        return substituted || swapped;
    }
}
