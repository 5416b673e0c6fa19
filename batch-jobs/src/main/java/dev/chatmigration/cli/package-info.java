/** The command line: what people type, what they read back, and the exit codes. */
@NullMarked
package dev.chatmigration.cli;

import org.jspecify.annotations.NullMarked;
