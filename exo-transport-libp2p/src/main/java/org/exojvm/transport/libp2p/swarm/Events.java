package org.exojvm.transport.libp2p.swarm;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import org.exojvm.transport.libp2p.stream.ConnectionInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listener of connections, one at a time and in order. */
final class Events {

  private static final Logger LOG = LoggerFactory.getLogger(Events.class);

  private final SwarmListener listener;
  private final BlockingQueue<Runnable> waiting =
      new ArrayBlockingQueue<>(SwarmLimits.MAX_WAITING_EVENTS);
  private final Thread thread;
  private volatile boolean closed;

  Events(SwarmListener listener) {
    this.listener = listener;
    this.thread = Thread.ofVirtual().name("libp2p-events").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Tells of a connection and waits until the listener knows. */
  void connected(ConnectionInfo connection) throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    waiting.put(
        () -> {
          try {
            listener.connected(connection);
          } finally {
            told.countDown();
          }
        });
    told.await();
  }

  void disconnected(ConnectionInfo connection, String reason) throws InterruptedException {
    waiting.put(() -> listener.disconnected(connection, reason));
  }

  private void run() {
    try {
      while (!closed || !waiting.isEmpty()) {
        Runnable event = waiting.take();
        try {
          event.run();
        } catch (RuntimeException e) {
          LOG.warn("The listener of a swarm threw. Maybe handle this in the listener.", e);
        }
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells what waits and ends; returns then, unless the listener itself calls. */
  void close() throws InterruptedException {
    waiting.put(() -> closed = true);
    if (!Thread.currentThread().equals(thread)) {
      thread.join();
    }
  }
}
