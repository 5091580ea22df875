package org.exojvm.core.event;

import org.exojvm.api.id.EventId;
import org.exojvm.api.topology.Connection;

/** What happened to links. */
public sealed interface TopologyEvent extends Event {

  /**
   * A link works.
   *
   * @param eventId id of the event
   * @param conn the directed edge
   */
  public record TopologyEdgeCreated(EventId eventId, Connection conn) implements TopologyEvent {}

  /**
   * A link is gone. Its nodes and the reverse link stay.
   *
   * @param eventId id of the event
   * @param conn the directed edge
   */
  public record TopologyEdgeDeleted(EventId eventId, Connection conn) implements TopologyEvent {}
}
