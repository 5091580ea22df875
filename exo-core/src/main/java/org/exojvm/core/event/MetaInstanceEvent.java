package org.exojvm.core.event;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.MetaInstance;

/** What happened to intents. */
public sealed interface MetaInstanceEvent extends Event {

  /**
   * An intent is declared.
   *
   * @param eventId id of the event
   * @param metaInstance the intent with its status
   */
  public record MetaInstanceCreated(EventId eventId, MetaInstance metaInstance)
      implements MetaInstanceEvent {}

  /**
   * An intent is withdrawn; its instances are deleted by events of their own.
   *
   * @param eventId id of the event
   * @param metaInstanceId the intent this belongs to
   * @param generation generation up to which it was deleted in another log, {@link #OF_THIS_LOG}
   *     when that is not known (extension)
   */
  public record MetaInstanceDeleted(EventId eventId, MetaInstanceId metaInstanceId, long generation)
      implements MetaInstanceEvent {

    /**
     * Generation of a deletion that speaks of an intent in this log, whatever generation it has.
     */
    public static final long OF_THIS_LOG = -1;

    /** Creates the deletion of an intent in whatever generation it is. */
    public MetaInstanceDeleted(EventId eventId, MetaInstanceId metaInstanceId) {
      this(eventId, metaInstanceId, OF_THIS_LOG);
    }
  }

  /**
   * An intent cannot be placed now.
   *
   * @param eventId id of the event
   * @param metaInstanceId the intent this belongs to
   * @param reason why
   */
  public record MetaInstancePlacementFailed(
      EventId eventId, MetaInstanceId metaInstanceId, String reason) implements MetaInstanceEvent {}

  /**
   * Every runner of the backing instance has served long enough; counters start anew (extension,
   * D3).
   *
   * @param eventId id of the event
   * @param metaInstanceId the intent this belongs to
   */
  public record MetaInstanceRecovered(EventId eventId, MetaInstanceId metaInstanceId)
      implements MetaInstanceEvent {}

  /**
   * The last place of an intent has failed after its retries; the next one is looked for after a
   * while (extension, D4).
   *
   * @param eventId id of the event
   * @param metaInstanceId the intent this belongs to
   * @param round places in a row that had failed before this one, 0 for the first failure
   * @param delayTicks ticks until a place is looked for again
   * @param reason why
   */
  public record PlacementDeferred(
      EventId eventId, MetaInstanceId metaInstanceId, int round, long delayTicks, String reason)
      implements MetaInstanceEvent {}

  /**
   * An intent asks for something else from now on; what failed before does not speak about it
   * (extension).
   *
   * @param eventId id of the event
   * @param metaInstance the intent as it is wanted; its status is not looked at
   */
  public record MetaInstanceEdited(EventId eventId, MetaInstance metaInstance)
      implements MetaInstanceEvent {}

  /**
   * The master has acted on a generation of an intent: what backs it is kept, replaced or not there
   * yet (extension).
   *
   * @param eventId id of the event
   * @param metaInstanceId the intent this belongs to
   * @param generation the generation
   * @param reason what was done and why
   */
  public record GenerationObserved(
      EventId eventId, MetaInstanceId metaInstanceId, long generation, String reason)
      implements MetaInstanceEvent {}

  /**
   * Nothing is to back an intent until it is resumed; its instances are deleted by events of their
   * own (extension).
   *
   * @param eventId id of the event
   * @param metaInstanceId the intent this belongs to
   */
  public record MetaInstancePaused(EventId eventId, MetaInstanceId metaInstanceId)
      implements MetaInstanceEvent {}

  /**
   * A paused intent is to be backed again (extension).
   *
   * @param eventId id of the event
   * @param metaInstanceId the intent this belongs to
   */
  public record MetaInstanceResumed(EventId eventId, MetaInstanceId metaInstanceId)
      implements MetaInstanceEvent {}

  /**
   * Required nodes that left the cluster may be replaced (extension, D7).
   *
   * @param eventId id of the event
   * @param metaInstanceId the intent this belongs to
   * @param nodeIds required nodes that may be replaced from now on; the whole set, not an addition
   * @param reason why
   */
  public record RequiredNodesRelaxed(
      EventId eventId, MetaInstanceId metaInstanceId, ImmutableList<NodeId> nodeIds, String reason)
      implements MetaInstanceEvent {}
}
