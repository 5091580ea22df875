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

  /** The end of the last that was added: many are added within a millisecond. */
  private Long lastEnd = 0L;

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
    long end = nowMillis + keptMillis;
    if (lastEnd != end) {
      lastEnd = end;
    }
    ends.putIfAbsent(id, lastEnd);
    if (ends.size() > max) {
      ends.remove(ends.keySet().iterator().next());
    }
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
