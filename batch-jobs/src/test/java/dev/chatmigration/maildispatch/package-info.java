@NullMarked
package dev.chatmigration.maildispatch;

import org.jspecify.annotations.NullMarked;
