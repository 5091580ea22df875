package org.exojvm.transport.libp2p.gossipsub;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** What waits to be sent to one peer. Any thread offers, one takes. */
final class PeerQueue {

  private static final long NEVER = Long.MAX_VALUE;

  private record Waiting(Frame frame, long untilNanos) {

    boolean hasExpired(long nowNanos) {
      return untilNanos != NEVER && nowNanos - untilNanos > 0;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private final Consumer<GossipCounter> counters;
  private long bytes;
  private boolean poked;
  private boolean closed;

  PeerQueue(Consumer<GossipCounter> counters) {
    this.counters = counters;
  }

  /** Adds control, which does not expire and for which there is more room. */
  void offerControl(Frame frame) {
    int most = GossipLimits.MAX_QUEUED_PACKETS + GossipLimits.MAX_QUEUED_CONTROLS;
    offer(frame, NEVER, most, Integer.MAX_VALUE);
  }

  /** Adds a message, which is dropped when it has waited for too long. */
  void offerMessage(Frame frame, Duration wait) {
    offer(
        frame,
        System.nanoTime() + wait.toNanos(),
        GossipLimits.MAX_QUEUED_PACKETS,
        GossipLimits.MAX_QUEUED_BYTES);
  }

  private void offer(Frame frame, long untilNanos, int maxPackets, int maxBytes) {
    lock.lock();
    try {
      if (closed || waiting.size() >= maxPackets || bytes + frame.size() > maxBytes) {
        counters.accept(GossipCounter.QUEUE_FULL);
      } else {
        waiting.add(new Waiting(frame, untilNanos));
        bytes += frame.size();
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Makes {@link #take} return, though with nothing. */
  void poke() {
    lock.lock();
    try {
      poked = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Takes what waits, up to about the size of one write; waits for it, or for a poke. */
  List<Frame> take() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !poked && !closed) {
        changed.awaitUninterruptibly();
      }
      poked = false;
      List<Frame> taken = new ArrayList<>();
      long size = 0;
      long now = System.nanoTime();
      while (!waiting.isEmpty()
          && (size == 0 || size + waiting.peek().frame().size() <= GossipLimits.WRITE_BYTES)) {
        Waiting next = waiting.remove();
        bytes -= next.frame().size();
        if (next.hasExpired(now)) {
          counters.accept(GossipCounter.EXPIRED);
        } else {
          taken.add(next.frame());
          size += next.frame().size();
        }
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for so long, or until it is closed. */
  void pause(Duration time) {
    lock.lock();
    try {
      long left = time.toNanos();
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Drops what waits. */
  void close() {
    lock.lock();
    try {
      closed = true;
      waiting.clear();
      bytes = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
