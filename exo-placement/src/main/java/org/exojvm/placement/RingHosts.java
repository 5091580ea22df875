package org.exojvm.placement;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Host;

/**
 * Builds the host lists of a TCP ring. Every node gets one entry per rank: itself on all
 * interfaces, its two neighbours by the address chosen for them, everybody else by an address that
 * is reserved for documentation and so never answers.
 */
public final class RingHosts {

  /** Entry of the own rank: listen on every interface. */
  public static final String ALL_INTERFACES = "0.0.0.0";

  /** Entry of a rank that is not a neighbour (TEST-NET-2 of RFC 5737). */
  public static final Host NOT_A_NEIGHBOUR = new Host("198.51.100.1", 0);

  private RingHosts() {}

  /**
   * Returns the host list of every node, or which neighbours cannot reach each other.
   *
   * @param links how to choose addresses
   * @param ranks the nodes in rank order, at least one
   * @param port port of the ring
   */
  public static Assembly<ImmutableMap<NodeId, ImmutableList<Host>>> of(
      LinkChoice links, ImmutableList<NodeId> ranks, int port) {
    ImmutableMap.Builder<NodeId, ImmutableList<Host>> hostsByNode = ImmutableMap.builder();
    for (int self = 0; self < ranks.size(); self++) {
      ImmutableList.Builder<Host> hosts = ImmutableList.builder();
      for (int rank = 0; rank < ranks.size(); rank++) {
        Optional<Host> host = host(links, ranks, self, rank, port);
        if (host.isEmpty()) {
          return new Assembly.Refused<>(
              PlacementRefusals.ringConnectivity(ranks.get(self), ranks.get(rank)));
        }
        hosts.add(host.get());
      }
      hostsByNode.put(ranks.get(self), hosts.build());
    }
    return new Assembly.Built<>(hostsByNode.buildOrThrow());
  }

  private static Optional<Host> host(
      LinkChoice links, ImmutableList<NodeId> ranks, int self, int rank, int port) {
    if (rank == self) {
      return Optional.of(new Host(ALL_INTERFACES, port));
    }
    int size = ranks.size();
    boolean neighbour = (self + 1) % size == rank || (rank + 1) % size == self;
    return neighbour
        ? links.address(ranks.get(self), ranks.get(rank)).map(ip -> new Host(ip, port))
        : Optional.of(NOT_A_NEIGHBOUR);
  }
}
