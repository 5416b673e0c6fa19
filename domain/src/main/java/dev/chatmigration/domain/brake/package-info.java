/** Whether a run is about to change far more than the days before it did, and must ask first. */
@NullMarked
package dev.chatmigration.domain.brake;

import org.jspecify.annotations.NullMarked;
