package dev.chatmigration.domain.ipreconciliation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Compares Chat's allow-list with Support's, which alone counts after the upgrade. Exact: no address is taken for another,
 * none is left out, nothing is widened. Never throws, whatever stands in the lists.
 */
public final class IpReconciler {

    /**
     * Is every address that Chat's list lets in also let in by Support's, and what is missing?
     *
     * @param chat Chat's list
     * @param support Support's list; one of unreadable entries only counts as filled and lets nobody in
     */
    public IpReconciliation reconcile(AllowList chat, AllowList support) {
        ReadList chatList = ReadList.of(chat);
        ReadList supportList = ReadList.of(support);
        List<Problem> problems = new ArrayList<>(chatList.problems());
        problems.addAll(supportList.problems());
        if (!chat.restricts()) {
            return new IpReconciliation(Verdict.NOT_RESTRICTED, List.of(), problems);
        }
        if (!support.restricts()) {
            return new IpReconciliation(Verdict.EXPOSED, List.of(), problems);
        }
        return compare(chatList, supportList, problems);
    }

    private static IpReconciliation compare(ReadList chat, ReadList support, List<Problem> problems) {
        Ipv4Set chatIpv4 = ipv4(chat);
        Ipv4Set supportIpv4 = ipv4(support);
        MissingIpv4 missingIpv4 = MissingIpv4.of(chatIpv4, supportIpv4);
        AddressRanges chatIpv6 = ipv6(chat);
        AddressRanges supportIpv6 = ipv6(support);

        List<String> missing = new ArrayList<>(missingIpv4.lines());
        chatIpv6.minus(supportIpv6).blocks().forEach(block -> missing.add(block.toString()));

        for (Placed<Ipv4Pattern> entry : chat.ipv4()) {
            if (missingIpv4.isListedWhole(entry.addresses())) {
                problems.add(entry.problem(Entry.Notice.of(ProblemCode.NOT_SPLIT)));
            }
        }
        for (Placed<Block> entry : chat.ipv6()) {
            Block block = entry.addresses();
            if (!supportIpv6.cover(block.first(), block.last())) {
                problems.add(entry.problem(Entry.Notice.of(ProblemCode.NOT_CARRIABLE)));
            }
        }
        problems.sort(Comparator.comparing(Problem::list).thenComparingInt(Problem::position));

        boolean isAnyLetIn = chatIpv4.intersects(supportIpv4) || chatIpv6.intersects(supportIpv6);
        return new IpReconciliation(verdict(chat, missing.isEmpty(), isAnyLetIn), missing, problems);
    }

    private static Verdict verdict(ReadList chat, boolean isNothingMissing, boolean isAnyLetIn) {
        if (!isAnyLetIn) {
            return Verdict.NOT_COVERED;
        }
        // An entry that cannot be read may stand for addresses that Support's list keeps out.
        return isNothingMissing && !chat.hasInvalidEntries() ? Verdict.COVERED : Verdict.PARTLY_COVERED;
    }

    private static Ipv4Set ipv4(ReadList list) {
        return Ipv4Set.of(list.ipv4().stream().map(Placed::addresses).toList());
    }

    private static AddressRanges ipv6(ReadList list) {
        return AddressRanges.of(
                Family.IPV6, list.ipv6().stream().map(Placed::addresses).toList());
    }
}
