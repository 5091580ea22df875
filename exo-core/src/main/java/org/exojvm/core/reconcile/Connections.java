package org.exojvm.core.reconcile;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Host;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.Instance.MlxJacclInstance;
import org.exojvm.api.instance.Instance.MlxRingInstance;
import org.exojvm.api.instance.JacclRow;
import org.exojvm.api.topology.Link;
import org.exojvm.api.topology.Link.RdmaConnection;
import org.exojvm.api.topology.Link.SocketConnection;
import org.exojvm.api.topology.Topology;
import org.exojvm.core.reconcile.ConnectionHealth.Unhealthy;

/** Compares the links an instance was placed on with those of the topology. */
final class Connections {

  private static final ConnectionHealth HEALTHY = new ConnectionHealth.Healthy();

  /** Entry of a host list for the node itself. */
  private static final String OWN_HOST = "0.0.0.0";

  /** Entry of a host list for a node that is no neighbour; an address reserved for documents. */
  private static final String NO_NEIGHBOUR_HOST = "198.51.100.1";

  private Connections() {}

  static ConnectionHealth health(Instance instance, Topology topology) {
    for (NodeId node : instance.shardAssignments().nodeToRunner().keySet()) {
      if (!topology.contains(node)) {
        return new Unhealthy(true, "Node " + node + " has left.");
      }
    }
    if (instance.shardAssignments().nodeToRunner().size() <= 1) {
      return HEALTHY;
    }
    List<NodeId> ring = RankedNodes.of(instance.shardAssignments());
    return switch (instance) {
      case MlxRingInstance ringInstance -> ringHealth(ringInstance, ring, topology);
      case MlxJacclInstance jaccl -> meshHealth(jaccl, ring, topology);
    };
  }

  private static ConnectionHealth ringHealth(
      MlxRingInstance instance, List<NodeId> ring, Topology topology) {
    for (NodeId node : ring) {
      ImmutableList<Host> hosts = instance.hostsByNode().get(node);
      if (hosts == null) {
        return new Unhealthy(false, "Node " + node + " has no host list.");
      }
      for (int rank = 0; rank < hosts.size(); rank++) {
        String ip = hosts.get(rank).ip();
        if (!isPlaceholder(ip) && !reaches(topology, node, ring, rank, ip)) {
          return missing("socket link to " + ip, node, ring, rank);
        }
      }
    }
    return HEALTHY;
  }

  private static boolean isPlaceholder(String ip) {
    return ip.equals(OWN_HOST) || ip.equals(NO_NEIGHBOUR_HOST);
  }

  private static boolean reaches(
      Topology topology, NodeId source, List<NodeId> ring, int sinkRank, String ip) {
    if (sinkRank >= ring.size()) {
      return false;
    }
    for (Link link : topology.links(source, ring.get(sinkRank))) {
      if (link instanceof SocketConnection socket && socket.sinkMultiaddr().host().equals(ip)) {
        return true;
      }
    }
    return false;
  }

  private static ConnectionHealth meshHealth(
      MlxJacclInstance instance, List<NodeId> ring, Topology topology) {
    ImmutableList<JacclRow> rows = instance.jacclDevices();
    for (int row = 0; row < rows.size(); row++) {
      ImmutableList<Optional<String>> devices = rows.get(row).devices();
      for (int column = 0; column < devices.size(); column++) {
        Optional<String> device = devices.get(column);
        if (device.isPresent() && !hasRdma(topology, ring, row, column, device.get())) {
          NodeId source = ring.get(Math.min(row, ring.size() - 1));
          return missing("RDMA link from " + device.get(), source, ring, column);
        }
      }
    }
    return HEALTHY;
  }

  private static boolean hasRdma(
      Topology topology, List<NodeId> ring, int row, int column, String device) {
    if (row >= ring.size() || column >= ring.size()) {
      return false;
    }
    for (Link link : topology.links(ring.get(row), ring.get(column))) {
      if (link instanceof RdmaConnection rdma && rdma.sourceRdmaIface().equals(device)) {
        return true;
      }
    }
    return false;
  }

  private static ConnectionHealth missing(
      String link, NodeId source, List<NodeId> ring, int sinkRank) {
    String sink = sinkRank < ring.size() ? ring.get(sinkRank).value() : "rank " + sinkRank;
    return new Unhealthy(false, "The " + link + " from " + source + " to " + sink + " is gone.");
  }
}
