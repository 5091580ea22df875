package org.exojvm.placement;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.JacclRow;

/**
 * What JACCL needs of an RDMA mesh: a device for every ordered pair of ranks, and for every rank
 * the address of rank 0, over which the queue pairs are exchanged.
 *
 * @param devices row i, column j: RDMA device of rank i towards rank j
 * @param coordinators for every node the address of rank 0 as {@code ip:port}
 */
public record JacclMesh(
    ImmutableList<JacclRow> devices, ImmutableMap<NodeId, String> coordinators) {

  /** Largest mesh that JACCL connects, in nodes. */
  public static final int MAX_NODES = 8;

  /**
   * Returns the mesh, or what it lacks.
   *
   * @param links how to choose devices and addresses
   * @param ranks the nodes in rank order
   * @param port port of the coordinator
   */
  public static Assembly<JacclMesh> of(LinkChoice links, ImmutableList<NodeId> ranks, int port) {
    return devices(links, ranks)
        .then(
            devices ->
                coordinators(links, ranks, port)
                    .then(
                        coordinators ->
                            new Assembly.Built<>(new JacclMesh(devices, coordinators))));
  }

  private static Assembly<ImmutableList<JacclRow>> devices(
      LinkChoice links, ImmutableList<NodeId> ranks) {
    ImmutableList.Builder<JacclRow> rows = ImmutableList.builder();
    for (NodeId source : ranks) {
      ImmutableList.Builder<Optional<String>> row = ImmutableList.builder();
      for (NodeId sink : ranks) {
        Optional<String> device =
            source.equals(sink) ? Optional.empty() : links.rdmaDevice(source, sink);
        if (device.isEmpty() && !source.equals(sink)) {
          return new Assembly.Refused<>(PlacementRefusals.rdmaPairMissing(source, sink));
        }
        row.add(device);
      }
      rows.add(new JacclRow(row.build()));
    }
    return new Assembly.Built<>(rows.build());
  }

  private static Assembly<ImmutableMap<NodeId, String>> coordinators(
      LinkChoice links, ImmutableList<NodeId> ranks, int port) {
    NodeId coordinator = ranks.getFirst();
    ImmutableMap.Builder<NodeId, String> addresses = ImmutableMap.builder();
    addresses.put(coordinator, RingHosts.ALL_INTERFACES + ":" + port);
    for (NodeId node : ranks.subList(1, ranks.size())) {
      Optional<String> ip = links.address(node, coordinator);
      if (ip.isEmpty()) {
        return new Assembly.Refused<>(PlacementRefusals.coordinatorUnreachable(node, coordinator));
      }
      addresses.put(node, ip.get() + ":" + port);
    }
    return new Assembly.Built<>(addresses.buildOrThrow());
  }
}
