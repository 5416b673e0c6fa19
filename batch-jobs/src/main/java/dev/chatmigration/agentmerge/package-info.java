/** What becomes of each agent: puts the records of both sides to the rules and keeps the proposals. */
@NullMarked
package dev.chatmigration.agentmerge;

import org.jspecify.annotations.NullMarked;
