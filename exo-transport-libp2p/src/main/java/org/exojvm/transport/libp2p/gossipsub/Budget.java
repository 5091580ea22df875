package org.exojvm.transport.libp2p.gossipsub;

import java.util.concurrent.Semaphore;

/** Bytes that may wait. A charge larger than all of them takes all. */
final class Budget {

  private final int total;
  private final Semaphore left;
  private volatile boolean closed;

  Budget(int total) {
    this.total = total;
    this.left = new Semaphore(total);
  }

  static int chargeOf(int bytes) {
    return bytes + GossipLimits.CHARGE_PER_PACKET;
  }

  boolean tryTake(int charge) {
    return left.tryAcquire(Math.min(charge, total));
  }

  /** Takes, waiting until there is so much; returns false after {@link #close}. */
  boolean take(int charge) {
    left.acquireUninterruptibly(Math.min(charge, total));
    return !closed;
  }

  void give(int charge) {
    left.release(Math.min(charge, total));
  }

  /** Lets everybody go who waits. */
  void close() {
    closed = true;
    left.release(Integer.MAX_VALUE / 2);
  }
}
