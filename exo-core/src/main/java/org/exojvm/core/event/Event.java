package org.exojvm.core.event;

import org.exojvm.api.id.EventId;

/**
 * A fact. State changes only by applying events; every subject has a family of its own. The names
 * of the records are the tags on the wire.
 */
public sealed interface Event
    permits TaskEvent,
        InstanceEvent,
        MetaInstanceEvent,
        RunnerEvent,
        NodeEvent,
        AvailabilityEvent,
        TopologyEvent,
        StreamEvent,
        SideChannelEvent,
        SessionEvent,
        HandInEvent,
        TestEvent,
        OpaqueEvent {

  /** Returns the id of the event. */
  EventId eventId();
}
