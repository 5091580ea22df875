package org.exojvm.core.event;

import com.google.common.collect.ImmutableMap;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.RunnerId;
import org.jspecify.annotations.Nullable;

/** The JACCL side channel: ranks exchange queue pair data through the event plane. */
public sealed interface SideChannelEvent extends Event {

  /**
   * One rank contributes to a round.
   *
   * @param eventId id of the event
   * @param instanceId the instance
   * @param runnerId the runner
   * @param sequence round number of the side channel
   * @param data payload
   * @param attempt attempt of the instance under which the runner was started, null when the sender
   *     does not tell (extension, D20)
   */
  public record JacclSideChannelData(
      EventId eventId,
      InstanceId instanceId,
      RunnerId runnerId,
      long sequence,
      Bytes data,
      @Nullable Long attempt)
      implements SideChannelEvent {

    /** Creates a contribution that does not tell its attempt. */
    public JacclSideChannelData(
        EventId eventId, InstanceId instanceId, RunnerId runnerId, long sequence, Bytes data) {
      this(eventId, instanceId, runnerId, sequence, data, null);
    }
  }

  /**
   * All ranks have contributed.
   *
   * @param eventId id of the event
   * @param instanceId the instance
   * @param sequence round number of the side channel
   * @param gatheredData contribution of every runner, in the order of their ranks
   * @param attempt attempt of the instance the round belongs to, null when the sender does not tell
   *     (extension, D20)
   */
  public record JacclSideChannelGathered(
      EventId eventId,
      InstanceId instanceId,
      long sequence,
      ImmutableMap<RunnerId, Bytes> gatheredData,
      @Nullable Long attempt)
      implements SideChannelEvent {

    /** Creates a round that does not tell its attempt. */
    public JacclSideChannelGathered(
        EventId eventId,
        InstanceId instanceId,
        long sequence,
        ImmutableMap<RunnerId, Bytes> gatheredData) {
      this(eventId, instanceId, sequence, gatheredData, null);
    }
  }
}
