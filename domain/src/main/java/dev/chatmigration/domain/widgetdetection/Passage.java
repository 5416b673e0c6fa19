package dev.chatmigration.domain.widgetdetection;

/** A passage of the source that is not run, and why. */
record Passage(int start, int end, String why) {}
