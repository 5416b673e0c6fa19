package dev.chatmigration.domain.widgetdetection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In the sources below, server code stands between « and », what it prints between ⟦ and ⟧, comments between ‹ and ›. */
class TemplateCodeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a«<?php x ?>»b",
                "a«<?PHP x ?>»b",
                "a«<?= $x ?>»b",
                "a«<? x ?>»b",
                "a«<?\nx ?>»b",
                "a«<?php x»",
                "a<?xml version='1.0'?>b",
                "a<?",
                "a«<% x %>»b",
                "a<% x",
                "a‹<%-- x --%>›b",
                "a<%-- x",
                "a‹<%# x %>›b",
                "a‹<#-- x -->›b",
                "a<#-- x",
                "a<b>c",
                "a‹{{-- x --}}›b",
                "a‹{{!-- x --}}›b",
                "a‹{{! x }}›b",
                "a‹{{/* x */›}}b",
                "a‹{{- /* x */›}}b",
                "a‹{# x #}›b",
                "a‹{* x *}›b",
                "a{*/ x *}b",
                "a{* x",
                "a‹%{-- x --}%›b",
                "a%{-- x",
                "a‹@* x *@›b",
                "a@* x",
                "a‹@* x *@›‹@* y *@›b",
                "a{{ x }}b{# x",
                "a«{% if x %}»b«{% endif %}»",
                "a«{%- if x -%}»b",
                "a{% x",
                "a‹{% comment %} x {% endcomment %}›b",
                "a‹{%- comment -%} x {%- endcomment -%}›b",
                "a‹{%+\tcomment %} x {% endcomment %}›b",
                "a«{% comment %}» x",
                "a«{% comment %}» x {% endcomment",
                "a«{% comments %}» x «{% endcomment %}»",
                "a‹{% highlight js %} x {% endhighlight %}›b",
                "a«<?php\nx\n?>»\nb",
                "«<?php echo '⟦//v2.zopim.com/?k⟧'; ?>»",
                "«<?php echo \"⟦//v2.zopim.com/?k⟧\"; ?>»",
                "«<?php echo '⟦//v2.zopim.com/⟧'.$k.'⟦?a⟧'; ?>»",
                "«<?php echo '⟦//v2.zopim.com/?k⟧»",
                "«<?php echo 'other' ?>»",
                "«<?php /* '//v2.zopim.com/?k' */ x ?>»b",
                "«<?php // '//v2.zopim.com/?k'\necho '⟦b⟧' ?>»c",
                "«<?php # '//v2.zopim.com/?k' ?>»'c'",
                "«<?php #[A('⟦zopim.com⟧')] ?>»'c'",
                "«<?php /* 'zopim.com»",
                "«<?php $a='⟦?> zopim.com⟧' ?>»b",
                "«<?php $h = <<<HTML⟦\n<b>zopim.com</b>\n⟧HTML;\n?>»b",
                "«<?php $h = <<<'HTML'⟦\n<b>zopim.com</b>\n  ⟧HTML; ?>»b",
                "«<?php $h = <<<HTML⟦\nHTMLX zopim.com\n⟧HTML; ?>»b",
                "«<?php $h = <<<HTML⟦\nzopim.com⟧»",
                "«<?php $h = 1 <<< 2; // zopim.com\n ?>»b",
                "«<% x = \"⟦zopim.com⟧\" %>»b",
                "«<% x = \"⟦zopim.com⟧%>»b\"",
                "«<%= f '⟦zopim.com⟧' %>»b"
            })
    void onlyWhatServerCodePrintsIsLeftOfIt(String marked) {
        String source = marked.replaceAll("[«»⟦⟧‹›]", "");
        assertThat(TemplateCode.of(source).text().replace(TemplateCode.UNKNOWN, '·'))
                .isEqualTo(left(marked));
    }

    @Test
    void escapesInServerCodeArePrintedAsWhatTheyMean() {
        assertThat(printed("\"zopim.com\\n\\\"a\\t\\r\\x\"")).isEqualTo("zopim.com  ·\"a    \\x");
        assertThat(printed("'zopim.com\\n\\'a'")).isEqualTo("zopim.com\\n·'a");
        assertThat(printed("'zopim.com\\\\'")).isEqualTo("zopim.com\\\\");
    }

    @Test
    void aTagOfMoreThanTwoThousandCharactersIsNone() {
        String longest = "{% " + "x".repeat(1_995) + "  %}";
        assertThat(TemplateCode.of(longest).text()).doesNotContain("x");
        assertThat(TemplateCode.of(longest.replace("  %}", "   %}")).text()).contains("x");
    }

    @Test
    void commentsAndSamplesAreKeptWithTheirReason() {
        String source = "{# one #}{% comment %}two{% endcomment %}{% highlight js %}three{% endhighlight %}"
                + "<?php /* zopim.com */ // four\n ?>";
        assertThat(TemplateCode.of(source).passages())
                .extracting(it -> source.substring(it.start(), it.end()), Passage::why)
                .containsExactly(
                        tuple(" one ", "inside a comment of the template"),
                        tuple("two{% ", "inside a comment of the template"),
                        tuple("three{% ", "a code sample, shown and not run"),
                        tuple("/* zopim.com */", "inside a comment of the server code"),
                        tuple("// four", "inside a comment of the server code"));
    }

    private static String printed(String literal) {
        String text = TemplateCode.of("<?php echo " + literal + "?>").text().replace(TemplateCode.UNKNOWN, '·');
        return text.substring("<?php echo '".length(), text.length() - "'?>".length());
    }

    /** The marked source as it should come out: code unknown, comments blank, lines as they are. */
    private static String left(String marked) {
        StringBuilder left = new StringBuilder();
        char filler = 0;
        boolean printed = false;
        for (int at = 0; at < marked.length(); at++) {
            char c = marked.charAt(at);
            switch (c) {
                case '«' -> filler = '·';
                case '‹' -> filler = ' ';
                case '»', '›' -> filler = 0;
                case '⟦' -> printed = true;
                case '⟧' -> printed = false;
                default -> left.append(filler == 0 || printed || c == '\n' ? c : filler);
            }
        }
        return left.toString();
    }
}
