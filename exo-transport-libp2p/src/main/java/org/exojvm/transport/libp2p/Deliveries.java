package org.exojvm.transport.libp2p;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.exojvm.api.transport.TransportListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits for the listener of a node, and the one thread that calls it. Messages are dropped
 * when too many wait; news of peers and requests are not, for whoever brings them has a bound.
 */
final class Deliveries implements AutoCloseable {

  /**
   * Messages that may wait. Smaller: a burst is dropped and sent again. Larger: a node that does
   * not keep up holds more memory.
   */
  static final int MAX_MESSAGES = 65_536;

  /** Their bytes. */
  static final long MAX_BYTES = 128L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

  private record Delivery(Consumer<TransportListener> call, int messages, long bytes) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final ArrayDeque<Delivery> waiting = new ArrayDeque<>();
  private final TransportListener listener;
  private final Thread thread;
  private int messages;
  private long bytes;
  private boolean closed;

  Deliveries(String name, TransportListener listener) {
    this.listener = listener;
    // A platform thread: a listener that computes must not keep a carrier from the network.
    thread = Thread.ofPlatform().daemon().name("libp2p-deliveries-" + name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Returns whether there was room for so many messages of so many bytes together. */
  boolean offer(int count, long size, Consumer<TransportListener> call) {
    lock.lock();
    try {
      boolean isTaken = !closed && messages + count <= MAX_MESSAGES && bytes + size <= MAX_BYTES;
      if (isTaken) {
        add(new Delivery(call, count, size));
      }
      return isTaken;
    } finally {
      lock.unlock();
    }
  }

  /** Returns false after close. */
  boolean put(Consumer<TransportListener> call) {
    lock.lock();
    try {
      if (!closed) {
        add(new Delivery(call, 0, 0));
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void add(Delivery delivery) {
    waiting.add(delivery);
    messages += delivery.messages();
    bytes += delivery.bytes();
    arrived.signal();
  }

  private void run() {
    for (Delivery next = take(); next != null; next = take()) {
      try {
        next.call().accept(listener);
      } catch (RuntimeException | LinkageError | AssertionError e) {
        LOG.warn("The listener of a transport threw. Maybe handle this in the listener.", e);
      }
    }
  }

  private @Nullable Delivery take() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        arrived.awaitUninterruptibly();
      }
      Delivery next = closed ? null : waiting.poll();
      if (next != null) {
        messages -= next.messages();
        bytes -= next.bytes();
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** Drops what waits; returns when nothing is delivered any more. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      waiting.clear();
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
    Threads.join(thread);
  }
}
