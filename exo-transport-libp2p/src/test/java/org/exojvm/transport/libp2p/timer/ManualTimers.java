package org.exojvm.transport.libp2p.timer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Timers whose clock a test turns. Tasks run in the thread of the test. */
public final class ManualTimers implements Timers {

  private static final class Task {

    private final Duration at;
    private final Runnable action;

    Task(Duration at, Runnable action) {
      this.at = at;
      this.action = action;
    }

    Duration at() {
      return at;
    }
  }

  private final List<Task> tasks = new ArrayList<>();
  private Duration now = Duration.ZERO;

  @Override
  public synchronized Timeout after(Duration delay, Runnable action) {
    Task task = new Task(now.plus(delay), action);
    tasks.add(task);
    notifyAll();
    return () -> remove(task);
  }

  private synchronized boolean remove(Task task) {
    return tasks.remove(task);
  }

  /** Waits until a task waits that is due after this time. */
  public synchronized void awaitTask(Duration delay) throws InterruptedException {
    while (tasks.stream().noneMatch(task -> task.at.equals(now.plus(delay)))) {
      wait();
    }
  }

  /** Turns the clock and runs what is due on the way, in order. */
  public void advance(Duration time) {
    Duration end;
    synchronized (this) {
      end = now.plus(time);
    }
    for (Task next = due(end); next != null; next = due(end)) {
      if (remove(next)) {
        next.action.run();
      }
    }
    synchronized (this) {
      now = end;
    }
  }

  private synchronized Task due(Duration end) {
    Task next =
        tasks.stream()
            .filter(task -> task.at.compareTo(end) <= 0)
            .min(Comparator.comparing(Task::at))
            .orElse(null);
    if (next != null) {
      now = next.at;
    }
    return next;
  }

  @Override
  public synchronized void close() {
    tasks.clear();
  }
}
