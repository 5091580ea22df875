package org.exojvm.core.election;

/**
 * A proposal in an election.
 *
 * @param clock election round
 * @param seniority seniority of the sender
 * @param proposedSession session the sender proposes
 * @param commandsSeen commands the sender has seen
 */
public record ElectionMessage(
    long clock, long seniority, SessionId proposedSession, long commandsSeen) {}
