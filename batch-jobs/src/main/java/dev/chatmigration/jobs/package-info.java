/** The two jobs, and how a run of one is started, resumed and told of. */
@NullMarked
package dev.chatmigration.jobs;

import org.jspecify.annotations.NullMarked;
