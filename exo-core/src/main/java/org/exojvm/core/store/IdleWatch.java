package org.exojvm.core.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Cuts transfers that have stopped flowing: the client has a deadline for the head of an answer and
 * none for its body. A cut transfer is tried again. May be used by any thread.
 */
final class IdleWatch {

  private final long idleNanos;
  private final Set<Flow> flows = ConcurrentHashMap.newKeySet();

  IdleWatch(long idleMillis) {
    this.idleNanos = TimeUnit.MILLISECONDS.toNanos(idleMillis);
  }

  /** Watches a body until it is closed. */
  InputStream watched(InputStream body) {
    Flow flow = new Flow(body);
    flows.add(flow);
    return flow;
  }

  /** Cuts what has been idle for too long. */
  void check() {
    long now = System.nanoTime();
    for (Flow flow : flows) {
      if (now - flow.lastNanos >= idleNanos) {
        flow.cut();
      }
    }
  }

  private final class Flow extends InputStream {

    private final InputStream body;
    private volatile long lastNanos = System.nanoTime();
    private volatile boolean idle;

    Flow(InputStream body) {
      this.body = body;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count;
      try {
        count = body.read(bytes, offset, length);
      } catch (IOException e) {
        throw idle ? idled() : e;
      }
      if (idle) {
        throw idled();
      }
      lastNanos = System.nanoTime();
      return count;
    }

    private IOException idled() {
      return new IOException(
          "No byte came for %d ms".formatted(TimeUnit.NANOSECONDS.toMillis(idleNanos)));
    }

    private void cut() {
      idle = true;
      flows.remove(this);
      try {
        body.close();
      } catch (IOException alreadyBroken) {
        // Whoever reads finds out.
      }
    }

    @Override
    public void close() throws IOException {
      flows.remove(this);
      body.close();
    }
  }
}
