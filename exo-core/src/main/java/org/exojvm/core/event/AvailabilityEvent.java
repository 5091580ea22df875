package org.exojvm.core.event;

import org.exojvm.api.id.EventId;
import org.exojvm.api.id.InstanceId;
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
   * A node is to be emptied: nothing new is placed on it, and what is there is moved (extension).
   *
   * @param eventId id of the event
   * @param nodeId the node
   * @param reason why, for people; may be empty
   */
  public record NodeDrained(EventId eventId, NodeId nodeId, String reason)
      implements AvailabilityEvent {}

  /**
   * A drained node may be used again (extension).
   *
   * @param eventId id of the event
   * @param nodeId the node
   */
  public record NodeUndrained(EventId eventId, NodeId nodeId) implements AvailabilityEvent {}

  /**
   * An instance stays on a drained node, because it fits nowhere else (extension).
   *
   * @param eventId id of the event
   * @param nodeId the node
   * @param instanceId the instance
   * @param reason why, with numbers
   */
  public record InstanceNotMoved(
      EventId eventId, NodeId nodeId, InstanceId instanceId, String reason)
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
