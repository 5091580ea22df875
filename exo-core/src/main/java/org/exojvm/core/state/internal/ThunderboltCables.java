package org.exojvm.core.state.internal;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.Map;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.node.NodeThunderboltInfo;
import org.exojvm.api.node.ThunderboltConnection;
import org.exojvm.api.node.ThunderboltIdentifier;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.Link;
import org.exojvm.api.topology.Link.RdmaConnection;
import org.exojvm.api.topology.Topology;
import org.exojvm.core.state.State;

/** Turns the Thunderbolt cables that a node sees into RDMA links of the topology. */
final class ThunderboltCables {

  /** A Thunderbolt port: where it is and which RDMA device stands behind it. */
  private record Port(NodeId owner, String rdmaInterface) {}

  private ThunderboltCables() {}

  /**
   * Replaces all RDMA links that leave the node. A cable counts when both of its ports are known;
   * that the near port belongs to the node is taken on trust, as the reference does.
   */
  static State apply(State state, NodeId node, ImmutableList<ThunderboltConnection> cables) {
    Map<String, Port> portByUuid = portByUuid(state);
    Topology topology = withoutRdmaFrom(state.topology(), node);
    for (ThunderboltConnection cable : cables) {
      Port near = portByUuid.get(cable.sourceUuid());
      Port far = portByUuid.get(cable.sinkUuid());
      if (near != null && far != null) {
        Link link = new RdmaConnection(near.rdmaInterface(), far.rdmaInterface());
        topology = topology.withEdge(new Connection(node, far.owner(), link));
      }
    }
    return state.withTopology(topology);
  }

  /** When two nodes report the same port the later one wins. */
  private static Map<String, Port> portByUuid(State state) {
    Map<String, Port> portByUuid = new HashMap<>();
    for (Map.Entry<NodeId, NodeThunderboltInfo> entry : state.nodeThunderbolt().entries()) {
      for (ThunderboltIdentifier port : entry.getValue().interfaces()) {
        portByUuid.put(port.domainUuid(), new Port(entry.getKey(), port.rdmaInterface()));
      }
    }
    return portByUuid;
  }

  private static Topology withoutRdmaFrom(Topology topology, NodeId node) {
    Topology rest = topology;
    for (Map.Entry<NodeId, ImmutableList<Link>> links : topology.linksFrom(node).entrySet()) {
      for (Link link : links.getValue()) {
        if (link instanceof RdmaConnection) {
          rest = rest.withoutEdge(new Connection(node, links.getKey(), link));
        }
      }
    }
    return rest;
  }
}
