package org.exojvm.api.engine;

/**
 * One span of the trace of a task; {@code TraceEventData} on the wire.
 *
 * @param name name
 * @param startUs start in microseconds, on the clock of the rank
 * @param durationUs length in microseconds
 * @param rank rank of the reporter
 * @param category span category
 */
public record TraceSpan(String name, long startUs, long durationUs, int rank, String category) {}
