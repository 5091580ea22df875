package org.exojvm.core.node;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.exojvm.api.id.NodeId;

/** Whom a master has heard of lately in its session: the live members of its side of a split. */
final class Members {

  /** Time after which a node counts no more; it says something every 5 s. */
  static final long LATELY_NANOS = TimeUnit.SECONDS.toNanos(15);

  /** Nodes remembered; beyond it new ones do not count. */
  static final int MAX_NODES = 10_000;

  private final NodeId self;
  private final Map<NodeId, Long> heardAt = new HashMap<>();

  Members(NodeId self) {
    this.self = self;
  }

  void heardOf(NodeId node, long nowNanos) {
    if (heardAt.size() < MAX_NODES || heardAt.containsKey(node)) {
      heardAt.put(node, nowNanos);
    }
  }

  /** Returns how many there are, this node included. */
  long count(long nowNanos) {
    heardAt.values().removeIf(at -> nowNanos - at > LATELY_NANOS);
    return (long) heardAt.size() + (heardAt.containsKey(self) ? 0 : 1);
  }
}
