package org.exojvm.examples.soak;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.node.EventStream;
import org.exojvm.core.node.EventsMissedException;

/** Follows the events of the master over its restarts and counts those that are missing. */
final class SoakWatch implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final SoakCluster cluster;
  private final AtomicLong nextIdx = new AtomicLong();
  private final AtomicLong missing = new AtomicLong();
  private final Thread thread;
  private volatile boolean closing;

  SoakWatch(SoakCluster cluster) {
    this.cluster = cluster;
    this.thread = Thread.ofPlatform().daemon().name("soak-watch").start(this::run);
  }

  /** Returns how many events there were so far. */
  long events() {
    return nextIdx.get();
  }

  /** Returns how many of them were not given, or not in their place. */
  long missing() {
    return missing.get();
  }

  private void run() {
    try {
      while (!closing) {
        follow(cluster.node(0).events(nextIdx.get()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Follows one start of the master to its end. */
  private void follow(EventStream events) throws InterruptedException {
    try {
      while (!closing && !events.isEnded()) {
        Optional<IndexedEvent> event = events.next(PATIENCE);
        if (event.isPresent()) {
          missing.addAndGet(Math.abs(event.get().idx() - nextIdx.get()));
          nextIdx.set(event.get().idx() + 1);
        }
      }
      Thread.sleep(PATIENCE); // the next start of the master is not there yet, or we are done
    } catch (EventsMissedException e) {
      missing.incrementAndGet();
      nextIdx.set(Math.max(nextIdx.get() + 1, e.resumeIdx()));
    }
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
