package dev.chatmigration.generating;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a feed of invented accounts, the same one for the same size and seed. One account is in memory at a time, whatever
 * the size.
 */
public final class FeedGenerator {
    private static final String MANIFEST = "manifest.json";

    private final FeedSize size;
    private final long seed;

    public FeedGenerator(FeedSize size, long seed) {
        this.size = size;
        this.seed = seed;
    }

    /**
     * Writes all files of the feed, the manifest last.
     *
     * @param directory created where it is missing
     * @throws IllegalArgumentException with a sentence for the user, if the directory holds anything or is a file
     * @throws UncheckedIOException if the files cannot be written
     */
    public void writeTo(Path directory) {
        try {
            prepare(directory);
            writeManifest(directory, writeFiles(directory));
        } catch (IOException e) {
            throw new UncheckedIOException("The feed could not be written to " + directory, e);
        }
    }

    private static void prepare(Path directory) throws IOException {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new IllegalArgumentException(
                    directory + " is a file; the feed needs a directory that is empty or does not exist yet",
                    new NotDirectoryException(directory.toString()));
        }
        Files.createDirectories(directory);
        try (Stream<Path> present = Files.list(directory)) {
            present.findAny().ifPresent(found -> {
                throw new IllegalArgumentException(directory + " is not empty (it holds " + found.getFileName()
                        + "); the feed needs a directory that is empty or does not exist yet");
            });
        }
    }

    private List<NdjsonFile> writeFiles(Path directory) throws IOException {
        Map<FeedFile, NdjsonFile> files = new EnumMap<>(FeedFile.class);
        try {
            for (FeedFile file : FeedFile.values()) {
                files.put(file, new NdjsonFile(directory, file.fileName()));
            }
            writeAccounts(new Output(files));
        } finally {
            closeAll(files.values());
        }
        return List.copyOf(files.values());
    }

    private void writeAccounts(Output output) throws IOException {
        SitePages pages = new SitePages(new ShopText(seed), size.pageKilobytes());
        Ids ids = new Ids();
        for (int index = 0; index < size.accounts(); index++) {
            Customer customer = Customer.draw(index, Dice.of(seed, "customer", index));
            Staff staff = Hiring.hire(customer, size.agentsPerAccount(), ids, Dice.of(seed, "staff", index));
            Dice mistakes = Dice.of(seed, "mistakes", index);
            ObjectNode account = AccountLine.of(customer, staff, Dice.of(seed, "account", index));
            output.write(FeedFile.ACCOUNTS, List.of(account), mistakes);
            output.write(FeedFile.CHAT_AGENTS, staff.chatAgents(), mistakes);
            output.write(FeedFile.SUPPORT_USERS, staff.supportUsers(), mistakes);
            output.write(FeedFile.AGENT_REVIEWS, staff.reviews(), mistakes);
            if (account.get("migration").isObject()) {
                List<ObjectNode> events = AccountEvents.of(customer, Dice.of(seed, "events", index));
                output.write(FeedFile.ACCOUNT_EVENTS, events, mistakes);
            }
            Dice pageDice = Dice.of(seed, "pages", index);
            for (int number = 0; number < size.pagesOf(index); number++) {
                output.write(FeedFile.SITE_PAGES, List.of(pages.page(customer, number, pageDice)), mistakes);
            }
        }
    }

    private static void writeManifest(Path directory, List<NdjsonFile> files) throws IOException {
        ArrayNode manifest = JsonNodeFactory.instance.arrayNode();
        for (NdjsonFile file : files) {
            manifest.addObject()
                    .put("file", file.name())
                    .put("lines", file.lines())
                    .put("sha256", file.sha256Hex());
        }
        Files.writeString(directory.resolve(MANIFEST), new JsonMapper().writeValueAsString(manifest) + "\n");
    }

    /** Closes every one even if one fails: what is left open would stay open. */
    private static void closeAll(Iterable<NdjsonFile> files) throws IOException {
        List<IOException> failures = new ArrayList<>();
        for (NdjsonFile file : files) {
            try {
                file.close();
            } catch (IOException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    /** The open files, and the mistakes that happen on the way into them. */
    private record Output(Map<FeedFile, NdjsonFile> files) {
        void write(FeedFile file, List<ObjectNode> records, Dice mistakes) throws IOException {
            NdjsonFile target = Objects.requireNonNull(files.get(file));
            for (ObjectNode record : records) {
                if (mistakes.perMille(Mix.BAD_RECORD)) {
                    file.spoil(record);
                }
                target.write(record);
            }
        }
    }
}
