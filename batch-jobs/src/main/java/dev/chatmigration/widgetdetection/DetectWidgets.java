package dev.chatmigration.widgetdetection;

import dev.chatmigration.domain.widgetdetection.WidgetDetector;
import dev.chatmigration.importing.LegacyAccounts;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks at a chunk of pages: those that have changed, or that an older detector saw, go through the detector. */
@Component
public class DetectWidgets {
    private static final String FINALIZED = "FINALIZED";

    private final LegacyAccounts accounts;
    private final PageVerdicts verdicts;
    private final WidgetDetector detector = new WidgetDetector();

    DetectWidgets(LegacyAccounts accounts, PageVerdicts verdicts) {
        this.accounts = accounts;
        this.verdicts = verdicts;
    }

    /** What became of a page. */
    public enum Outcome {
        /** Nobody knows its account. */
        UNKNOWN_ACCOUNT,
        /** Another one under the same address came before it in this run. */
        DIFFERS_FROM_THE_FIRST,
        /** Known with the same content, or of an account of which nothing is looked at any more. */
        UNCHANGED,
        /** New or changed: what was seen on it is stored. */
        STORED
    }

    /** Detects and stores in the caller's transaction; answers the outcome of each page, in their order. */
    public List<Outcome> process(List<AccountPage> pages, long run) {
        Set<Long> ids = pages.stream().map(AccountPage::accountId).collect(Collectors.toSet());
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
        List<Outcome> outcomes = new ArrayList<>();
        List<Hashed> changed = new ArrayList<>();
        List<PageKey> seenAgain = new ArrayList<>();
        for (Hashed page : hashed) {
            KnownPage before = known.get(page.key());
            if (!knownAccounts.contains(page.page().accountId())) {
                outcomes.add(Outcome.UNKNOWN_ACCOUNT);
            } else if (before != null
                    && before.run() == run
                    && !before.contentHash().equals(page.hash())) {
                outcomes.add(Outcome.DIFFERS_FROM_THE_FIRST);
            } else if (isUpToDate(before, page)
                    || FINALIZED.equals(upgraded.get(page.page().accountId()))) {
                outcomes.add(Outcome.UNCHANGED);
                if (before != null && before.run() != run) {
                    seenAgain.add(page.key());
                    known.put(page.key(), new KnownPage(page.hash(), WidgetDetector.VERSION, run));
                }
            } else {
                outcomes.add(Outcome.STORED);
                changed.add(page);
                known.put(page.key(), new KnownPage(page.hash(), WidgetDetector.VERSION, run));
            }
        }
        verdicts.save(changed.parallelStream()
                .map(page -> new SeenPage(
                        page.key(),
                        page.hash(),
                        WidgetDetector.VERSION,
                        run,
                        detector.detect(page.page().source())))
                .toList());
        verdicts.seenAgain(seenAgain, run);
        return outcomes;
    }

    private static boolean isUpToDate(@Nullable KnownPage before, Hashed page) {
        return before != null
                && before.contentHash().equals(page.hash())
                && before.detector().equals(WidgetDetector.VERSION);
    }

    /** Over all that the detector looks at. */
    private static String hash(AccountPage page) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(page.source().headers().toString().getBytes(StandardCharsets.UTF_8));
            digest.update(page.source().content().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private record Hashed(AccountPage page, PageKey key, String hash) {}
}
