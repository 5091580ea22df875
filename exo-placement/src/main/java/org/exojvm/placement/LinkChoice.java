package org.exojvm.placement;

import java.util.Map;
import java.util.Optional;
import org.exojvm.api.hardware.LinkKind;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.node.InterfaceType;
import org.exojvm.api.node.NetworkInterfaceInfo;
import org.exojvm.api.node.NodeNetworkInfo;
import org.exojvm.api.topology.Link;
import org.exojvm.api.topology.Topology;

/**
 * Picks one of several links between two nodes. Sockets: by the kind of interface at the sink,
 * wired before wireless and Thunderbolt last, because its addresses come and go with the cables;
 * among equals the newest link. RDMA: the newest link.
 *
 * @param topology the links
 * @param nodeNetwork interfaces per node
 */
public record LinkChoice(Topology topology, Map<NodeId, NodeNetworkInfo> nodeNetwork) {

  /** Returns the address at which {@code source} is to reach {@code sink}, if it can. */
  public Optional<String> address(NodeId source, NodeId sink) {
    return best(source, sink).map(Address::host);
  }

  /** Returns the kind of the link over which {@code source} is to reach {@code sink}, if it can. */
  public Optional<LinkKind> kind(NodeId source, NodeId sink) {
    return best(source, sink).map(address -> kind(address.type()));
  }

  private Optional<Address> best(NodeId source, NodeId sink) {
    Optional<Address> best = Optional.empty();
    int bestPriority = Integer.MAX_VALUE;
    for (Link link : topology.links(source, sink).reverse()) {
      if (link instanceof Link.SocketConnection(var sinkMultiaddr)) {
        InterfaceType type = interfaceType(sink, sinkMultiaddr.host());
        if (priority(type) < bestPriority) {
          bestPriority = priority(type);
          best = Optional.of(new Address(sinkMultiaddr.host(), type));
        }
      }
    }
    return best;
  }

  /** Returns the RDMA device with which {@code source} is to reach {@code sink}, if it can. */
  public Optional<String> rdmaDevice(NodeId source, NodeId sink) {
    for (Link link : topology.links(source, sink).reverse()) {
      if (link instanceof Link.RdmaConnection(var sourceRdmaIface, var sinkRdmaIface)) {
        return Optional.of(sourceRdmaIface);
      }
    }
    return Optional.empty();
  }

  private InterfaceType interfaceType(NodeId node, String address) {
    NodeNetworkInfo network = nodeNetwork.get(node);
    if (network != null) {
      for (NetworkInterfaceInfo networkInterface : network.interfaces().reverse()) {
        if (networkInterface.ipAddress().equals(address)) {
          return networkInterface.interfaceType();
        }
      }
    }
    return InterfaceType.UNKNOWN;
  }

  private static int priority(InterfaceType type) {
    return switch (type) {
      case ETHERNET -> 0;
      case WIFI -> 1;
      case UNKNOWN -> 2;
      case MAYBE_ETHERNET -> 3;
      case THUNDERBOLT -> 4;
    };
  }

  private static LinkKind kind(InterfaceType type) {
    return switch (type) {
      case ETHERNET, MAYBE_ETHERNET -> LinkKind.ETHERNET;
      case WIFI -> LinkKind.WIFI;
      case UNKNOWN -> LinkKind.UNKNOWN;
      case THUNDERBOLT -> LinkKind.THUNDERBOLT_TCP;
    };
  }

  /** An address of a node and the interface it belongs to. */
  private record Address(String host, InterfaceType type) {}
}
