package org.exojvm.transport.libp2p.yamux;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what the streams of all sessions of a node hold that nobody has read, beyond {@link
 * YamuxLimits#OWN_ROOM} of each. Windows alone would allow each peer 128 MiB. Methods may be called
 * from any thread.
 */
public final class ReceiveBudget {

  private final long maxBytes;
  private final AtomicLong taken = new AtomicLong();

  /** Creates a budget of so many bytes. */
  public ReceiveBudget(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Takes bytes if they are left; returns whether they were. */
  boolean take(long bytes) {
    if (taken.addAndGet(bytes) <= maxBytes) {
      return true;
    }
    taken.addAndGet(-bytes);
    return false;
  }

  void give(long bytes) {
    taken.addAndGet(-bytes);
  }

  /** Returns how many bytes are held, those in the own room of sessions not among them. */
  public long taken() {
    return taken.get();
  }
}
