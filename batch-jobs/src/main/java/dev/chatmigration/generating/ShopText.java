package dev.chatmigration.generating;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What fills a shop's page around the snippet: made once from the seed, put together anew for every page. It has the
 * mark-up, scripts, styles and structured data of a real shop, so that parsing it costs what parsing a real page costs.
 */
final class ShopText {
    private static final int CARDS = 400;

    private static final List<String> ADJECTIVES = words("""
            quiet sturdy woven hand-thrown folding cast-iron linen ribbed glazed oiled brushed weatherproof slim quilted
            enamelled reclaimed waxed double-walled stackable seasonal""");
    private static final List<String> THINGS = words("""
            teapot stool lantern blanket satchel notebook planter kettle apron lampshade bicycle-bell bookend thermos
            cutting-board doormat candlestick raincoat tool-roll watering-can picnic-basket""");
    private static final List<String> FILLERS = words("""
            made to last and easy to mend in our own workshop from wood grown nearby each piece differs a little in
            colour the handle stays cool the lid fits tightly delivered within three days with spare parts for ten years
            customers use it outdoors all year round wipe with a damp cloth do not leave in strong sun""");
    private static final List<String> STATES = words("InStock OutOfStock PreOrder LimitedAvailability");

    private static final String STYLE = """
            <style>
            :root{--ink:#23272f;--paper:#fdfcf9;--accent:#8a4b2d}
            body{margin:0;font:16px/1.5 "Source Serif",Georgia,serif;color:var(--ink);background:var(--paper)}
            header>nav ul{display:flex;gap:1.5rem;list-style:none;padding:0 2rem}
            main{display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:2rem;padding:2rem}
            article.card{border:1px solid #ddd5c8;border-radius:.4rem;padding:1rem}
            article.card:hover{box-shadow:0 2px 12px rgba(0,0,0,.12)}
            .price{font-weight:700;color:var(--accent)}.price del{color:#999;font-weight:400}
            @media (max-width:40rem){header>nav ul{flex-direction:column;gap:.4rem}main{padding:.8rem}}
            </style>
            """;
    private static final String SCRIPT = """
            <script>
            // Basket kept in the browser until the visitor signs in.
            (function (w, d) {
              'use strict';
              var basket = JSON.parse(w.localStorage.getItem('basket') || '[]');
              function total() { return basket.reduce(function (sum, line) { return sum + line.count * line.price; }, 0); }
              function show() {
                var badge = d.querySelector('.basket-count');
                if (badge) { badge.textContent = basket.length + " / " + (total() / 100).toFixed(2); }
              }
              /* One listener for all cards: they come and go with the filters. */
              d.addEventListener('click', function (event) {
                var card = event.target.closest ? event.target.closest('article.card') : null;
                if (!card || !/\\bbuy\\b/.test(event.target.className)) { return; }
                basket.push({ id: card.id, count: 1, price: +card.getAttribute('data-price') });
                w.localStorage.setItem('basket', JSON.stringify(basket));
                show();
              }, false);
              d.addEventListener('DOMContentLoaded', show);
            })(window, document);
            </script>
            """;

    private final List<String> cards;

    ShopText(long seed) {
        Dice dice = Dice.of(seed, "shop", 0);
        List<String> made = new ArrayList<>(CARDS);
        for (int i = 0; i < CARDS; i++) {
            made.add(card(i, dice));
        }
        this.cards = List.copyOf(made);
    }

    /** A page of roughly {@code length} characters with something of the account's own in head and body. */
    String page(String language, String company, String title, String head, String body, int length, Dice dice) {
        StringBuilder html = new StringBuilder(length + 4096);
        html.append("<!DOCTYPE html>\n<html lang=\"")
                .append(language)
                .append("\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
                .append(title)
                .append(" – ")
                .append(company)
                .append("</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append(STYLE)
                .append(head)
                .append("</head>\n<body class=\"shop\">\n<header><h1>")
                .append(company)
                .append("</h1>\n<nav><ul>");
        for (String thing : THINGS) {
            html.append("<li><a href=\"/")
                    .append(thing)
                    .append("?sort=price&amp;page=1\">")
                    .append(thing.replace('-', ' '))
                    .append("</a></li>");
        }
        html.append("</ul></nav></header>\n<main>\n");
        int end = length - SCRIPT.length() - body.length() - 100;
        while (html.length() < end) {
            html.append(dice.oneOf(cards));
        }
        return html.append("</main>\n<footer><p>© 2026 ")
                .append(company)
                .append("</p></footer>\n")
                .append(SCRIPT)
                .append(body)
                .append("</body>\n</html>\n")
                .toString();
    }

    private static String card(int number, Dice dice) {
        String thing = dice.oneOf(THINGS);
        String name = dice.oneOf(ADJECTIVES) + " " + thing.replace('-', ' ');
        int cents = dice.between(4, 240) * 100 + 90;
        String price = cents / 100 + "." + cents % 100;
        StringBuilder card = new StringBuilder(1600);
        card.append("<article class=\"card\" id=\"p-")
                .append(number)
                .append("\" data-price=\"")
                .append(cents)
                .append("\">\n<a href=\"/")
                .append(thing)
                .append('/')
                .append(number)
                .append("\"><img loading=\"lazy\" width=\"320\" height=\"240\" src=\"/media/")
                .append(dice.characters("0123456789abcdef", 16))
                .append(".jpg\" alt=\"")
                .append(name)
                .append("\"></a>\n<h2>")
                .append(name.substring(0, 1).toUpperCase(Locale.ROOT))
                .append(name.substring(1))
                .append("</h2>\n<p class=\"price\">€ ")
                .append(price)
                .append("</p>\n");
        for (int paragraph = dice.between(1, 3); paragraph > 0; paragraph--) {
            card.append("<p>");
            for (int word = dice.between(20, 60); word > 0; word--) {
                card.append(dice.oneOf(FILLERS)).append(word == 1 ? "." : " ");
            }
            card.append("</p>\n");
        }
        if (dice.perMille(400)) {
            card.append(
                            "<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@type\":\"Product\",\"name\":\"")
                    .append(name)
                    .append("\",\"offers\":{\"@type\":\"Offer\",\"price\":\"")
                    .append(price)
                    .append("\",\"priceCurrency\":\"EUR\",\"availability\":\"https://schema.org/")
                    .append(dice.oneOf(STATES))
                    .append("\"}}</script>\n");
        }
        return card.append("<button class=\"buy\" type=\"button\" onclick=\"void(0)\">+</button>\n</article>\n")
                .toString();
    }

    private static List<String> words(String text) {
        return List.of(text.split("\\s+", -1));
    }
}
