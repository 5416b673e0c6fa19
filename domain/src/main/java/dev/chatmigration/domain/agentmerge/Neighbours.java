package dev.chatmigration.domain.agentmerge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
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

    /** Comparing so few words costs less than the deletions of one; more of them could not share a deletion anyway. */
    private static final int FEW = PER_DELETION;

    private final Map<String, List<String>> byDeletion = new HashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    void add(String word) {
        if (word.length() > LONGEST || !known.add(word)) {
            return;
        }
        if (known.size() == FEW + 1) {
            known.forEach(this::index);
        } else if (known.size() > FEW) {
            index(word);
        }
    }

    private void index(String word) {
        for (String deletion : deletions(word)) {
            List<String> words = byDeletion.computeIfAbsent(deletion, unknown -> new ArrayList<>(1));
            if (words.size() < PER_DELETION) {
                words.add(word);
            }
        }
    }

    /** The words added so far that one insertion, deletion, substitution or swap turns into this one. */
    NavigableSet<String> of(String word) {
        NavigableSet<String> neighbours = new TreeSet<>();
        if (word.length() > LONGEST) {
            return neighbours;
        }
        if (known.size() <= FEW) {
            addNeighbours(word, known, neighbours);
        } else {
            for (String deletion : deletions(word)) {
                addNeighbours(word, byDeletion.getOrDefault(deletion, List.of()), neighbours);
            }
        }
        return neighbours;
    }

    private static void addNeighbours(String word, Collection<String> candidates, Set<String> neighbours) {
        for (String candidate : candidates) {
            if (isOneSlipAway(candidate, word)) {
                neighbours.add(candidate);
            }
        }
    }

    /** The word, and what is left of it without each of its letters; of several equal ones in a row, without one. */
    private static List<String> deletions(String word) {
        List<String> deletions = new ArrayList<>(word.length() + 1);
        deletions.add(word);
        for (int i = 0; i < word.length(); i++) {
            if (i == 0 || word.charAt(i) != word.charAt(i - 1)) {
                deletions.add(word.substring(0, i) + word.substring(i + 1));
            }
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
            return sameRest(one, at, other, at + 1);
        }
        boolean substituted = sameRest(one, at + 1, other, at + 1);
        boolean swapped = at + 1 < one.length()
                && one.charAt(at) == other.charAt(at + 1)
                && one.charAt(at + 1) == other.charAt(at)
                && sameRest(one, at + 2, other, at + 2);
        return substituted || swapped;
    }

    /** Whether what is left of two words from here on, which is as long in both, is the same. */
    private static boolean sameRest(String one, int from, String other, int otherFrom) {
        return one.regionMatches(from, other, otherFrom, one.length() - from);
    }
}
