package org.exojvm.core.event;

import org.exojvm.api.id.EventId;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.placement.CacheDemand;
import org.jspecify.annotations.Nullable;

/** What happened to instances. */
public sealed interface InstanceEvent extends Event {

  /**
   * An instance is placed.
   *
   * @param eventId id of the event
   * @param instance the instance
   * @param cache memory beside the weights that was promised to it (extension, D9)
   */
  public record InstanceCreated(EventId eventId, Instance instance, CacheDemand cache)
      implements InstanceEvent {

    /** Creates the event of an instance to which only its weights are promised. */
    public InstanceCreated(EventId eventId, Instance instance) {
      this(eventId, instance, CacheDemand.NONE);
    }
  }

  /**
   * An instance is taken away; with a {@code failureError} it counts against its intent.
   *
   * @param eventId id of the event
   * @param instanceId the instance
   * @param failureError what failed
   */
  public record InstanceDeleted(
      EventId eventId, InstanceId instanceId, @Nullable String failureError)
      implements InstanceEvent {}

  /**
   * The runners of an instance are started anew in place.
   *
   * @param eventId id of the event
   * @param instanceId the instance
   * @param metaInstanceId the intent this belongs to
   * @param failureError what failed
   */
  public record InstanceRetrying(
      EventId eventId, InstanceId instanceId, MetaInstanceId metaInstanceId, String failureError)
      implements InstanceEvent {}
}
