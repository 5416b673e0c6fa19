package dev.chatmigration.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinesTest {
    @Test
    void blankLinesAreCountedButPassedOver() throws IOException {
        assertThat(read("\uFEFFa\r\n\r\n \t \nb\n\nc", 10)).containsExactly("1:a", "4:b", "6:c");
    }

    @Test
    void aFileOfNothingHasNoLines() throws IOException {
        assertThat(read("", 10)).isEmpty();
        assertThat(read("\uFEFF\r\n\n", 10)).isEmpty();
    }

    @Test
    void aLineBeyondTheLimitIsPassedOverWithoutKeepingIt() throws IOException {
        assertThat(read("a\n" + "b".repeat(300_000) + "\n" + "c".repeat(10) + "\n" + "d".repeat(11), 10))
                .containsExactly("1:a", "2 is too long", "3:cccccccccc", "4 is too long");
    }

    @Test
    void longLinesAreReadWhole() throws IOException {
        String longLine = "x".repeat(1_000_000);
        assertThat(read(longLine + "\r\ny\n" + longLine, 1_000_001))
                .containsExactly("1:" + longLine, "2:y", "3:" + longLine);
    }

    @Test
    void aStreamThatGivesAByteAtATimeIsReadAlike() throws IOException {
        byte[] bytes = "\uFEFFa\r\n\nbc".getBytes(StandardCharsets.UTF_8);
        InputStream dripping = new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(1, length));
            }
        };
        assertThat(read(dripping, 10)).containsExactly("1:a", "3:bc");
    }

    @Test
    void aLineEndsAtALineFeedAndAtNothingThatIsLikeOne() throws IOException {
        Random random = new Random(1);
        for (int run = 0; run < 2_000; run++) {
            StringBuilder text = new StringBuilder();
            for (int more = random.nextInt(60); more > 0; more--) {
                text.append("\n\n\t\u008a\u0000\u010aab".charAt(random.nextInt(8)));
            }
            List<String> expected = new ArrayList<>();
            String[] lines = text.toString().split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                if (!lines[i].replace("\t", "").isEmpty()) {
                    expected.add((i + 1) + ":" + lines[i]);
                }
            }

            assertThat(read(text.toString(), 1_000)).containsExactlyElementsOf(expected);
        }
    }

    private static List<String> read(String text, int limit) throws IOException {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), limit);
    }

    private static List<String> read(InputStream in, int limit) throws IOException {
        List<String> read = new ArrayList<>();
        try (Lines lines = new Lines(in, limit)) {
            while (lines.advance()) {
                read.add(
                        lines.isTooLong()
                                ? lines.number() + " is too long"
                                : lines.number() + ":"
                                        + new String(
                                                lines.bytes(),
                                                lines.start(),
                                                lines.end() - lines.start(),
                                                StandardCharsets.UTF_8));
            }
        }
        return read;
    }
}
