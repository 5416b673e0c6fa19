package dev.chatmigration.domain.ipreconciliation;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One side's list of the addresses it lets in, as its owner wrote it.
 *
 * @param side whose list it is
 * @param enabled whether the product applies it
 * @param entries as written, unchecked; a blank entry is an entry, if one that cannot be used
 */
public record AllowList(Side side, boolean enabled, List<String> entries) {

    public AllowList {
        // Feeds may carry a null among the entries; it is a blank field of the form.
        entries = entries.stream()
                .map(entry -> Objects.requireNonNullElse(entry, ""))
                .toList();
    }

    /** Chat's list: one entry per field. */
    public static AllowList chat(boolean enabled, List<String> entries) {
        return new AllowList(Side.CHAT, enabled, entries);
    }

    /**
     * Support's list.
     *
     * @param ipRanges one text, entries separated by spaces; tabs and line breaks separate too; null is empty
     */
    public static AllowList support(boolean enabled, @Nullable String ipRanges) {
        List<String> entries = ipRanges == null
                ? List.of()
                : Arrays.stream(ipRanges.split(AsciiBlanks.SEPARATOR, -1))
                        .filter(entry -> !entry.isEmpty())
                        .toList();
        return new AllowList(Side.SUPPORT, enabled, entries);
    }

    /** Whether the list keeps anybody out: it is switched on and not empty, even if no entry of it can be read. */
    public boolean restricts() {
        return enabled && !entries.isEmpty();
    }
}
