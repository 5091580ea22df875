package org.exojvm.core.node;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.Link;
import org.exojvm.core.state.State;
import org.exojvm.core.worker.WorkerInput;

/**
 * The edges from this node to its peers: one per connected peer. Compares what is with what State
 * says, so that an edge of an earlier start goes and a report that was lost is made again. Belongs
 * to the loop.
 */
final class PeerLinks {

  /** Checks between two reports of one difference, about 10 s: a report takes a while to arrive. */
  static final int CHECKS_BEFORE_REPEAT = 10;

  private final NodeId node;
  private final PeerAddresses addresses;
  private final Set<NodeId> connected = new LinkedHashSet<>();
  private final Map<WorkerInput, Long> reported = new HashMap<>();
  private long checks;

  PeerLinks(NodeId node, PeerAddresses addresses) {
    this.node = node;
    this.addresses = addresses;
  }

  void connected(NodeId peer) {
    connected.add(peer);
    reported.clear();
  }

  void disconnected(NodeId peer) {
    connected.remove(peer);
    reported.clear();
  }

  /** A master begins that was told nothing by this node. */
  void startAnew() {
    reported.clear();
  }

  /** Returns what is to be reported now, given what State says. */
  ImmutableList<WorkerInput> check(State state) {
    checks++;
    reported.values().removeIf(at -> checks - at >= CHECKS_BEFORE_REPEAT);
    ImmutableSet<Connection> real = real();
    ImmutableList.Builder<WorkerInput> news = ImmutableList.builder();
    for (Connection edge : real) {
      if (!state.topology().links(edge.source(), edge.sink()).contains(edge.edge())) {
        report(new WorkerInput.EdgeFound(edge), news);
      }
    }
    for (Connection edge : state.topology().connections()) {
      if (edge.source().equals(node)
          && edge.edge() instanceof Link.SocketConnection
          && !real.contains(edge)) {
        report(new WorkerInput.EdgeLost(edge), news);
      }
    }
    return news.build();
  }

  private void report(WorkerInput input, ImmutableList.Builder<WorkerInput> news) {
    if (reported.putIfAbsent(input, checks) == null) {
      news.add(input);
    }
  }

  private ImmutableSet<Connection> real() {
    ImmutableSet.Builder<Connection> edges = ImmutableSet.builder();
    for (NodeId peer : connected) {
      addresses
          .addressOf(peer)
          .ifPresent(
              address -> edges.add(new Connection(node, peer, new Link.SocketConnection(address))));
    }
    return edges.build();
  }
}
