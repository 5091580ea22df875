package org.exojvm.transport.libp2p.gossipsub;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.exojvm.transport.libp2p.gossipsub.rpc.MessageId;
import org.jspecify.annotations.Nullable;

/** What waits to be sent to one peer. Any thread offers, one takes. */
final class PeerQueue {

  private static final long NEVER = Long.MAX_VALUE;

  private static final class Waiting {

    final Frame frame;
    final @Nullable MessageId passedOn;
    final long untilNanos;
    boolean isWithdrawn;

    Waiting(Frame frame, @Nullable MessageId passedOn, long untilNanos) {
      this.frame = frame;
      this.passedOn = passedOn;
      this.untilNanos = untilNanos;
    }

    boolean hasExpired(long nowNanos) {
      return untilNanos != NEVER && nowNanos - untilNanos > 0;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private final Map<MessageId, Waiting> passedOn = new HashMap<>();
  private final Consumer<GossipCounter> counters;
  private long bytes;
  private long dueNanos;
  private boolean poked;
  private boolean closed;

  PeerQueue(Consumer<GossipCounter> counters) {
    this.counters = counters;
  }

  /**
   * Adds control that must not be lost; it does not expire and there is more room for it. Returns
   * whether there was any.
   */
  boolean offerControl(Frame frame) {
    return offer(
        new Waiting(frame, null, NEVER),
        Duration.ZERO,
        GossipLimits.MAX_QUEUED_PACKETS + GossipLimits.MAX_QUEUED_CONTROLS,
        GossipLimits.MAX_QUEUED_BYTES + GossipLimits.MAX_QUEUED_CONTROL_BYTES);
  }

  /** Adds a message of this node, or a list of names; dropped when it has waited for too long. */
  void offerOwn(Frame frame) {
    offer(frame, null, GossipLimits.OWN_MESSAGE_WAIT, Duration.ZERO);
  }

  /**
   * Adds a message of another. It waits a moment, for further ones and for {@link #withdraw}: where
   * all are connected, the peer has it from its author.
   */
  void passOn(MessageId id, Frame frame) {
    long most = GossipLimits.MAX_PASS_ON_DELAY.toNanos();
    // By chance, so that one of two that have the same message is first and the other need not.
    Duration delay = Duration.ofNanos(ThreadLocalRandom.current().nextLong(most / 4, most));
    offer(frame, id, GossipLimits.PASSED_ON_WAIT, delay);
  }

  /** Takes a message back that was passed on and has not been sent: the peer has it. */
  void withdraw(MessageId id) {
    lock.lock();
    try {
      Waiting needless = passedOn.remove(id);
      if (needless != null) {
        needless.isWithdrawn = true;
        counters.accept(GossipCounter.WITHDRAWN);
      }
    } finally {
      lock.unlock();
    }
  }

  private void offer(Frame frame, @Nullable MessageId id, Duration wait, Duration delay) {
    var _ =
        offer(
            new Waiting(frame, id, System.nanoTime() + wait.toNanos()),
            delay,
            GossipLimits.MAX_QUEUED_PACKETS,
            GossipLimits.MAX_QUEUED_BYTES);
  }

  /** Returns whether there was room, or need: nobody waits for anything after close. */
  private boolean offer(Waiting added, Duration delay, int maxPackets, int maxBytes) {
    lock.lock();
    try {
      if (closed) {
        return true;
      }
      if (waiting.size() >= maxPackets || bytes + added.frame.size() > maxBytes) {
        counters.accept(GossipCounter.QUEUE_FULL);
        return false;
      }
      long due = System.nanoTime() + delay.toNanos();
      if (waiting.isEmpty() || due - dueNanos < 0) {
        dueNanos = due;
        changed.signal();
      }
      waiting.add(added);
      bytes += added.frame.size();
      if (added.passedOn != null) {
        passedOn.put(added.passedOn, added);
      }
      return true;
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

  /** Takes what waits, up to about the size of one write; waits until it is due, or for a poke. */
  List<Frame> take() {
    lock.lock();
    try {
      awaitDue();
      poked = false;
      List<Frame> taken = new ArrayList<>();
      long size = 0;
      long now = System.nanoTime();
      while (!waiting.isEmpty()
          && (size == 0 || size + waiting.peek().frame.size() <= GossipLimits.WRITE_BYTES)) {
        Waiting next = poll();
        if (!next.isWithdrawn && next.hasExpired(now)) {
          counters.accept(GossipCounter.EXPIRED);
        } else if (!next.isWithdrawn) {
          taken.add(next.frame);
          size += next.frame.size();
        }
      }
      dueNanos = now;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private Waiting poll() {
    Waiting next = waiting.remove();
    bytes -= next.frame.size();
    if (next.passedOn != null) {
      passedOn.remove(next.passedOn, next);
    }
    return next;
  }

  private void awaitDue() {
    while (!poked && !closed) {
      long left = waiting.isEmpty() ? Long.MAX_VALUE : dueNanos - System.nanoTime();
      if (left <= 0 || bytes >= GossipLimits.WRITE_BYTES) {
        return;
      }
      try {
        var _ = changed.awaitNanos(left);
      } catch (InterruptedException e) {
        // Who sends goes on with what waits; the end of it comes by close.
        Thread.currentThread().interrupt();
        return;
      }
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
      passedOn.clear();
      bytes = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
