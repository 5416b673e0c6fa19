@NullMarked
package dev.chatmigration.ipreconciliation;

import org.jspecify.annotations.NullMarked;
