package dev.chatmigration.cli;

/** How a command answers. */
enum Format {
    TEXT,
    JSON
}
