package dev.chatmigration.domain.widgetdetection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A dot in the middle of the line stands for what a reader of the script alone cannot know. */
class StringFoldingTest {
    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '^', textBlock = """
            'a'+'b' => ab
            'a'+b => a·
            'a'+b+'c' => a·c
            b+'a' => ·a
            b+c+'a' => ·a
            'a'+b.c(d)[e]+'f' => a·f
            'a'+(b?c:d)+'e' => a·e
            'a'+1+'b' => a·b
            k='a';'b'+k+'c' => a | bac
            k='a';k+'b' => a | ab
            k='a';k+b+'c' => a | ·c
            k='a';b+k+'c' => a | ·ac
            k='a';'b'+(k)+'c' => a | bac
            k='a';'b'+(k,1)+'c' => a | b·c
            k='a';'b'+k.toString()+'c' => a | b·c
            k='a';'b'+k[0]+'c' => a | b·c
            k='a';'b'+o.k+'c' => a | bac
            k='a'+'b';k+'c' => ab | abc
            k:'a';k+'b' => a | ·b
            'a'.concat('b','c') => abc
            'a'.concat('b').concat(c,'d')+'e' => ab·de
            'a'.length => a
            'a'.join('b') => a | b
            'a'++b => a
            'a'+=b => a
            ('https:'==p?'https://ssl':'http://cdn')+'.zopim.com' => https: | https://ssl | http://cdn | ·.zopim.com
            """)
    void putsTogetherWhatAScriptPutsTogether(String script, String values) {
        assertThat(String.join(" | ", folded(script))).isEqualTo(values);
    }

    @Test
    void remembersStringsOfFiveHundredAndTwelveCharactersAndNoLongerOnes() {
        String longest = "x".repeat(512);
        assertThat(folded("k='" + longest + "';k+'b'")).last().isEqualTo(longest + "b");
        assertThat(folded("k='x" + longest + "';k+'b'")).last().isEqualTo("·b");
    }

    @Test
    void knowsAtMostEightOperandsBeforeTheFirstString() {
        assertThat(folded("k='a';" + "k+".repeat(8) + "'b'")).last().isEqualTo("a".repeat(8) + "b");
        assertThat(folded("k='a';" + "k+".repeat(9) + "'b'")).last().isEqualTo("a".repeat(8) + "b");
    }

    @Test
    void takesInNoMoreVariablesOnceItIsLong() {
        String value = folded("k='" + "x".repeat(512) + "';'a'" + "+k".repeat(200) + "+'z'")
                .get(1);
        assertThat(value).hasSizeBetween(65_536, 67_000).endsWith("·z");
    }

    private static List<String> folded(String script) {
        var tokens = ScriptTokens.of(script);
        var folding = new StringFolding(tokens);
        List<String> values = new ArrayList<>();
        int token = 0;
        while (token < tokens.size()) {
            if (tokens.isString(token)) {
                values.add(folding.foldAt(token).replace(TemplateCode.UNKNOWN, '·'));
                token = folding.end();
            } else {
                token++;
            }
        }
        return values;
    }
}
