package dev.chatmigration.pagefetching;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.ContentType;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/** In which characters a page is written: its byte order mark, else what its header says, else what it says itself. */
public final class PageText {
    /** What pages that are not UTF-8 and do not say so are mostly written in; every byte stands for something in it. */
    private static final Charset FALLBACK = Charset.forName("windows-1252");

    private PageText() {}

    /**
     * The text of a page.
     *
     * @param contentType the header as it came; null where there is none
     */
    public static String of(byte[] page, @Nullable String contentType) {
        Charset named = named(page, contentType);
        try {
            return named.newDecoder().decode(ByteBuffer.wrap(page)).toString();
        } catch (CharacterCodingException e) {
            return new String(page, named.equals(StandardCharsets.UTF_8) ? FALLBACK : named);
        }
    }

    private static Charset named(byte[] page, @Nullable String contentType) {
        ContentType type = contentType == null ? null : ContentType.parseLenient(contentType);
        Charset header = type == null ? null : type.getCharset();
        if (header != null && header.canEncode() && !startsWithMark(page)) {
            return header;
        }
        try (ByteArrayInputStream in = new ByteArrayInputStream(page)) {
            return Jsoup.parse(in, null, "").charset();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean startsWithMark(byte[] page) {
        return startsWith(page, 0xef, 0xbb, 0xbf) || startsWith(page, 0xfe, 0xff) || startsWith(page, 0xff, 0xfe);
    }

    private static boolean startsWith(byte[] page, int... mark) {
        if (page.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((page[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
