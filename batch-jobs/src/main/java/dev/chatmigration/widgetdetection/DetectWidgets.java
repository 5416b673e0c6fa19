package dev.chatmigration.widgetdetection;

import dev.chatmigration.domain.widgetdetection.PageSource;
import dev.chatmigration.domain.widgetdetection.PageWidgets;
import dev.chatmigration.domain.widgetdetection.WidgetDetector;
import dev.chatmigration.importing.LegacyAccounts;
import dev.chatmigration.steps.AllCores;
import dev.chatmigration.widgetdetection.PageVerdicts.KnownPage;
import dev.chatmigration.widgetdetection.PageVerdicts.PageKey;
import dev.chatmigration.widgetdetection.PageVerdicts.SeenPage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    /**
     * Looks at those of the pages that seem to be new or changed, on all cores. That takes nearly all of the time and nothing
     * but processor time, so it may be done ahead of the transaction that stores, which finds out anew what has changed.
     */
    List<PageLook> look(List<AccountPage> pages, long run) {
        List<PageLook> looks = pages.stream().map(PageLook::notYet).toList();
        return looked(looks, judge(pages, run).outcomes());
    }

    /** Detects and stores in the caller's transaction; answers the outcome of each page, in their order. */
    public List<Outcome> process(List<AccountPage> pages, long run) {
        return store(pages.stream().map(PageLook::notYet).toList(), run);
    }

    /** Stores in the caller's transaction, and detects what should have been looked at and was not. */
    List<Outcome> store(List<PageLook> ahead, long run) {
        Judgement judgement = judge(ahead.stream().map(PageLook::page).toList(), run);
        List<Outcome> outcomes = judgement.outcomes();
        List<PageLook> looks = looked(ahead, outcomes);
        List<SeenPage> stored = new ArrayList<>();
        for (int i = 0; i < looks.size(); i++) {
            if (outcomes.get(i) == Outcome.STORED) {
                AccountPage page = looks.get(i).page();
                PageWidgets seen = looks.get(i).seen();
                if (seen == null) {
                    outcomes.set(i, Outcome.NOT_UNDERSTOOD);
                } else {
                    stored.add(new SeenPage(judgement.keys().get(i), page.hash(), WidgetDetector.VERSION, run, seen));
                }
            }
        }
        verdicts.save(stored);
        verdicts.seenAgain(judgement.seenAgain(), run);
        return outcomes;
    }

    /**
     * What is to become of pages by what is stored.
     *
     * @param seenAgain those that are unchanged since a run before
     */
    private record Judgement(List<PageKey> keys, List<Outcome> outcomes, List<PageKey> seenAgain) {}

    private Judgement judge(List<AccountPage> pages, long run) {
        Set<Long> ids = pages.stream().map(AccountPage::accountId).collect(Collectors.toSet());
        Set<Long> knownAccounts = accounts.known(ids);
        Map<Long, String> upgraded = verdicts.upgraded(ids);
        List<PageKey> keys = pages.stream()
                .map(page -> new PageKey(page.accountId(), page.url(), upgraded.containsKey(page.accountId())))
                .toList();
        Map<PageKey, KnownPage> known =
                new HashMap<>(verdicts.known(keys.stream().distinct().toList()));
        List<Outcome> outcomes = new ArrayList<>();
        List<PageKey> seenAgain = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            AccountPage page = pages.get(i);
            PageKey key = keys.get(i);
            KnownPage before = known.get(key);
            KnownPage now = new KnownPage(page.hash(), WidgetDetector.VERSION, run);
            if (!knownAccounts.contains(page.accountId())) {
                outcomes.add(Outcome.UNKNOWN_ACCOUNT);
            } else if (before != null
                    && before.run() == run
                    && !before.contentHash().equals(page.hash())) {
                outcomes.add(Outcome.DIFFERS_FROM_THE_FIRST);
            } else if (isUpToDate(before, page) || FINALIZED.equals(upgraded.get(page.accountId()))) {
                outcomes.add(Outcome.UNCHANGED);
                if (before != null && before.run() != run) {
                    seenAgain.add(key);
                    known.put(key, now);
                }
            } else {
                outcomes.add(Outcome.STORED);
                known.put(key, now);
            }
        }
        return new Judgement(keys, outcomes, seenAgain);
    }

    private List<PageLook> looked(List<PageLook> looks, List<Outcome> outcomes) {
        List<Integer> indexes = IntStream.range(0, looks.size()).boxed().toList();
        return AllCores.each(
                indexes,
                i -> outcomes.get(i) == Outcome.STORED && !looks.get(i).done()
                        ? look(looks.get(i).page())
                        : looks.get(i));
    }

    /** Nothing is seen when the detector fails, be it that a page is nested deeper than the stack: one page stops no night. */
    private PageLook look(AccountPage page) {
        try {
            return new PageLook(page, true, detector.apply(page.source()));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("The detector failed on {} of account {}", page.url(), page.accountId(), e);
            return new PageLook(page, true, null);
        }
    }

    private static boolean isUpToDate(@Nullable KnownPage before, AccountPage page) {
        return before != null
                && before.contentHash().equals(page.hash())
                && before.detector().equals(WidgetDetector.VERSION);
    }
}
