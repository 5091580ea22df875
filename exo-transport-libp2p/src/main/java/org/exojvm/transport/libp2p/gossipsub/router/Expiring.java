package org.exojvm.transport.libp2p.gossipsub.router;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.exojvm.transport.libp2p.gossipsub.rpc.MessageId;

/** Names of messages, each kept equally long from when it was added; the oldest go first. */
final class Expiring {

  private final Map<MessageId, Long> ends = new LinkedHashMap<>();
  private final long keptMillis;
  private final int max;

  Expiring(long keptMillis, int max) {
    this.keptMillis = keptMillis;
    this.max = max;
  }

  boolean contains(MessageId id, long nowMillis) {
    Long end = ends.get(id);
    return end != null && end > nowMillis;
  }

  /** Adds a name if it is not there; beyond the most, the oldest goes. */
  void add(MessageId id, long nowMillis) {
    expire(nowMillis);
    ends.putIfAbsent(id, nowMillis + keptMillis);
    if (ends.size() > max) {
      ends.remove(ends.keySet().iterator().next());
    }
  }

  void remove(MessageId id) {
    ends.remove(id);
  }

  boolean isFull() {
    return ends.size() >= max;
  }

  int size() {
    return ends.size();
  }

  void expire(long nowMillis) {
    Iterator<Long> oldest = ends.values().iterator();
    while (oldest.hasNext() && oldest.next() <= nowMillis) {
      oldest.remove();
    }
  }
}
