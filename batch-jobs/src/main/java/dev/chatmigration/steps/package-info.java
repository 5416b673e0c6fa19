/** The grammar of the deciding steps: which accounts to go over, and what to do with a chunk of them. */
@NullMarked
package dev.chatmigration.steps;

import org.jspecify.annotations.NullMarked;
