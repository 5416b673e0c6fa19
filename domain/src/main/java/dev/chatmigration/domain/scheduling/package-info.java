/**
 * When an account is upgraded, and what becomes of a date that cannot be kept.
 *
 * <p>The story of one account: {@link EntryDecision} says whether it gets a slot tonight, {@link ServingOrder} in which
 * order accounts are served, and {@link SlotSearch} finds the earliest slot that fits its wishes and our {@link
 * SchedulingPolicy}. Until the day, its administrators may choose another one ({@link AdministratorMove}), and so may
 * operations ({@link OperationsMove}). When the hour has come, {@link StartDecision} says whether the promise can still
 * be kept; if not, {@link MissedSlots} says whether people are told at once, and {@link MoveDecision} gives a new slot
 * or none. {@link Transition} is the table of all that may happen to an account's state.
 *
 * <p>A slot is promised on the account's own clock and kept as an instant. Nothing here reads a clock or a table: the
 * night, the present instant and the places taken are arguments.
 */
@NullMarked
package dev.chatmigration.domain.scheduling;

import org.jspecify.annotations.NullMarked;
