package org.exojvm.core.event;

import org.exojvm.api.id.EventId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;

/** What changed about the nodes that placements may use. */
public sealed interface AvailabilityEvent extends Event {

  /** Returns the node it is about. */
  NodeId nodeId();

  /**
   * A node has failed a model too often; it is not offered to placements of this model until the
   * breaker is closed (extension, D4).
   *
   * @param eventId id of the event
   * @param nodeId the node
   * @param modelId the model
   * @param reason how often it failed, within how many ticks, and how long it is not offered
   */
  public record BreakerOpened(EventId eventId, NodeId nodeId, ModelId modelId, String reason)
      implements AvailabilityEvent {}

  /**
   * A node is offered to placements of a model again (extension, D4).
   *
   * @param eventId id of the event
   * @param nodeId the node
   * @param modelId the model
   * @param reason why
   */
  public record BreakerClosed(EventId eventId, NodeId nodeId, ModelId modelId, String reason)
      implements AvailabilityEvent {}
}
