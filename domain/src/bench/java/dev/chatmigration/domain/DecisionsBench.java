package dev.chatmigration.domain;

import dev.chatmigration.domain.agentmerge.AccountAgents;
import dev.chatmigration.domain.agentmerge.AgentMerge;
import dev.chatmigration.domain.agentmerge.Chat;
import dev.chatmigration.domain.agentmerge.Support;
import dev.chatmigration.domain.agentmerge.TestAccount;
import dev.chatmigration.domain.ipreconciliation.AllowList;
import dev.chatmigration.domain.ipreconciliation.IpReconciler;
import dev.chatmigration.domain.widgetdetection.PageSource;
import dev.chatmigration.domain.widgetdetection.WidgetDetector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** How much processor time the decisions need, and how it grows with their input: {@code bench/decisions}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 3, time = 3)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g", "-XX:+UseSerialGC"})
public class DecisionsBench {
    private static final long SEED = 20261123;

    /** The pages, and what is compared with them. */
    @State(Scope.Benchmark)
    public static class Pages {
        final List<PageSource> pages = BenchPages.pages(SEED);
        final WidgetDetector detector = new WidgetDetector();
    }

    /** An account with so many agents on each side: most with one address, some on one side only, a few with two addresses. */
    @State(Scope.Benchmark)
    public static class Agents {
        @Param({"10", "100", "1000", "5000"})
        int size;

        private AccountAgents facts;

        @Setup
        public void build() {
            Random random = new Random(SEED);
            TestAccount account = TestAccount.account();
            for (int agent = 0; agent < size; agent++) {
                String first = List.of("Lea", "Noé", "Ines", "Hugo", "Mila").get(random.nextInt(5)) + agent % 211;
                String last =
                        List.of("Martin", "Moreau", "Lopez", "Weiß", "Ito").get(random.nextInt(5)) + agent % 97;
                String address = (first + "." + last).toLowerCase(Locale.ROOT) + agent + "@brume.example";
                int fate = random.nextInt(20);
                account.with(Chat.agent(1 + agent, address).named(first, last).shownAs(first));
                String other = "support" + agent + "@brume.example";
                Support user = Support.agent(100_000 + agent, fate < 14 ? address : other)
                        .named(first + " " + last);
                account.with(fate == 19 ? user.alsoAt(address) : user);
            }
            facts = account.facts();
        }
    }

    /** Two lists of so many entries each: addresses, blocks and the patterns that Chat knows, half of them on both sides. */
    @State(Scope.Benchmark)
    public static class Lists {
        @Param({"10", "100", "1000", "10000"})
        int size;

        private AllowList chat;
        private AllowList support;

        @Setup
        public void build() {
            Random random = new Random(SEED);
            List<String> entries = entries(size, any -> entry(random));
            List<String> others = entries(size, number -> number % 2 == 0 ? block(entries.get(number)) : block(random));
            chat = AllowList.chat(true, entries);
            support = AllowList.support(true, String.join(" ", others));
        }
    }

    /** The patterns that need the most work: asterisks in front, cut by thousands of blocks or by other patterns. */
    @State(Scope.Benchmark)
    public static class Patterns {
        @Param({"256 x *.*.*.n / 5000 blocks", "2000 x n.*.n.* / 2000 x n.*.n.*"})
        String lists;

        private AllowList chat;
        private AllowList support;

        @Setup
        public void build() {
            Random random = new Random(SEED);
            if (lists.startsWith("256")) {
                chat = AllowList.chat(true, entries(256, number -> "*.*.*." + number));
                support = AllowList.chat(true, entries(5_000, any -> block(random)));
            } else {
                IntFunction<String> pattern = any -> random.nextInt(256) + ".*." + random.nextInt(256) + ".*";
                chat = AllowList.chat(true, entries(2_000, pattern));
                support = AllowList.chat(true, entries(2_000, pattern));
            }
            support = AllowList.support(true, String.join(" ", support.entries()));
        }
    }

    @Benchmark
    public void detectWidgets(Pages state, Blackhole sink) {
        for (PageSource page : state.pages) {
            sink.consume(state.detector.detect(page));
        }
    }

    @Benchmark
    public void parseOnly(Pages state, Blackhole sink) {
        for (PageSource page : state.pages) {
            sink.consume(Jsoup.parse(page.content()));
        }
    }

    @Benchmark
    public Object matchAgents(Agents state) {
        return AgentMerge.merge(state.facts);
    }

    @Benchmark
    public Object compareLists(Lists state) {
        return new IpReconciler().reconcile(state.chat, state.support);
    }

    @Benchmark
    public Object comparePatterns(Patterns state) {
        return new IpReconciler().reconcile(state.chat, state.support);
    }

    /** Takes the options of JMH, such as the name of one benchmark; prints rates, ratios and exponents below its table. */
    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(arguments))
                        .addProfiler(ProcessorTime.class)
                        .build())
                .run();
        Map<String, TreeMap<Integer, Double>> growing = new TreeMap<>();
        double detect = 0;
        double parse = 0;
        for (RunResult result : results) {
            double milliseconds =
                    result.getSecondaryResults().get(ProcessorTime.LABEL).getScore();
            String size = result.getParams().getParam("size");
            if (size != null) {
                growing.computeIfAbsent(result.getPrimaryResult().getLabel(), label -> new TreeMap<>())
                        .put(Integer.valueOf(size), milliseconds);
            } else if (result.getPrimaryResult().getLabel().equals("detectWidgets")) {
                detect = milliseconds;
            } else if (result.getPrimaryResult().getLabel().equals("parseOnly")) {
                parse = milliseconds;
            }
        }
        System.out.println();
        if (detect > 0 && parse > 0) {
            List<PageSource> pages = BenchPages.pages(SEED);
            double megabytes =
                    pages.stream().mapToInt(page -> page.content().length()).sum() / 1e6;
            System.out.printf(
                    Locale.ROOT,
                    "detectWidgets: %.0f pages/s, %.1f MB/s; Jsoup.parse alone: %.1f MB/s; %.2f times as long%n",
                    pages.size() / detect * 1e3,
                    megabytes / detect * 1e3,
                    megabytes / parse * 1e3,
                    detect / parse);
        }
        growing.forEach(DecisionsBench::printGrowth);
    }

    private static void printGrowth(String name, TreeMap<Integer, Double> bySize) {
        bySize.forEach((size, milliseconds) -> {
            Map.Entry<Integer, Double> smaller = bySize.lowerEntry(size);
            String exponent = smaller == null
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            ", exponent %.2f",
                            Math.log(milliseconds / smaller.getValue()) / Math.log((double) size / smaller.getKey()));
            System.out.printf(
                    Locale.ROOT,
                    "%s %d a side: %.3f ms, %.0f a second on both sides, %.1f pairs of sides a second%s%n",
                    name,
                    size,
                    milliseconds,
                    2 * size / milliseconds * 1e3,
                    1e3 / milliseconds,
                    exponent);
        });
    }

    private static List<String> entries(int size, IntFunction<String> entry) {
        return new ArrayList<>(IntStream.range(0, size).mapToObj(entry).toList());
    }

    private static String entry(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> random.nextInt(224) + "." + random.nextInt(256) + "." + random.nextInt(256) + ".*";
            case 1, 2 -> block(random);
            default ->
                random.nextInt(224) + "." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
        };
    }

    private static String block(Random random) {
        return random.nextInt(224) + "." + random.nextInt(256) + "." + random.nextInt(256) + ".0/24";
    }

    /** What Support would write for the entry. */
    private static String block(String entry) {
        return entry.endsWith(".*") ? entry.replace(".*", ".0/24") : entry;
    }
}
