package org.exojvm.transport.libp2p;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Short tasks that may block for a moment, each in a virtual thread. */
final class ShortTasks implements AutoCloseable {

  /** Most at a time; a further one is let go. None of them is needed, each makes things better. */
  static final int MAX_TASKS = 256;

  private final Set<Thread> running = new HashSet<>();
  private boolean closed;

  /** Returns whether the task was begun. */
  synchronized boolean start(String name, Runnable task) {
    if (closed || running.size() >= MAX_TASKS) {
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
      synchronized (this) {
        running.remove(Thread.currentThread());
      }
    }
  }

  /** Breaks tasks off and waits for them. */
  @Override
  public void close() {
    List<Thread> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(running);
    }
    left.forEach(Thread::interrupt);
    left.forEach(Threads::join);
  }
}
