package org.exojvm.placement;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.Instance.MlxJacclInstance;
import org.exojvm.api.instance.Instance.MlxRingInstance;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.ShardAssignments;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.topology.NodeCycle;

/**
 * Builds the instance for nodes that a strategy has chosen: shards first, then how the ranks reach
 * each other. A single node becomes a ring whatever was asked for.
 *
 * <p>The nodes are taken as they are: whether they are required, forbidden or too many is for the
 * strategy to see to.
 */
public final class InstanceAssembly {

  private InstanceAssembly() {}

  /**
   * Returns the instance, belonging to no intent yet, or why these nodes in this order cannot host
   * it.
   *
   * @param request what is to be placed, and on what
   * @param ranks the nodes chosen, distinct, the first one rank 0
   */
  public static Assembly<Instance> of(PlacementRequest request, NodeCycle ranks) {
    ImmutableList<NodeId> nodes = ranks.nodes();
    return ShardAssembly.of(request, nodes)
        .then(
            shards ->
                request.instanceMeta() == InstanceMeta.MLX_JACCL && nodes.size() > 1
                    ? mesh(request, nodes, shards)
                    : ring(request, nodes, shards));
  }

  private static Assembly<Instance> ring(
      PlacementRequest request, ImmutableList<NodeId> nodes, ShardAssignments shards) {
    return RingHosts.of(links(request), nodes, request.ids().port())
        .then(
            hosts ->
                new Assembly.Built<>(
                    new MlxRingInstance(
                        request.ids().instanceId(), shards, null, hosts, request.ids().port(), 0)));
  }

  private static Assembly<Instance> mesh(
      PlacementRequest request, ImmutableList<NodeId> nodes, ShardAssignments shards) {
    return JacclMesh.of(links(request), nodes, request.ids().port())
        .then(
            mesh ->
                new Assembly.Built<>(
                    new MlxJacclInstance(
                        request.ids().instanceId(),
                        shards,
                        null,
                        mesh.devices(),
                        mesh.coordinators(),
                        0)));
  }

  private static LinkChoice links(PlacementRequest request) {
    return new LinkChoice(request.topology(), request.nodeNetwork());
  }
}
