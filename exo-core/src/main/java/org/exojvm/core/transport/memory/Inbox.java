package org.exojvm.core.transport.memory;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.TransportListener;
import org.jspecify.annotations.Nullable;

/** What waits for one listener. Deliveries run one at a time, in the order of arrival. */
final class Inbox {

  private static final System.Logger LOG = System.getLogger(Inbox.class.getName());

  private final NodeId owner;
  private final TransportListener listener;
  private final ArrayDeque<Consumer<TransportListener>> waiting = new ArrayDeque<>();

  /**
   * Held while the listener runs. Apart from the lock of the queue, because a listener publishes
   * and so enters the queues of others while it runs.
   */
  private final Object delivering = new Object();

  private boolean closed;

  Inbox(NodeId owner, TransportListener listener) {
    this.owner = owner;
    this.listener = listener;
  }

  /** Returns whether there was room. */
  boolean offer(Consumer<TransportListener> delivery, int capacity) {
    synchronized (waiting) {
      return !closed && waiting.size() < capacity && waiting.add(delivery);
    }
  }

  /** Delivers one, if one waits. */
  void deliverOne() {
    synchronized (delivering) {
      Consumer<TransportListener> delivery = next();
      if (delivery != null) {
        try {
          delivery.accept(listener);
        } catch (RuntimeException broken) {
          LOG.log(Level.WARNING, "The listener of node " + owner + " threw; it must not.", broken);
        }
      }
    }
  }

  /** Drops what waits and returns when nothing is delivered any more. */
  void close() {
    synchronized (waiting) {
      closed = true;
      waiting.clear();
    }
    synchronized (delivering) {
      return;
    }
  }

  private @Nullable Consumer<TransportListener> next() {
    synchronized (waiting) {
      return waiting.poll();
    }
  }
}
