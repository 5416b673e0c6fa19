package dev.chatmigration.domain.widgetdetection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strings in apostrophes, numbers and regular expressions in angle brackets, words and punctuation as they are. */
class ScriptTokensTest {
    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '^', textBlock = """
            a=1 => a = <1>
            $b_1.c => $b_1 . c
            x=3.5e2+0xff => x = <3.5e2> + <0xff>
            x=9 => x = <9>
            x=0;y => x = <0> ; y
            x="it's" => x = 'it's'
            x='a"b' => x = 'a"b'
            x='it\\'s';y => x = 'it's' ; y
            x='a\\⏎b';y => x = 'ab' ; y
            x='broken off⏎y => x = 'broken off' y
            x='broken off => x = 'broken off'
            x='a\\ => x = 'a\\'
            `a` => 'a'
            `a\\`b`;c => 'a`b' ; c
            `a$b` => 'a$b'
            `a${b}c`;d => 'a' + ( b ) + 'c' ; d
            `${b}` => '' + ( b ) + ''
            `a${f({x:1})}c` => 'a' + ( f ( { x : <1> } ) ) + 'c'
            `a${`b${c}d`}e` => 'a' + ( 'b' + ( c ) + 'd' ) + 'e'
            `broken off => 'broken off'
            `broken ${a => 'broken ' + ( a
            a//b⏎c => a c
            a//b => a
            a/*b⏎*/c => a c
            a/**/c => a c
            a/*/b*/c => a c
            a/*b => a
            a/b/c => a / b / c
            a=/b/gi.c => a = </b/gi> . c
            /b/ => </b/>
            /b/1 => </b/> <1>
            return /b/ => return </b/>
            typeof /b/ => typeof </b/>
            f(a)/b/c => f ( a ) / b / c
            f[a]/b/c => f [ a ] / b / c
            {a}/b/c => { a } / b / c
            1/b/c => <1> / b / c
            'a'/b/c => 'a' / b / c
            (/[/']/) => ( </[/']/> )
            (/[]]'/) => ( </[]]'/> )
            (/a\\/b'/) => ( </a\\/b'/> )
            a=/broken off⏎b/c => a = / broken off b / c
            a=(/x,/y⏎'b') => a = ( </x,/y> 'b' )
            <!-- a⏎b => b
            a<b => a < b
            a⏎--> b⏎c => a c
            a⏎ \t--> b⏎c => a c
            --> b⏎c => c
            a --> b => a - - > b
            a-b => a - b
            \\$a => $a
            a é Ω => a é Ω
            """)
    void areWhatABrowserReads(String script, String tokens) {
        assertThat(read(script.replace('⏎', '\n').replace("\\t", "\t"))).isEqualTo(tokens);
    }

    @Test
    void beginBehindBlanksOfAnyKind() {
        assertThat(read("\ufeff a\u00a0b\t\r\n" + TemplateCode.UNKNOWN + "c" + TemplateCode.UNKNOWN + "d"))
                .isEqualTo("a b c d");
    }

    @Test
    void standWhereTheTextHasThem() {
        var tokens = ScriptTokens.of("ab = 'cd' // e\n/* f */ g");

        assertThat(IntStream.range(0, tokens.size()).map(tokens::start)).containsExactly(0, 3, 6, 23);
        assertThat(IntStream.range(0, tokens.size()).map(tokens::end)).containsExactly(2, 4, 8, 24);
        assertThat(IntStream.range(0, tokens.commentCount()).map(tokens::commentStart))
                .containsExactly(10, 15);
        assertThat(IntStream.range(0, tokens.commentCount()).map(tokens::commentEnd))
                .containsExactly(14, 22);
    }

    @Test
    void knowTheBracketThatClosesOne() {
        var tokens = ScriptTokens.of("f(a[1]){}) (");

        assertThat(tokens.partner(1)).isEqualTo(6);
        assertThat(tokens.partner(3)).isEqualTo(5);
        assertThat(tokens.partner(6)).isEqualTo(1);
        assertThat(tokens.partner(7)).isEqualTo(8);
        assertThat(tokens.partner(10)).isEqualTo(tokens.size());
    }

    @Test
    void areNothingBeforeTheFirstAndBehindTheLast() {
        var tokens = ScriptTokens.of("a'b'.");

        assertThat(tokens.isIdentifier(0)).isTrue();
        assertThat(tokens.isIdentifier(0, "a")).isTrue();
        assertThat(tokens.isIdentifier(0, "ab")).isFalse();
        assertThat(tokens.isString(1)).isTrue();
        assertThat(tokens.is(2, '.')).isTrue();
        for (int outside : new int[] {-1, 3}) {
            assertThat(tokens.isIdentifier(outside)).isFalse();
            assertThat(tokens.isString(outside)).isFalse();
            assertThat(tokens.is(outside, '.')).isFalse();
        }
        assertThat(ScriptTokens.of("'b'").isString(0)).isTrue();
        assertThat(ScriptTokens.of(".").is(0, '.')).isTrue();
    }

    @Test
    void areAsManyAsTheyAre() {
        var words = ScriptTokens.of("a ".repeat(1_000));
        var comments = ScriptTokens.of("/**/".repeat(100));
        var brackets = ScriptTokens.of("(".repeat(500) + ")".repeat(500));

        assertThat(words.size()).isEqualTo(1_000);
        assertThat(words.start(999)).isEqualTo(1_998);
        assertThat(comments.commentCount()).isEqualTo(100);
        assertThat(comments.commentEnd(99)).isEqualTo(400);
        assertThat(brackets.partner(0)).isEqualTo(999);
        assertThat(brackets.partner(499)).isEqualTo(500);
    }

    private static String read(String script) {
        var tokens = ScriptTokens.of(script);
        return IntStream.range(0, tokens.size())
                .mapToObj(token -> shown(tokens, token))
                .collect(Collectors.joining(" "));
    }

    private static String shown(ScriptTokens tokens, int token) {
        if (tokens.isString(token)) {
            return "'" + tokens.string(token) + "'";
        }
        if (tokens.isIdentifier(token)) {
            return tokens.word(token);
        }
        for (char sign : "()[]{}.,:;=+-/<>".toCharArray()) {
            if (tokens.is(token, sign)) {
                return String.valueOf(sign);
            }
        }
        return "<" + tokens.word(token) + ">";
    }
}
