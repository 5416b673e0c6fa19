package dev.chatmigration.generating;

/**
 * How large a feed shall be.
 *
 * @param accounts number of accounts, exactly
 * @param agentsPerAccount records of Chat agents and Support users together, on average
 * @param pagesPerAccount pages of customers' sites, on average; the total is exact
 * @param pageKilobytes HTML of a page, on average; a page is never smaller than its frame of some 6 KB
 */
public record FeedSize(int accounts, double agentsPerAccount, double pagesPerAccount, int pageKilobytes) {
    private static final double DEFAULT_AGENTS = 10;
    private static final double DEFAULT_PAGES = 1;
    private static final int DEFAULT_PAGE_KILOBYTES = 50;

    public FeedSize {
        check("accounts", accounts, 1, 1_000_000);
        check("agents per account", agentsPerAccount, 1, 10_000);
        check("pages per account", pagesPerAccount, 0, 1_000);
        check("kilobytes per page", pageKilobytes, 1, 10_000);
    }

    /** That many accounts of the usual size: ten agent records and one page of 50 KB each. */
    public static FeedSize ofAccounts(int accounts) {
        return new FeedSize(accounts, DEFAULT_AGENTS, DEFAULT_PAGES, DEFAULT_PAGE_KILOBYTES);
    }

    /** Pages of the account with this index, such that all accounts together have the number asked for. */
    int pagesOf(int account) {
        return (int) (Math.floor((account + 1) * pagesPerAccount) - Math.floor(account * pagesPerAccount));
    }

    private static void check(String what, double value, int least, int most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException("Number of " + what + ": expected " + least + " to " + most + ", found "
                    + (value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value)));
        }
    }
}
