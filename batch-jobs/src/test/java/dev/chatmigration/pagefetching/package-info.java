@NullMarked
package dev.chatmigration.pagefetching;

import org.jspecify.annotations.NullMarked;
