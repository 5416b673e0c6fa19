/** Tables that people open in a spreadsheet: readable by their owner only, and no cell is taken for a formula. */
@NullMarked
package dev.chatmigration.csv;

import org.jspecify.annotations.NullMarked;
