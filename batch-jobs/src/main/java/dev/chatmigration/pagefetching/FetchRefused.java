package dev.chatmigration.pagefetching;

import dev.chatmigration.pagefetching.FetchOutcome.NotFetched;

/** A page that is not fetched. */
final class FetchRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient NotFetched outcome;

    FetchRefused(Obstacle obstacle, String cause, String advice) {
        this(new NotFetched(obstacle, cause, advice));
    }

    FetchRefused(NotFetched outcome) {
        super(outcome.sentence());
        this.outcome = outcome;
    }

    NotFetched outcome() {
        return outcome;
    }
}
