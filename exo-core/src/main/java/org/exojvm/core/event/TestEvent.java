package org.exojvm.core.event;

import org.exojvm.api.id.EventId;

/**
 * An event that changes nothing but the index.
 *
 * @param eventId id of the event
 */
public record TestEvent(EventId eventId) implements Event {}
