package org.exojvm.placement.cost;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.hardware.HardwareProfile;
import org.exojvm.api.hardware.LinkKind;
import org.exojvm.api.hardware.LinkSpeed;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.placement.LinkChoice;

/** How long the ranks of a group take to talk to each other. */
final class GroupLinks {

  private final HardwareProfile hardware;
  private final LinkChoice links;
  private final boolean mesh;

  GroupLinks(PlacementRequest request) {
    this.hardware = request.hardware();
    this.links = new LinkChoice(request.topology(), request.nodeNetwork());
    this.mesh = request.instanceMeta() == InstanceMeta.MLX_JACCL;
  }

  /** Returns the link that rank {@code source} uses towards {@code sink}. */
  private LinkSpeed between(NodeId source, NodeId sink) {
    return hardware.link(
        mesh ? LinkKind.RDMA_THUNDERBOLT_5 : links.kind(source, sink).orElse(LinkKind.UNKNOWN));
  }

  /**
   * Returns the time to hand a message on from every rank to the next one, the last to the first.
   */
  double[] handOver(ImmutableList<NodeId> ranks, double bytes) {
    int size = ranks.size();
    double[] seconds = new double[size];
    for (int rank = 0; size > 1 && rank < size; rank++) {
      seconds[rank] = between(ranks.get(rank), ranks.get((rank + 1) % size)).secondsFor(bytes);
    }
    return seconds;
  }

  /**
   * Returns the time to sum up a vector over all ranks. Ring: twice {@code n - 1} steps with a part
   * of the vector each (Patarasuk and Yuan 2009), at the pace of the slowest link. Mesh: one
   * exchange of the whole vector, every pair over its own cable.
   */
  double sumUp(ImmutableList<NodeId> ranks, double bytes) {
    int size = ranks.size();
    if (size == 1) {
      return 0;
    }
    double moving =
        mesh
            ? hardware.link(LinkKind.RDMA_THUNDERBOLT_5).secondsFor(bytes)
            : 2 * (size - 1) * slowest(handOver(ranks, bytes / size));
    return hardware.collectiveOverheadSeconds() + moving;
  }

  private static double slowest(double... seconds) {
    double slowest = 0;
    for (double one : seconds) {
      slowest = Math.max(slowest, one);
    }
    return slowest;
  }
}
