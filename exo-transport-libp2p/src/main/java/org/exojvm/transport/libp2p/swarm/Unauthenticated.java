package org.exojvm.transport.libp2p.swarm;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.exojvm.transport.libp2p.duplex.Duplex;

/**
 * Accepted connections of which nobody knows yet whose they are. One too many makes the oldest go
 * of those that come from the machine with the most: a flood from one machine keeps out nobody
 * else.
 */
final class Unauthenticated {

  private final Counters counters;

  /** By age, each with the machine that it comes from. */
  private final Map<Duplex, String> sockets = new LinkedHashMap<>();

  private boolean closed;

  Unauthenticated(Counters counters) {
    this.counters = counters;
  }

  synchronized void add(Duplex socket, String machine) {
    if (closed) {
      socket.close();
      return;
    }
    sockets.put(socket, machine);
    if (sockets.size() > SwarmLimits.MAX_UNAUTHENTICATED) {
      counters.add(Counter.EVICTED);
      Duplex evicted = oneTooMany();
      sockets.remove(evicted);
      evicted.close();
    }
  }

  private Duplex oneTooMany() {
    Multiset<String> machines = HashMultiset.create(sockets.values());
    // The first of the largest, which is the oldest.
    return sockets.entrySet().stream()
        .min(Comparator.comparingInt(entry -> -machines.count(entry.getValue())))
        .map(Map.Entry::getKey)
        .orElseThrow();
  }

  synchronized void remove(Duplex socket) {
    sockets.remove(socket);
  }

  synchronized void close() {
    closed = true;
    sockets.keySet().forEach(Duplex::close);
  }
}
