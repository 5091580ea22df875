package org.exojvm.node.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections on which no request has come to be for too long, though bytes arrive: whoever
 * sends a head one byte at a time would hold a connection for ever otherwise, for the idle time
 * begins anew with each byte. A connection with a stream is spared until the stream has ended.
 *
 * <p>Threading: Jetty calls it from its threads; the state of a connection is replaced as a whole.
 */
final class ConnectionPatience extends AbstractLifeCycle implements Connection.Listener {

  /** Sweeps per time of patience: a connection lives for 5/4 of it at most. */
  private static final int SWEEPS = 4;

  private record Progress(long messages, long sinceNanos) {}

  private final Scheduler scheduler;
  private final long patienceMillis;
  private final Predicate<Connection> streaming;
  private final Map<Connection, Progress> progress = new ConcurrentHashMap<>();

  ConnectionPatience(Scheduler scheduler, long patienceMillis, Predicate<Connection> streaming) {
    this.scheduler = scheduler;
    this.patienceMillis = patienceMillis;
    this.streaming = streaming;
  }

  @Override
  protected void doStart() {
    schedule();
  }

  @Override
  protected void doStop() {
    progress.clear();
  }

  @Override
  public void onOpened(Connection connection) {
    progress.put(connection, new Progress(0, System.nanoTime()));
  }

  @Override
  public void onClosed(Connection connection) {
    progress.remove(connection);
  }

  /** Returns how many connections are open. */
  int open() {
    return progress.size();
  }

  private void schedule() {
    var _ =
        scheduler.schedule(
            this::sweep, Math.max(1, patienceMillis / SWEEPS), TimeUnit.MILLISECONDS);
  }

  private void sweep() {
    if (!isRunning()) {
      return;
    }
    long now = System.nanoTime();
    progress.forEach((connection, before) -> look(connection, before, now));
    schedule();
  }

  private void look(Connection connection, Progress before, long now) {
    long messages = connection.getMessagesIn();
    // A response counts as sent once its head is, however long its body takes.
    boolean isAtWork = messages != connection.getMessagesOut() || streaming.test(connection);
    if (isAtWork || messages != before.messages()) {
      progress.replace(connection, before, new Progress(messages, now));
    } else if (now - before.sinceNanos() > TimeUnit.MILLISECONDS.toNanos(patienceMillis)) {
      connection.getEndPoint().close();
    }
  }
}
