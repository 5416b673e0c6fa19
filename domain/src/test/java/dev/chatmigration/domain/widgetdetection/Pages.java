package dev.chatmigration.domain.widgetdetection;

import java.util.List;
import java.util.Map;

/** Small pages with invented keys. */
final class Pages {

    static final String KEY = "1aB2cD3eF4gH5iJ6kL7mN8oP9qR0sTuV";
    static final String UUID = "3f0c2a51-7c1d-4e0b-9a55-0c9be2d6a7f1";
    static final String LEGACY = "<script src='//v2.zopim.com/?" + KEY + "'></script>";

    private static final WidgetDetector DETECTOR = new WidgetDetector();

    private Pages() {}

    static PageWidgets page(String body) {
        return file("https://www.example.org/", "<!doctype html><html><head></head><body>" + body + "</body></html>");
    }

    static PageWidgets script(String code) {
        return page("<script>" + code + "</script>");
    }

    static PageWidgets file(String name, String content) {
        return DETECTOR.detect(new PageSource(name, content));
    }

    static PageWidgets pageWithHeader(String name, String... values) {
        return DETECTOR.detect(
                new PageSource("https://www.example.org/", "<p>Hello</p>", Map.of(name, List.of(values))));
    }
}
