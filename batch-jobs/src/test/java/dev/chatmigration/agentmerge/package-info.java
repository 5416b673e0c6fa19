@NullMarked
package dev.chatmigration.agentmerge;

import org.jspecify.annotations.NullMarked;
