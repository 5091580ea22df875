package org.exojvm.transport.libp2p.ping;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.exojvm.transport.libp2p.stream.PeerStream;
import org.exojvm.transport.libp2p.stream.StreamOpener;
import org.exojvm.transport.libp2p.timer.Timers;
import org.jspecify.annotations.Nullable;

/**
 * Pings one connection, on one stream as long as that works. The first failure is forgiven, the
 * second in a row is told.
 */
public final class Pinger implements Runnable {

  /** Failures in a row until the connection is given up. */
  public static final int MAX_FAILURES = 2;

  private final StreamOpener connection;
  private final Timers timers;
  private final PingTimes times;
  private final RandomGenerator random;
  private final Runnable failed;
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean closed;
  private volatile @Nullable PeerStream stream;

  /**
   * Creates a pinger, which runs in the thread that calls {@link #run}.
   *
   * @param failed is called once, if the connection is to be given up
   */
  public Pinger(
      StreamOpener connection,
      Timers timers,
      PingTimes times,
      RandomGenerator random,
      Runnable failed) {
    this.connection = connection;
    this.timers = timers;
    this.times = times;
    this.random = random;
    this.failed = failed;
  }

  /** Pings until two failures in a row, or {@link #close}. */
  @Override
  public void run() {
    int failures = 0;
    while (!closed && failures < MAX_FAILURES) {
      failures = ping() ? 0 : failures + 1;
      // A failure has taken its time already, unless the peer refused.
      if (!closed && failures < MAX_FAILURES) {
        pause();
      }
    }
    if (!closed) {
      failed.run();
    }
  }

  /** Ends the pinger soon. May be called from any thread. */
  public void close() {
    closed = true;
    wake.release();
    reset();
  }

  private boolean ping() {
    AtomicBoolean late = new AtomicBoolean();
    Timers.Timeout timeout =
        timers.after(
            times.timeout(),
            () -> {
              late.set(true);
              reset();
            });
    try {
      PeerStream open = stream;
      if (open == null) {
        open = connection.open(List.of(PingHandler.PROTOCOL));
        stream = open;
      }
      if (late.get()) {
        // There was no stream yet that the timer could have broken off.
        throw new IOException("The time of a ping was over before its stream was open.");
      }
      exchange(open);
      return true;
    } catch (IOException e) {
      reset();
      return false;
    } finally {
      timeout.cancel();
    }
  }

  private void exchange(PeerStream open) throws IOException {
    byte[] ping = new byte[PingHandler.BYTES];
    random.nextBytes(ping);
    open.write(ping);
    open.flush();
    if (!Arrays.equals(ping, open.readFully(PingHandler.BYTES))) {
      throw new WireException("Peer " + open.peer() + " answered a ping with other bytes.");
    }
  }

  private void reset() {
    PeerStream open = stream;
    stream = null;
    if (open != null) {
      open.reset();
    }
  }

  private void pause() {
    Timers.Timeout timeout = timers.after(times.interval(), wake::release);
    try {
      wake.acquire();
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    } finally {
      timeout.cancel();
    }
  }
}
