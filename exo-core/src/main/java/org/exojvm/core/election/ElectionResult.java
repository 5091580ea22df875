package org.exojvm.core.election;

/**
 * How an election ended.
 *
 * @param sessionId session that won
 * @param wonClock round that was won
 * @param isNewMaster whether the session differs from the one before
 */
public record ElectionResult(SessionId sessionId, long wonClock, boolean isNewMaster) {}
