package dev.chatmigration.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamException;

/** Lines are read ahead and on several threads; whoever reads them sees nothing of it. */
class FeedReaderTest {
    private static final int LONG_FILE = 5_001;

    @TempDir
    private Path directory;

    @Test
    void recordsComeInTheOrderOfFilesAndLines() {
        longFeed();

        assertThat(readOn(new ExecutionContext(), Integer.MAX_VALUE)).isEqualTo(wholeLongFeed());
    }

    @Test
    void aReaderThatIsClosedAnywhereGoesOnBehindTheRecordThatItLastHandedOut() {
        longFeed();
        List<String> whole = wholeLongFeed();
        for (int first : new int[] {0, 1, 2, 1_999, 2_000, 2_001, 4_321, whole.size() - 1, whole.size()}) {
            ExecutionContext context = new ExecutionContext();

            List<String> read = new ArrayList<>(readOn(context, first));
            read.addAll(readOn(context, Integer.MAX_VALUE));

            assertThat(read).as("closed behind %s", first).isEqualTo(whole);
        }
    }

    @Test
    void aFileThatBreaksOffYieldsWhatCameBeforeAndTheNextFileFollows() {
        byte[] packed = FeedDirectory.packed(lines(LONG_FILE));
        new FeedDirectory(directory)
                .with("accounts-2.ndjson.gz", Arrays.copyOf(packed, packed.length - 100))
                .with("accounts-3.ndjson", account(7));

        List<FeedItem<String>> read = new ArrayList<>();
        FeedReader<String> reader = reader((account, fields) -> "");
        reader.open(new ExecutionContext());
        for (FeedItem<String> item = reader.read(); item != null; item = reader.read()) {
            read.add(item);
        }
        reader.close();

        FeedItem.EndOfFile<String> end = read.stream()
                .filter(FeedItem.EndOfFile.class::isInstance)
                .map(item -> (FeedItem.EndOfFile<String>) item)
                .findFirst()
                .orElseThrow();
        assertThat(end.problem()).contains("could not be read beyond line " + end.records());
        assertThat(read.indexOf(end)).isEqualTo((int) end.records()).isPositive();
        assertThat(read.subList(read.indexOf(end) + 1, read.size()))
                .extracting(FeedItem::file)
                .containsExactly("accounts-3.ndjson", "accounts-3.ndjson");
    }

    @Test
    void anErrorWhileReadingAheadIsThrownToTheReaderBehindTheRecordsBeforeIt() {
        longFeed();
        FeedReader<String> reader = reader((account, fields) -> {
            if (account == 3_000) {
                throw new OutOfMemoryError("none left");
            }
            return "";
        });
        ExecutionContext context = new ExecutionContext();
        reader.open(context);
        List<FeedItem<String>> read = new ArrayList<>();

        assertThatThrownBy(() -> {
                    for (FeedItem<String> item = reader.read(); item != null; item = reader.read()) {
                        read.add(item);
                    }
                })
                .isInstanceOf(OutOfMemoryError.class);

        reader.update(context);
        reader.close();
        assertThat(read).isNotEmpty();
        long next = read.get(read.size() - 1).line() + 1;
        assertThat(readOn(context, 1)).containsExactly("accounts.ndjson:" + next + " of " + next);
    }

    @Test
    void aDirectoryThatIsNotThereIsToldWhenTheReaderIsOpened() {
        FeedReader<String> reader = new FeedReader<>(
                () -> new FeedFiles(directory.resolve("none"), FeedKind.ACCOUNTS),
                new RecordParser<>(FeedKind.ACCOUNTS, (account, fields) -> ""));

        assertThatThrownBy(() -> reader.open(new ExecutionContext()))
                .isInstanceOf(ItemStreamException.class)
                .hasMessageContaining("cannot be listed");
    }

    private void longFeed() {
        new FeedDirectory(directory)
                .with("accounts-2.ndjson.gz", FeedDirectory.packed(lines(2)))
                .with("accounts-3.ndjson", new byte[0])
                .with("accounts.ndjson", lines(LONG_FILE));
    }

    private static List<String> wholeLongFeed() {
        List<String> whole = new ArrayList<>(List.of(
                "accounts-2.ndjson.gz:1 of 1",
                "accounts-2.ndjson.gz:2 of 2",
                "accounts-2.ndjson.gz ends after 2",
                "accounts-3.ndjson ends after 0"));
        IntStream.rangeClosed(1, LONG_FILE).forEach(n -> whole.add("accounts.ndjson:" + n + " of " + n));
        whole.add("accounts.ndjson ends after " + LONG_FILE);
        return whole;
    }

    private static String[] lines(int lines) {
        return IntStream.rangeClosed(1, lines).mapToObj(FeedReaderTest::account).toArray(String[]::new);
    }

    private static String account(long id) {
        return "{\"account_id\":" + id + "}";
    }

    /** Opens a reader, reads so many records or all there are, keeps the position and closes. */
    private List<String> readOn(ExecutionContext context, int most) {
        FeedReader<Long> reader = reader((account, fields) -> account);
        reader.open(context);
        List<String> read = new ArrayList<>();
        FeedItem<Long> item;
        while (read.size() < most && (item = reader.read()) != null) {
            read.add(
                    item instanceof FeedItem.EndOfFile<Long> end
                            ? end.file() + " ends after " + end.records()
                            : item.file() + ":" + item.line() + " of " + ((FeedItem.Accepted<Long>) item).content());
        }
        reader.update(context);
        reader.close();
        return read;
    }

    private <T> FeedReader<T> reader(RecordParser.RecordCheck<T> check) {
        return new FeedReader<>(
                () -> new FeedFiles(directory, FeedKind.ACCOUNTS), new RecordParser<>(FeedKind.ACCOUNTS, check));
    }
}
