package dev.chatmigration.domain.widgetdetection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In the sources below, code samples stand between ‹ and ›. */
class MarkdownCodeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain text",
                "a ‹`b`› c",
                "a ‹`b`› c ‹`d`›",
                "a `b",
                "a ‹`b`› c `d",
                "a `b\nc` d",
                "‹```\na\n```›\nb",
                "a\n‹```js\na\n\n  ```›\nb",
                "‹~~~\na\n```\n~~~›\nb",
                "a\n‹```\nb",
                "a\n\n‹    b›\n‹    c›\nd",
                "a\n\n‹\tb›\n",
                "    a",
                "<div>\n\n    <b>c</b>\n</div>",
                "a\n\n<div>\n    b\n</div>",
                "a\n   b"
            })
    void aSampleIsBlankedAndTheRestStays(String marked) {
        String source = marked.replaceAll("[‹›]", "");
        var code = MarkdownCode.of(source);

        assertThat(code.text()).isEqualTo(left(marked));
        assertThat(code.passages())
                .hasSize((int) marked.chars().filter(c -> c == '‹').count())
                .allSatisfy(it ->
                        assertThat(code.text().substring(it.start(), it.end())).isBlank())
                .extracting(Passage::why)
                .allMatch("a code sample in Markdown, shown and not run"::equals);
    }

    private static String left(String marked) {
        StringBuilder left = new StringBuilder();
        boolean sample = false;
        for (int at = 0; at < marked.length(); at++) {
            char c = marked.charAt(at);
            if (c == '‹' || c == '›') {
                sample = c == '‹';
            } else {
                left.append(sample && c != '\n' ? ' ' : c);
            }
        }
        // A sample that never ends goes on to the end of the file.
        return left.toString();
    }
}
