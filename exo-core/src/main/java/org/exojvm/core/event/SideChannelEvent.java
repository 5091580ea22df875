package org.exojvm.core.event;

import com.google.common.collect.ImmutableMap;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.RunnerId;

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
   */
  public record JacclSideChannelData(
      EventId eventId, InstanceId instanceId, RunnerId runnerId, long sequence, Bytes data)
      implements SideChannelEvent {}

  /**
   * All ranks have contributed.
   *
   * @param eventId id of the event
   * @param instanceId the instance
   * @param sequence round number of the side channel
   * @param gatheredData contribution of every runner
   */
  public record JacclSideChannelGathered(
      EventId eventId,
      InstanceId instanceId,
      long sequence,
      ImmutableMap<RunnerId, Bytes> gatheredData)
      implements SideChannelEvent {}
}
