/** The decisions of the migration: pure functions over plain values, one package per topic. */
@NullMarked
package dev.chatmigration.domain;

import org.jspecify.annotations.NullMarked;
