package org.exojvm.core.event;

import org.exojvm.api.id.EventId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;

/**
 * What a node knows that its new master does not: it obeyed another one meanwhile. The master
 * decides what becomes of it and says so with events of its own; of these only the last is indexed
 * (extensions, D6).
 */
public sealed interface HandInEvent extends Event {

  /**
   * An intent that was declared or edited elsewhere.
   *
   * @param eventId id of the event
   * @param intent the intent; its status counts for nothing
   * @param partedAtIdx number of events that both logs have in common
   */
  public record IntentHandedIn(EventId eventId, MetaInstance intent, long partedAtIdx)
      implements HandInEvent {}

  /**
   * An intent that was deleted elsewhere.
   *
   * @param eventId id of the event
   * @param metaInstanceId the intent
   * @param generation generation up to which it is deleted
   */
  public record DeletionHandedIn(EventId eventId, MetaInstanceId metaInstanceId, long generation)
      implements HandInEvent {}

  /**
   * An instance of which a runner lives on the node.
   *
   * @param eventId id of the event
   * @param instance the instance
   * @param serving whether all its runners served
   */
  public record InstanceHandedIn(EventId eventId, Instance instance, boolean serving)
      implements HandInEvent {}

  /**
   * That was all. Once it is in the log, what the master made of the rest is before it.
   *
   * @param eventId id of the event
   * @param nodeId the node
   */
  public record HandInEnded(EventId eventId, NodeId nodeId) implements HandInEvent {}
}
