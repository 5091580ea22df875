package org.exojvm.core.transport.memory;

import java.util.HashSet;
import java.util.Set;
import org.exojvm.api.id.NodeId;

/** Which pairs of nodes can not reach each other. A node always reaches itself. */
final class Links {

  private record Pair(NodeId first, NodeId second) {
    static Pair of(NodeId a, NodeId b) {
      return a.compareTo(b) <= 0 ? new Pair(a, b) : new Pair(b, a);
    }
  }

  private final Set<Pair> cut = new HashSet<>();
  private final Set<NodeId> isolated = new HashSet<>();

  void cut(NodeId a, NodeId b) {
    cut.add(Pair.of(a, b));
  }

  void heal(NodeId a, NodeId b) {
    cut.remove(Pair.of(a, b));
  }

  void isolate(NodeId node) {
    isolated.add(node);
  }

  void rejoin(NodeId node) {
    isolated.remove(node);
  }

  boolean connects(NodeId a, NodeId b) {
    return a.equals(b)
        || (!isolated.contains(a) && !isolated.contains(b) && !cut.contains(Pair.of(a, b)));
  }
}
