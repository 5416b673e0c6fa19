package dev.chatmigration.maildispatch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.eclipse.angus.mail.smtp.SMTPOutputStream;
import org.junit.jupiter.api.Test;

class DotStuffingTest {
    private static final String SIGNS = "\r\n.a\u00e9";
    private static final int LENGTH = 6;

    @Test
    void aMessageThatNeedsNoChangeIsWrittenAsItIs() throws IOException {
        assertThat(written("a line\r\n and. another\r\n", 9)).isEqualTo("a line\r\n and. another\r\n");
    }

    @Test
    void aDotAtTheBeginningOfALineIsDoubled() throws IOException {
        assertThat(written(".\r\n..\r\na.\r\n", 4)).isEqualTo("..\r\n...\r\na.\r\n");
    }

    @Test
    void everyLineEndsWithCarriageReturnAndLineFeed() throws IOException {
        assertThat(written("a\nb\rc\r\r\n\n", 3)).isEqualTo("a\r\nb\r\nc\r\n\r\n\r\n");
        assertThat(written("a", 0)).isEqualTo("a\r\n");
        assertThat(written("a\r", 1)).isEqualTo("a\r\n");
    }

    @Test
    void theMailLibraryWouldWriteTheSame() throws IOException {
        for (int number = 0; number < Math.pow(SIGNS.length(), LENGTH); number++) {
            StringBuilder message = new StringBuilder();
            for (int rest = number; rest > 0; rest /= SIGNS.length()) {
                message.append(SIGNS.charAt(rest % SIGNS.length()));
            }
            int half = message.length() / 2;
            assertThat(written(message.toString(), half)).isEqualTo(ofTheLibrary(message.toString()));
        }
    }

    /** In two writes. */
    private static String written(String message, int first) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        DotStuffing stuffing = new DotStuffing(line);
        byte[] bytes = message.getBytes(ISO_8859_1);
        stuffing.write(bytes, 0, first);
        stuffing.write(bytes, first, bytes.length - first);
        stuffing.end();
        return line.toString(ISO_8859_1);
    }

    private static String ofTheLibrary(String message) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        SMTPOutputStream theirs = new SMTPOutputStream(line);
        byte[] bytes = message.getBytes(ISO_8859_1);
        theirs.write(bytes, 0, bytes.length);
        theirs.ensureAtBOL();
        return line.toString(ISO_8859_1);
    }
}
