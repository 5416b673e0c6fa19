package dev.chatmigration.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A page of a site; without its address or its text there is nothing to look at. */
final class PageCheck implements RecordParser.RecordCheck<PageCheck.Page> {
    /** Of a page's text, in characters or bytes. */
    private static final int LONGEST_PAGE = 8 * 1024 * 1024;

    private static final int LONGEST_URL = 2_000;
    private static final int LONGEST_HEADER = 100_000;

    private final Path feed;

    PageCheck(Path feed) {
        this.feed = feed;
    }

    @Override
    public Page check(long accountId, FeedObject page) throws RecordRejected {
        String url = url(page);
        Instant fetchedAt = page.instant("fetched_at");
        Integer status = page.count("status");
        Map<String, List<String>> headers = headers(page);
        return new Page(accountId, url, fetchedAt, status, headers, html(page));
    }

    private static String url(FeedObject page) throws RecordRejected {
        JsonNode url = page.node("url");
        if (url == null || !url.isString() || url.stringValue().isBlank()) {
            throw new RecordRejected("url", FeedObject.expected("the address of a page", url));
        }
        String fault = Text.fault(url.stringValue(), LONGEST_URL);
        if (fault != null) {
            throw new RecordRejected("url", fault);
        }
        return url.stringValue();
    }

    private static Map<String, List<String>> headers(FeedObject page) {
        FeedObject headers = page.object("headers");
        Map<String, List<String>> named = new LinkedHashMap<>();
        if (headers == null) {
            return named;
        }
        for (String name : headers.names()) {
            JsonNode node = headers.node(name);
            if (node == null) {
                continue;
            }
            List<String> values = new ArrayList<>();
            for (JsonNode value : node.isArray() ? node : List.of(node)) {
                String fault = Text.fault(name, FeedObject.SHORT_TEXT);
                if (fault == null) {
                    fault = value.isString()
                            ? Text.fault(value.stringValue(), LONGEST_HEADER)
                            : FeedObject.expected("a text", value);
                }
                if (fault == null) {
                    values.add(value.stringValue());
                } else {
                    headers.report(Found.visible(name), fault);
                }
            }
            if (!values.isEmpty()) {
                named.put(name, values);
            }
        }
        return named;
    }

    private Html html(FeedObject page) throws RecordRejected {
        JsonNode html = page.node("html");
        JsonNode file = page.node("html_file");
        if (html != null && html.isString()) {
            String text = html.stringValue();
            if (text.length() > LONGEST_PAGE) {
                throw tooLong("html");
            }
            return new Inline(text);
        }
        if (file == null || !file.isString()) {
            throw new RecordRejected(
                    html == null && file != null ? "html_file" : "html",
                    FeedObject.expected("the text of the page or the name of its file", html == null ? file : html));
        }
        return file(file.stringValue());
    }

    private InFile file(String name) throws RecordRejected {
        try {
            Path directory = feed.toRealPath();
            Path named = directory.resolve(name).normalize();
            // Twice: the name must not lead outside, and neither must a link that it passes through.
            if (Path.of(name).isAbsolute() || !named.startsWith(directory)) {
                throw outside(name);
            }
            Path file = named.toRealPath();
            if (!file.startsWith(directory)) {
                throw outside(name);
            }
            if (!Files.isRegularFile(file)) {
                throw missing(name);
            }
            long size = Files.size(file);
            if (size > LONGEST_PAGE) {
                throw tooLong("html_file");
            }
            return new InFile(file, name, (int) size);
        } catch (IOException | InvalidPathException e) {
            throw missing(name);
        }
    }

    private static RecordRejected outside(String name) {
        return new RecordRejected(
                "html_file", "Expected a file inside the feed, but found " + Found.quoted(name) + ".");
    }

    private static RecordRejected missing(String name) {
        return new RecordRejected(
                "html_file", "Expected a file that can be read, but found none under " + Found.quoted(name) + ".");
    }

    private static RecordRejected tooLong(String field) {
        return new RecordRejected(field, "Expected a page of at most " + LONGEST_PAGE + " characters, but found more.");
    }

    /** A page without the place where it stands in the feed. */
    record Page(
            long accountId,
            String url,
            @Nullable Instant fetchedAt,
            @Nullable Integer status,
            Map<String, List<String>> headers,
            Html html) {}

    /** The text of a page, which is large. */
    sealed interface Html {
        /** How many characters there are at most. */
        int length();

        String read() throws RecordRejected;
    }

    private record Inline(String text) implements Html {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public String read() {
            return text;
        }
    }

    /** A text beside the feed's lines, to be read when there is room for it. */
    private record InFile(Path file, String name, int length) implements Html {
        @Override
        public String read() throws RecordRejected {
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                byte[] bytes = in.readNBytes(LONGEST_PAGE + 1);
                if (bytes.length > LONGEST_PAGE) {
                    throw tooLong("html_file");
                }
                // A page may be in any encoding; what is looked for is ASCII in all that matter.
                return new String(bytes, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw missing(name);
            }
        }
    }
}
