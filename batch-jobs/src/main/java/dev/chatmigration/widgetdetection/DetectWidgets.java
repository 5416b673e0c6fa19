package dev.chatmigration.widgetdetection;

import dev.chatmigration.domain.widgetdetection.PageSource;
import dev.chatmigration.domain.widgetdetection.PageWidgets;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Looks at a chunk of pages: those that have changed, or that an older detector saw, go through the detector. */
@Component
public class DetectWidgets {
    private static final Logger LOG = LoggerFactory.getLogger(DetectWidgets.class);
    private static final String FINALIZED = "FINALIZED";

    private final LegacyAccounts accounts;
    private final PageVerdicts verdicts;
    private final Function<PageSource, PageWidgets> detector;

    @Autowired
    DetectWidgets(LegacyAccounts accounts, PageVerdicts verdicts) {
        this(accounts, verdicts, new WidgetDetector()::detect);
    }

    DetectWidgets(LegacyAccounts accounts, PageVerdicts verdicts, Function<PageSource, PageWidgets> detector) {
        this.accounts = accounts;
        this.verdicts = verdicts;
        this.detector = detector;
    }

    /** What became of a page. */
    public enum Outcome {
        /** Nobody knows its account. */
        UNKNOWN_ACCOUNT,
        /** Another one under the same address came before it in this run. */
        DIFFERS_FROM_THE_FIRST,
        /** Known with the same content, or of an account of which nothing is looked at any more. */
        UNCHANGED,
        /** New or changed, and the detector failed on it: what was seen there before stands, as if it had not come. */
        NOT_UNDERSTOOD,
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
        Map<Integer, Hashed> changed = new LinkedHashMap<>();
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
                changed.put(outcomes.size(), page);
                outcomes.add(Outcome.STORED);
                known.put(page.key(), new KnownPage(page.hash(), WidgetDetector.VERSION, run));
            }
        }
        Map<Integer, PageWidgets> seen = changed.entrySet().parallelStream()
                .flatMap(page -> detect(page.getKey(), page.getValue().page()).stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        List<SeenPage> stored = new ArrayList<>();
        changed.forEach((place, page) -> {
            PageWidgets widgets = seen.get(place);
            if (widgets == null) {
                outcomes.set(place, Outcome.NOT_UNDERSTOOD);
            } else {
                stored.add(new SeenPage(page.key(), page.hash(), WidgetDetector.VERSION, run, widgets));
            }
        });
        verdicts.save(stored);
        verdicts.seenAgain(seenAgain, run);
        return outcomes;
    }

    /** Nothing when the detector fails, be it that a page is nested deeper than the stack: one page stops no night. */
    private Optional<Map.Entry<Integer, PageWidgets>> detect(int place, AccountPage page) {
        try {
            return Optional.of(Map.entry(place, detector.apply(page.source())));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("The detector failed on {} of account {}", page.source().name(), page.accountId(), e);
            return Optional.empty();
        }
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
