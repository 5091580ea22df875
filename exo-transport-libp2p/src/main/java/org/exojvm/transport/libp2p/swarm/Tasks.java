package org.exojvm.transport.libp2p.swarm;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** The virtual threads of a swarm, for which its end waits. */
final class Tasks {

  private final Set<Thread> running = new HashSet<>();
  private boolean closed;

  /** Starts a thread, unless the swarm is at its end; returns whether it was started. */
  synchronized boolean start(String name, Runnable task) {
    if (closed) {
      return false;
    }
    Thread thread = Thread.ofVirtual().name(name).unstarted(() -> run(task));
    running.add(thread);
    thread.start();
    return true;
  }

  private void run(Runnable task) {
    try {
      task.run();
    } finally {
      ended(Thread.currentThread());
    }
  }

  private synchronized void ended(Thread thread) {
    running.remove(thread);
    notifyAll();
  }

  /** Waits for all threads but the caller's, those that they start still included. */
  synchronized void await(Duration atMost) throws InterruptedException {
    int own = running.contains(Thread.currentThread()) ? 1 : 0;
    long end = System.nanoTime() + atMost.toNanos();
    while (running.size() > own) {
      long leftMillis = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (leftMillis <= 0) {
        return;
      }
      wait(leftMillis);
    }
  }

  /** Starts nothing further and interrupts who runs still: it waits for something of its own. */
  synchronized void interrupt() {
    closed = true;
    running.forEach(Thread::interrupt);
  }
}
