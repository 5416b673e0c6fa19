package dev.chatmigration.cli;

import dev.chatmigration.database.Brakes;
import java.util.Locale;

/** What can be stopped for all accounts at once. */
enum Everything {
    MAILS(Brakes.MAILS),
    UPGRADES(Brakes.UPGRADES);

    private final String brake;

    Everything(String brake) {
        this.brake = brake;
    }

    String brake() {
        return brake;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
