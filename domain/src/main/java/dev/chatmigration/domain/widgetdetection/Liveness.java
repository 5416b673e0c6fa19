package dev.chatmigration.domain.widgetdetection;

/**
 * Whether the code looked at is run by a visitor's browser.
 *
 * @param active whether it is
 * @param why the reason; for live code without anything special about it, empty
 */
record Liveness(boolean active, String why) {

    static final Liveness LIVE = new Liveness(true, "");

    static Liveness inactive(String why) {
        return new Liveness(false, why);
    }

    /** What holds for code inside this one: nothing in a comment comes alive, and the outermost reason is the one to tell. */
    Liveness within(Liveness inner) {
        return !active || inner.why.isEmpty() ? this : inner;
    }

    String whyOr(String ordinary) {
        return why.isEmpty() ? ordinary : why;
    }
}
