package dev.chatmigration.domain.agentmerge;

import dev.chatmigration.domain.readiness.Check;

/** Something that a person has to answer before a record can become an agent. */
record Hold(Check check, EvidenceKind kind, String sentence) {
    Evidence evidence() {
        return Evidence.of(kind, sentence);
    }
}
