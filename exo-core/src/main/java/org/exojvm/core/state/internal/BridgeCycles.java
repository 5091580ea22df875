package org.exojvm.core.state.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.node.InterfaceType;
import org.exojvm.api.node.NetworkInterfaceInfo;
import org.exojvm.api.node.NodeNetworkInfo;
import org.exojvm.api.node.ThunderboltBridgeStatus;
import org.exojvm.api.topology.Link;
import org.exojvm.api.topology.Link.RdmaConnection;
import org.exojvm.api.topology.Link.SocketConnection;
import org.exojvm.core.state.State;

/**
 * Cycles of nodes that bridge their Thunderbolt ports: packets may circle in them for ever, which
 * is why people are warned.
 */
final class BridgeCycles {

  private BridgeCycles() {}

  /** Returns the state with its cycles searched anew. */
  static State searched(State state) {
    Set<NodeId> bridged = bridgedNodes(state);
    Set<String> bridgedIps = thunderboltIps(state, bridged);
    ImmutableSortedSet.Builder<NodeId> present = ImmutableSortedSet.naturalOrder();
    bridged.stream().filter(state.topology()::contains).forEach(present::add);
    ImmutableList<NodeId> nodes = present.build().asList();
    CycleSearch search = new CycleSearch(nodes, successors(state, nodes, bridgedIps));
    return state
        .withThunderboltBridgeCycles(search.cycles())
        .withThunderboltBridgeCyclesTruncated(search.truncated());
  }

  private static Set<NodeId> bridgedNodes(State state) {
    Set<NodeId> bridged = new HashSet<>();
    OrderedMap<NodeId, ThunderboltBridgeStatus> bridges = state.nodeThunderboltBridge();
    for (Map.Entry<NodeId, ThunderboltBridgeStatus> bridge : bridges.entries()) {
      if (bridge.getValue().enabled()) {
        bridged.add(bridge.getKey());
      }
    }
    return bridged;
  }

  private static Set<String> thunderboltIps(State state, Set<NodeId> bridged) {
    Set<String> ips = new HashSet<>();
    for (NodeId node : bridged) {
      NodeNetworkInfo network = state.nodeNetwork().get(node);
      for (NetworkInterfaceInfo iface :
          network == null ? ImmutableList.<NetworkInterfaceInfo>of() : network.interfaces()) {
        if (iface.interfaceType() == InterfaceType.THUNDERBOLT) {
          ips.add(iface.ipAddress());
        }
      }
    }
    return ips;
  }

  /** For every node, by its position, the positions of the nodes it bridges to, ascending. */
  private static int[][] successors(State state, ImmutableList<NodeId> nodes, Set<String> ips) {
    int[][] successors = new int[nodes.size()][];
    for (int source = 0; source < nodes.size(); source++) {
      successors[source] =
          state.topology().linksFrom(nodes.get(source)).entrySet().stream()
              .filter(links -> links.getValue().stream().anyMatch(link -> bridges(link, ips)))
              .mapToInt(links -> nodes.indexOf(links.getKey()))
              .filter(sink -> sink >= 0)
              .sorted()
              .toArray();
    }
    return successors;
  }

  private static boolean bridges(Link link, Set<String> bridgedIps) {
    return switch (link) {
      case RdmaConnection _ -> true;
      case SocketConnection socket -> bridgedIps.contains(socket.sinkMultiaddr().host());
    };
  }
}
