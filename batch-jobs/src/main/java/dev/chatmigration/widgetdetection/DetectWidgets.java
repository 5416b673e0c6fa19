package dev.chatmigration.widgetdetection;

import dev.chatmigration.domain.widgetdetection.PageSource;
import dev.chatmigration.domain.widgetdetection.WidgetDetector;
import dev.chatmigration.importing.ImportRecorder;
import dev.chatmigration.importing.LegacyAccounts;
import dev.chatmigration.importing.PageRecord;
import dev.chatmigration.widgetdetection.PageVerdicts.KnownPage;
import dev.chatmigration.widgetdetection.PageVerdicts.PageKey;
import dev.chatmigration.widgetdetection.PageVerdicts.SeenPage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks at a chunk of pages: those that have changed, or that an older detector saw, go through the detector. */
@Component
class DetectWidgets {
    private static final String FINALIZED = "FINALIZED";

    private final LegacyAccounts accounts;
    private final PageVerdicts verdicts;
    private final ImportRecorder recorder;
    private final WidgetDetector detector = new WidgetDetector();

    DetectWidgets(LegacyAccounts accounts, PageVerdicts verdicts, ImportRecorder recorder) {
        this.accounts = accounts;
        this.verdicts = verdicts;
        this.recorder = recorder;
    }

    /** Detects, stores and books in the chunk's transaction. */
    void process(List<? extends PageRecord> pages, long run) {
        Set<Long> ids = pages.stream().map(PageRecord::accountId).collect(Collectors.toSet());
        Set<Long> knownAccounts = accounts.known(ids);
        Map<Long, String> upgraded = verdicts.upgraded(ids);
        // Hashing and detection are all that costs time here; neither touches the database.
        List<Hashed> hashed = pages.parallelStream()
                .map(page -> new Hashed(
                        page,
                        new PageKey(page.accountId(), page.url(), upgraded.containsKey(page.accountId())),
                        hash(page)))
                .toList();
        Map<PageKey, KnownPage> known = new HashMap<>(
                verdicts.known(hashed.stream().map(Hashed::key).distinct().toList()));
        ImportRecorder.Booking booking = recorder.book(run);
        List<Hashed> changed = new ArrayList<>();
        List<PageKey> seenAgain = new ArrayList<>();
        for (Hashed page : hashed) {
            KnownPage before = known.get(page.key());
            if (!knownAccounts.contains(page.record().accountId())) {
                booking.unknownAccount(page.record());
            } else if (before != null
                    && before.run() == run
                    && !before.contentHash().equals(page.hash())) {
                booking.differingDuplicate(page.record());
            } else if (isUpToDate(before, page)
                    || FINALIZED.equals(upgraded.get(page.record().accountId()))) {
                booking.unchanged(page.record());
                if (before != null && before.run() != run) {
                    seenAgain.add(page.key());
                    known.put(page.key(), new KnownPage(page.hash(), WidgetDetector.VERSION, run));
                }
            } else {
                booking.stored(page.record());
                changed.add(page);
                known.put(page.key(), new KnownPage(page.hash(), WidgetDetector.VERSION, run));
            }
        }
        verdicts.save(changed.parallelStream()
                .map(page -> new SeenPage(
                        page.key(), page.hash(), WidgetDetector.VERSION, run, detector.detect(source(page))))
                .toList());
        verdicts.seenAgain(seenAgain, run);
        booking.write();
    }

    private static boolean isUpToDate(@Nullable KnownPage before, Hashed page) {
        return before != null
                && before.contentHash().equals(page.hash())
                && before.detector().equals(WidgetDetector.VERSION);
    }

    private static PageSource source(Hashed page) {
        return new PageSource(
                page.record().url(), page.record().html(), page.record().headers());
    }

    /** Over all that the detector looks at: the text, and the headers, whose order says nothing. */
    private static String hash(PageRecord page) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(new TreeMap<>(page.headers()).toString().getBytes(StandardCharsets.UTF_8));
            digest.update(page.html().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private record Hashed(PageRecord record, PageKey key, String hash) {}
}
