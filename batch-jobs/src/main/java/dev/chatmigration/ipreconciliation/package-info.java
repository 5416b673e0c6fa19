/** Whether Support lets in everybody whom Chat lets in: puts the two allow-lists to the rules and keeps the verdict. */
@NullMarked
package dev.chatmigration.ipreconciliation;

import org.jspecify.annotations.NullMarked;
