package dev.chatmigration.domain.ipreconciliation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What Chat's list lets in of IPv4 and Support's does not, in the notation of the lists.
 *
 * <p>Blocks against blocks are arithmetic on ranges. Where asterisks are involved, each entry of Chat's list is gone through
 * on its own: up to {@value #MOST_BLOCKS_OF_ONE_ENTRY} blocks are written as blocks; beyond that as exactly equivalent
 * patterns, unless even they are more lines than the blocks.
 */
final class MissingIpv4 {

    private static final int MOST_BLOCKS_OF_ONE_ENTRY = 1_024;

    // Nobody reads more, and a feed of such lists must not fill the memory. An entry that would need more
    // lines or more work is listed whole, and said so: it lets in what Chat let in, whatever of it Support's list holds
    // already. Adding it opens no other address.
    private static final int MOST_LINES_OF_ONE_ENTRY = 16_384;
    private static final int MOST_LINES_TRIED = 262_144;
    private static final long MOST_EFFORT = 10_000_000;

    private final Ipv4Set support;
    private final Set<Ipv4Pattern> supportPatterns;
    private final Effort effort;
    private final List<Ipv4Pattern> missing = new ArrayList<>();
    private final Set<Ipv4Pattern> listedWhole = new HashSet<>();
    private int linesLeft = MOST_LINES_TRIED;

    private MissingIpv4(Ipv4Set support, Effort effort) {
        this.support = support;
        this.supportPatterns = Set.copyOf(support.patterns());
        this.effort = effort;
    }

    static MissingIpv4 of(Ipv4Set chat, Ipv4Set support) {
        return of(chat, support, new Effort(MOST_EFFORT));
    }

    static MissingIpv4 of(Ipv4Set chat, Ipv4Set support, Effort effort) {
        MissingIpv4 result = new MissingIpv4(support, effort);
        List<Block> untouchedByPatterns = new ArrayList<>();
        for (Ipv4Pattern block : chat.blocks()) {
            if (block.intersectsAnyOf(support.patterns())) {
                result.addRemainder(block);
            } else {
                untouchedByPatterns.add(block.enclosingBlock());
            }
        }
        AddressRanges.of(Family.IPV4, untouchedByPatterns).minus(support.ranges()).blocks().stream()
                .map(Ipv4Pattern::of)
                .forEach(result.missing::add);
        chat.patterns().forEach(result::addRemainder);
        return result;
    }

    /** Ascending, as few as possible. */
    List<String> lines() {
        Ipv4Set set = Ipv4Set.of(missing);
        Set<Ipv4Pattern> patterns = Set.copyOf(set.patterns());
        List<Ipv4Pattern> lines = new ArrayList<>(set.patterns());
        set.ranges().blocks().stream()
                .map(Ipv4Pattern::of)
                .filter(block -> !block.isWithinAnotherOf(patterns))
                .forEach(lines::add);
        return lines.stream()
                .sorted(Ipv4Pattern.ASCENDING)
                .map(Ipv4Pattern::toString)
                .toList();
    }

    /** Whether the entry stands among the lines although Support's list holds a part of it. */
    boolean isListedWhole(Ipv4Pattern entry) {
        return listedWhole.contains(entry);
    }

    private void addRemainder(Ipv4Pattern entry) {
        if (isHeldByOneEntry(entry)) {
            return;
        }
        Ipv4Set letIn = support.meeting(entry);
        Optional<List<Ipv4Pattern>> remainder =
                inBlocks(entry, letIn, MOST_BLOCKS_OF_ONE_ENTRY).or(() -> inFewestLines(entry, letIn));
        if (remainder.isEmpty() && !letIn.isEmpty()) {
            listedWhole.add(entry);
        }
        missing.addAll(remainder.orElse(List.of(entry)));
    }

    private boolean isHeldByOneEntry(Ipv4Pattern entry) {
        return support.ranges().cover(entry.first(), entry.last())
                || supportPatterns.contains(entry)
                || entry.isWithinAnotherOf(supportPatterns);
    }

    private Optional<List<Ipv4Pattern>> inFewestLines(Ipv4Pattern entry, Ipv4Set letIn) {
        Optional<List<Ipv4Pattern>> patterns = inPatterns(entry, letIn, MOST_LINES_OF_ONE_ENTRY);
        int fewer = patterns.map(found -> found.size() - 1).orElse(MOST_LINES_OF_ONE_ENTRY);
        return inBlocks(entry, letIn, fewer).or(() -> patterns);
    }

    private Optional<List<Ipv4Pattern>> inBlocks(Ipv4Pattern entry, Ipv4Set letIn, int most) {
        int limit = limit(most);
        return charged(RemainderInBlocks.of(entry, letIn, limit, effort), limit);
    }

    private Optional<List<Ipv4Pattern>> inPatterns(Ipv4Pattern entry, Ipv4Set letIn, int most) {
        int limit = limit(most);
        return charged(RemainderInPatterns.of(entry, letIn, limit, effort), limit);
    }

    // One line is always granted: it is what an entry that Support's list does not touch comes to.
    private int limit(int most) {
        return Math.max(1, Math.min(most, linesLeft));
    }

    private Optional<List<Ipv4Pattern>> charged(Optional<List<Ipv4Pattern>> lines, int limit) {
        linesLeft -= lines.map(List::size).orElse(limit);
        return lines;
    }
}
