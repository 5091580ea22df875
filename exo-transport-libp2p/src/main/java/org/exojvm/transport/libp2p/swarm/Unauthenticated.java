package org.exojvm.transport.libp2p.swarm;

import java.util.ArrayDeque;
import org.exojvm.transport.libp2p.duplex.Duplex;

/** Accepted connections of which nobody knows yet whose they are; the oldest make room. */
final class Unauthenticated {

  private final Counters counters;
  private final ArrayDeque<Duplex> sockets = new ArrayDeque<>();
  private boolean closed;

  Unauthenticated(Counters counters) {
    this.counters = counters;
  }

  synchronized void add(Duplex socket) {
    sockets.add(socket);
    if (closed) {
      socket.close();
    } else if (sockets.size() > SwarmLimits.MAX_UNAUTHENTICATED) {
      counters.add(Counter.EVICTED);
      sockets.remove().close();
    }
  }

  synchronized void remove(Duplex socket) {
    sockets.remove(socket);
  }

  synchronized void close() {
    closed = true;
    sockets.forEach(Duplex::close);
  }
}
