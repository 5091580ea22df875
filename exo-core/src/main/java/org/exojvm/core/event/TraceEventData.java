package org.exojvm.core.event;

/**
 * One span of a trace.
 *
 * @param name name
 * @param startUs start in microseconds
 * @param durationUs length in microseconds
 * @param rank rank of the reporter
 * @param category span category
 */
public record TraceEventData(
    String name, long startUs, long durationUs, int rank, String category) {}
