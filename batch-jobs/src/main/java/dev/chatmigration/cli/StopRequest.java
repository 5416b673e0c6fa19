package dev.chatmigration.cli;

import dev.chatmigration.scheduling.AccountVerbs.Act;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who asks the process that holds the embedded database to stop, and why. The signal that asks it says nothing, and nobody
 * else can write to its database, so this lies in the data folder until the process is asked.
 *
 * @param process that is asked
 */
record StopRequest(long process, String by, String reason) {
    private static final Logger log = LoggerFactory.getLogger(StopRequest.class);

    /** @throws CommandRefused where the folder cannot be written */
    void leaveIn(Path folder) {
        Path part = folder.resolve("stop-request.part");
        try {
            Files.writeString(part, JsonMapper.shared().writeValueAsString(this));
            Files.move(part, file(folder), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw CommandRefused.nothingStarted("Who asks for the stop cannot be left in " + folder + " ("
                    + e.getMessage() + "); process " + process + " goes on.");
        }
    }

    /** Takes what was left for this process; where that cannot be read it stops all the same. */
    static Optional<StopRequest> takeFrom(Path folder) {
        Path file = file(folder);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            String left = Files.readString(file);
            Files.delete(file);
            return Optional.of(JsonMapper.shared().readValue(left, StopRequest.class))
                    .filter(request ->
                            request.process == ProcessHandle.current().pid());
        } catch (IOException | JacksonException e) {
            log.warn("Who asked for the stop cannot be read", e);
            return Optional.empty();
        }
    }

    /** Removes what was left for a process that ended before it was asked. */
    static void discard(Path folder) throws IOException {
        Files.deleteIfExists(file(folder));
    }

    Act act(Instant at) {
        return new Act(at, by, reason);
    }

    private static Path file(Path folder) {
        return folder.resolve("stop-request");
    }
}
