@NullMarked
package dev.chatmigration.jobs;

import org.jspecify.annotations.NullMarked;
