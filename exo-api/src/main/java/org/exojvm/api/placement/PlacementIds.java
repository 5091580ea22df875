package org.exojvm.api.placement;

import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.RunnerId;

/**
 * The ids and the port a placement is to use. They come with the request, so that a strategy needs
 * no source of its own and gives the same answer twice.
 *
 * @param instanceId id of the new instance
 * @param runnerIdPrefix a runner of rank r is called by this text followed by r
 * @param port port of the ring or of the coordinator, 49152..65535 but not 52415
 */
public record PlacementIds(InstanceId instanceId, String runnerIdPrefix, int port) {

  /** Returns the id of the runner of a rank. */
  public RunnerId runnerId(int rank) {
    return RunnerId.of(runnerIdPrefix + rank);
  }
}
