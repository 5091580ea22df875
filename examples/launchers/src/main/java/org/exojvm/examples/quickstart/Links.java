package org.exojvm.examples.quickstart;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.Link;
import org.exojvm.api.topology.Link.RdmaConnection;
import org.exojvm.api.topology.Link.SocketConnection;
import org.exojvm.examples.cluster.ClusterDescription;

/**
 * A cable between two nodes: the links of one kind in both directions.
 *
 * @param a one end
 * @param b the other end
 * @param kind what the instance uses
 */
record Links(NodeId a, NodeId b, InstanceMeta kind) {

  /** Returns the cable between the first two ranks; nothing for an instance of one node. */
  static Optional<Links> usedBy(Instance instance) {
    ImmutableList<Rank> ranks = Rank.of(instance);
    return ranks.size() < 2
        ? Optional.empty()
        : Optional.of(new Links(ranks.get(0).node(), ranks.get(1).node(), instance.instanceMeta()));
  }

  /** Returns whether a link runs over this cable. */
  boolean carries(Connection connection) {
    boolean ends =
        (connection.source().equals(a) && connection.sink().equals(b))
            || (connection.source().equals(b) && connection.sink().equals(a));
    return ends && kindOf(connection.edge()) == kind;
  }

  private static InstanceMeta kindOf(Link link) {
    return switch (link) {
      case SocketConnection _ -> InstanceMeta.MLX_RING;
      case RdmaConnection _ -> InstanceMeta.MLX_JACCL;
    };
  }

  /** Returns the cable in words. */
  String name(ClusterDescription cluster) {
    return switch (kind) {
          case MLX_RING -> "network link";
          case MLX_JACCL -> "Thunderbolt cable";
        }
        + " between "
        + cluster.identity(a).friendlyName()
        + " and "
        + cluster.identity(b).friendlyName();
  }

  /** Returns one link in words. */
  static String name(Connection connection, ClusterDescription cluster) {
    return cluster.identity(connection.source()).friendlyName()
        + " -> "
        + cluster.identity(connection.sink()).friendlyName()
        + switch (connection.edge()) {
          case SocketConnection socket -> " (" + socket.sinkMultiaddr().host() + ")";
          case RdmaConnection rdma -> " (" + rdma.sourceRdmaIface() + ")";
        };
  }
}
