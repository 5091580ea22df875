package org.exojvm.core.reconcile;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import java.util.Set;
import java.util.TreeSet;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.node.NetworkInterfaceInfo;
import org.exojvm.api.node.NodeIdentity;
import org.exojvm.api.node.NodeNetworkInfo;
import org.exojvm.api.node.NodeThunderboltInfo;
import org.exojvm.api.node.ThunderboltIdentifier;
import org.exojvm.core.state.State;

/**
 * Which ids are the same machine. A node that has lost its identity comes back with another id, and
 * for a while both are in the cluster: the old one is a ghost.
 *
 * <p>Two ids are the same machine when one of these holds, neither of which can be true of two
 * machines:
 *
 * <ul>
 *   <li>They report a Thunderbolt domain of the same UUID. A domain belongs to one controller, and
 *       its UUID is what machines tell each other apart by when they are cabled.
 *   <li>They report the same friendly name, the same chip and the same set of addresses, those of
 *       the loop-back left out. Every member is reached by another one at one of its addresses, and
 *       no two machines of one network are reached at the same. A single address would not do:
 *       bridges of containers have the same on every machine. Without a name, a chip or an address
 *       nothing is concluded.
 * </ul>
 *
 * <p>That two ids are one machine does not say that one of them is gone: two processes may run on
 * it.
 */
public final class SameMachine {

  private SameMachine() {}

  /** Returns the ids of every machine that has more than one in the cluster. */
  public static ImmutableList<ImmutableSet<NodeId>> groups(State state) {
    SetMultimap<Object, NodeId> owners = LinkedHashMultimap.create();
    for (NodeId node : state.topology().nodes()) {
      NodeThunderboltInfo ports = state.nodeThunderbolt().get(node);
      if (ports != null) {
        addPorts(ports, node, owners);
      }
      addLooks(state, node, owners);
    }
    return owners.asMap().values().stream()
        .filter(ids -> ids.size() > 1)
        .map(ImmutableSet::copyOf)
        .distinct()
        .collect(ImmutableList.toImmutableList());
  }

  private static void addPorts(
      NodeThunderboltInfo ports, NodeId node, SetMultimap<Object, NodeId> owners) {
    for (ThunderboltIdentifier port : ports.interfaces()) {
      if (!port.domainUuid().isEmpty()) {
        owners.put(port.domainUuid(), node);
      }
    }
  }

  private record Looks(String name, String chip, Set<String> addresses) {}

  private static void addLooks(State state, NodeId node, SetMultimap<Object, NodeId> owners) {
    NodeIdentity identity = state.nodeIdentities().get(node);
    NodeNetworkInfo network = state.nodeNetwork().get(node);
    if (identity == null
        || network == null
        || identity.friendlyName().equals(NodeIdentity.UNKNOWN)
        || identity.chipId().equals(NodeIdentity.UNKNOWN)) {
      return;
    }
    Set<String> addresses = new TreeSet<>();
    for (NetworkInterfaceInfo link : network.interfaces()) {
      if (!isLoopBack(link.ipAddress())) {
        addresses.add(link.ipAddress());
      }
    }
    if (!addresses.isEmpty()) {
      owners.put(new Looks(identity.friendlyName(), identity.chipId(), addresses), node);
    }
  }

  private static boolean isLoopBack(String address) {
    return address.startsWith("127.") || address.equals("::1");
  }
}
