package dev.chatmigration.importing;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * From a line to a record: strict UTF-8, strict JSON, one object, and then the check of its kind.
 *
 * @param <T> what an accepted record holds
 */
final class RecordParser<T> {
    private static final Logger LOG = LoggerFactory.getLogger(RecordParser.class);
    private static final int DEEPEST = 100;
    private static final Pattern NAMES_OF_THE_LIBRARY =
            Pattern.compile("( for type)? (for|of) `.*|: not allowed when .*");
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(FeedRecords.LONGEST_LINE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final FeedKind kind;
    private final RecordCheck<T> check;

    RecordParser(FeedKind kind, RecordCheck<T> check) {
        this.kind = kind;
        this.check = check;
    }

    /** What stands between two positions of a buffer; never throws, whatever stands there. */
    FeedItem<T> parse(String file, long line, byte[] bytes, int start, int end) {
        Long accountId = null;
        try {
            FeedObject object = FeedObject.of(json(bytes, start, end), kind);
            accountId = object.accountId();
            T content = check.check(accountId, object);
            return new FeedItem.Accepted<>(file, line, accountId, content, object.problems());
        } catch (RecordRejected e) {
            return new FeedItem.Rejected<>(
                    file,
                    line,
                    accountId == null ? e.accountId() : accountId,
                    e.field(),
                    e.reason(),
                    e.otherAccountId());
        } catch (RuntimeException e) {
            LOG.error("A check failed on line {} of {}", line, file, e);
            return new FeedItem.Rejected<>(
                    file,
                    line,
                    accountId,
                    null,
                    "Expected a record that can be checked, but the check failed on it with "
                            + e.getClass().getSimpleName() + "; the log has the failure.");
        }
    }

    private static JsonNode json(byte[] bytes, int start, int end) throws RecordRejected {
        requireUtf8(bytes, start, end);
        JsonNode line;
        try {
            line = JSON.readTree(bytes, start, end - start);
        } catch (JacksonException e) {
            throw new RecordRejected(null, notJson(e));
        }
        if (!line.isObject()) {
            throw new RecordRejected(null, FeedObject.expected("a JSON object", line));
        }
        return line;
    }

    private static String notJson(JacksonException e) {
        String message = e.getOriginalMessage();
        int detail = message.indexOf('\n');
        String cause = NAMES_OF_THE_LIBRARY
                .matcher(detail < 0 ? message : message.substring(0, detail))
                .replaceFirst("");
        String column =
                e.getLocation() == null ? "" : " at column " + e.getLocation().getColumnNr();
        return "Expected one JSON object" + column + ", but found what the parser calls: " + Found.visible(cause, 200)
                + ".";
    }

    private static void requireUtf8(byte[] bytes, int start, int end) throws RecordRejected {
        if (Utf8.isText(bytes, start, end)) {
            return;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, start, end - start);
        CharBuffer out = CharBuffer.allocate(1 << 12);
        CoderResult result;
        do {
            out.clear();
            result = decoder.decode(in, out, true);
            requireNoNul(out);
        } while (result.isOverflow());
        if (result.isError()) {
            throw new RecordRejected(
                    null,
                    String.format(
                            "Expected text in UTF-8, but found the byte 0x%02X at byte %d of the line.",
                            bytes[in.position()], in.position() - start + 1));
        }
    }

    /** JSON never holds this character; where it stands, the text is in another encoding, which parsers would guess. */
    private static void requireNoNul(CharBuffer decoded) throws RecordRejected {
        for (int i = 0; i < decoded.position(); i++) {
            if (decoded.get(i) == 0) {
                throw new RecordRejected(null, "Expected text in UTF-8, but found a zero byte.");
            }
        }
    }

    /** The check of one kind of record: a pure function from its fields to its value. */
    interface RecordCheck<T> {
        /** Reads the fields; what is malformed but can be left out is reported to the object. */
        T check(long accountId, FeedObject object) throws RecordRejected;
    }
}
