package org.exojvm.api.placement;

import java.util.Optional;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance.MlxJacclInstance;
import org.exojvm.api.instance.JacclRow;
import org.exojvm.api.placement.PlacementViolation.Rule;
import org.exojvm.api.topology.Link.RdmaConnection;
import org.exojvm.api.topology.Topology;

/** Whether the ranks of an RDMA mesh have a device for each other and reach rank 0. */
final class MeshRules {

  private static final int MAX_NODES = 8;

  private MeshRules() {}

  static void check(
      PlacementRequest request, MlxJacclInstance mesh, RankedNodes ranked, Violations found) {
    int size = ranked.worldSize();
    found.unless(
        size >= 2 && size <= MAX_NODES,
        Rule.RDMA_DEVICES,
        "a mesh has 2 to %d nodes, not %d",
        MAX_NODES,
        size);
    boolean square =
        mesh.jacclDevices().size() == size
            && mesh.jacclDevices().stream().allMatch(row -> row.devices().size() == size);
    found.unless(square, Rule.RDMA_DEVICES, "the device matrix is not %d by %d", size, size);
    for (int source = 0; square && source < size; source++) {
      JacclRow row = mesh.jacclDevices().get(source);
      for (int sink = 0; sink < size; sink++) {
        found.unless(
            isRight(request.topology(), ranked, source, sink, row.devices().get(sink)),
            Rule.RDMA_DEVICES,
            "node %s has no RDMA link to node %s with device %s",
            ranked.nodes().get(source),
            ranked.nodes().get(sink),
            row.devices().get(sink).orElse("none"));
      }
    }
    checkCoordinators(request, mesh, ranked, found);
  }

  private static boolean isRight(
      Topology topology, RankedNodes ranked, int source, int sink, Optional<String> device) {
    if (source == sink) {
      return device.isEmpty();
    }
    return topology.links(ranked.nodes().get(source), ranked.nodes().get(sink)).stream()
        .anyMatch(
            link ->
                link instanceof RdmaConnection rdma
                    && device.isPresent()
                    && rdma.sourceRdmaIface().equals(device.get()));
  }

  private static void checkCoordinators(
      PlacementRequest request, MlxJacclInstance mesh, RankedNodes ranked, Violations found) {
    found.unless(
        mesh.jacclCoordinators().keySet().equals(mesh.shardAssignments().nodeToRunner().keySet()),
        Rule.COORDINATORS,
        "coordinators are listed for %s, the nodes are %s",
        mesh.jacclCoordinators().keySet(),
        ranked.nodes());
    NodeId coordinator = ranked.nodes().getFirst();
    String suffix = ":" + request.ids().port();
    mesh.jacclCoordinators()
        .forEach(
            (node, address) -> {
              String ip =
                  address.endsWith(suffix)
                      ? address.substring(0, address.length() - suffix.length())
                      : "";
              found.unless(
                  node.equals(coordinator)
                      ? ip.equals("0.0.0.0")
                      : RingRules.reaches(request.topology(), node, coordinator, ip),
                  Rule.COORDINATORS,
                  "node %s cannot reach rank 0 (node %s) at %s",
                  node,
                  coordinator,
                  address);
            });
  }
}
