package dev.chatmigration.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The strict decoder of the JDK says what is right. */
class Utf8Test {
    private static final int[] EDGES = {
        0x00, 0x01, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE,
        0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF
    };

    private static final int[] TAILS = {'a', 0x7F, 0x80, 0xBF, 0xC0};

    @Test
    void everyCharacterIsTextButZeroAndHalvesOfPairs() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            byte[] bytes = new String(Character.toChars(codePoint)).getBytes(StandardCharsets.UTF_8);
            boolean half = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;

            if ((half || Utf8.isText(bytes, 0, bytes.length)) != (codePoint != 0)) {
                assertThat(codePoint).as("judged otherwise").isNegative();
            }
        }
    }

    @Test
    void twoBytesOfAnyKindAndAnyTwoBehindThemAreJudgedAsByTheStrictDecoder() {
        byte[] bytes = new byte[4];
        for (int first : EDGES) {
            for (int second = 0; second < 256; second++) {
                for (int third : EDGES) {
                    for (int fourth : TAILS) {
                        bytes[0] = (byte) first;
                        bytes[1] = (byte) second;
                        bytes[2] = (byte) third;
                        bytes[3] = (byte) fourth;
                        requireSame(bytes, 0, 4);
                    }
                }
            }
        }
    }

    @Test
    void longTextsWithADamagedPlaceAreJudgedAsByTheStrictDecoder() {
        Random random = new Random(20261123);
        byte[] text = "plain text, \u00e9\u20ac and \ud83d\ude00, ".repeat(5).getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 100_000; round++) {
            byte[] bytes = text.clone();
            if (round % 4 != 0) {
                bytes[random.nextInt(bytes.length)] = (byte) EDGES[random.nextInt(EDGES.length)];
            }
            int start = random.nextInt(10);
            requireSame(bytes, start, start + random.nextInt(bytes.length - start + 1));
        }
    }

    private static void requireSame(byte[] bytes, int start, int end) {
        if (Utf8.isText(bytes, start, end) != isTextByDecoding(bytes, start, end)) {
            assertThat(HexFormat.of().formatHex(bytes, start, end)).isEqualTo("judged otherwise");
        }
    }

    private static boolean isTextByDecoding(byte[] bytes, int start, int end) {
        try {
            return StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(Arrays.copyOfRange(bytes, start, end)))
                            .toString()
                            .indexOf('\0')
                    < 0;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
