/**
 * One agent directory out of two. {@link dev.chatmigration.domain.agentmerge.AgentMerge} takes everything known about an
 * account's Chat agents, Support users and reviews, and says what becomes of each record.
 *
 * <p>The story, in the order it happens:
 *
 * <ol>
 *   <li>{@code ChatSide} and {@code SupportSide} read the addresses once and index who uses which.
 *   <li>{@code ReviewCheck} keeps, of each agent's latest review, what still fits; the others are outdated.
 *   <li>{@code Matching} runs one sequence of rules per Chat agent; its outcome is a {@code Match}.
 *   <li>{@code Holds} collects what must be answered by a person first; a record with a hold waits.
 *   <li>{@code ProposalWriter} turns matches into agents: name, alias, role, sign-in, evidence.
 *   <li>{@code LookAlikes} suggests likely people for those without a match; a suggestion never holds anything back.
 *   <li>{@code AccountFindings} looks at the account as a whole: owner, seats, reviews, SSO.
 * </ol>
 *
 * <p>Every source record ends in exactly one place, which {@link dev.chatmigration.domain.agentmerge.Balance} proves:
 * an agent, a waiting proposal, or a record left out with a reason.
 */
@NullMarked
package dev.chatmigration.domain.agentmerge;

import org.jspecify.annotations.NullMarked;
