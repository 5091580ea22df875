package org.exojvm.core.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of a node that feeds its cores: takes what is in the mailbox, one at a time, and
 * runs what is due. A task that throws is counted and logged, and the loop goes on.
 */
final class NodeLoop {

  private static final Logger LOG = LoggerFactory.getLogger(NodeLoop.class);

  private final Mailbox mailbox;
  private final Counts counts;
  private final Thread thread;
  private final List<Timer> timers = new ArrayList<>();
  private final PriorityQueue<OneShot> oneShots =
      new PriorityQueue<>((a, b) -> Long.compare(a.dueNanos() - b.dueNanos(), 0));
  private final ArrayDeque<Runnable> next = new ArrayDeque<>();
  private final BooleanSupplier done;
  private final Runnable atEnd;

  /**
   * Creates a loop.
   *
   * @param done asked between two tasks: whether to end
   * @param atEnd what the loop does last
   */
  NodeLoop(String name, Mailbox mailbox, Counts counts, BooleanSupplier done, Runnable atEnd) {
    this.mailbox = mailbox;
    this.counts = counts;
    this.done = done;
    this.atEnd = atEnd;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  /** Runs a task again and again, a period after it ended the last time. Before the start only. */
  void every(long periodMillis, Runnable task) {
    timers.add(new Timer(TimeUnit.MILLISECONDS.toNanos(periodMillis), task));
  }

  void start() {
    thread.start();
  }

  /** Runs a task once, after a while. Called by the loop only. */
  void after(long millis, Runnable task) {
    oneShots.add(new OneShot(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis), task));
  }

  /** Runs a task after the present one and before anything else. Called by the loop only. */
  void soon(Runnable task) {
    next.add(task);
  }

  /** Returns whether the calling thread is the loop. */
  boolean isCurrent() {
    return Thread.currentThread().equals(thread);
  }

  /** Waits for the end of the loop, or ends one that never began; returns whether it has ended. */
  boolean endedWithin(long millis) throws InterruptedException {
    if (thread.getState() == Thread.State.NEW) {
      atEnd.run();
      return true;
    }
    thread.join(millis);
    return !thread.isAlive();
  }

  private void run() {
    try {
      while (!done.getAsBoolean()) {
        Runnable task = mailbox.poll(nanosToNextTimer());
        if (task != null) {
          perform(task);
        }
        for (Timer timer : timers) {
          if (timer.isDue()) {
            perform(timer.task);
            timer.restart();
          }
        }
        for (Runnable due = dueOneShot(); due != null; due = dueOneShot()) {
          perform(due);
        }
      }
    } catch (InterruptedException e) {
      LOG.error("The loop of {} was interrupted; the node stops.", thread.getName(), e);
    } finally {
      perform(atEnd);
    }
  }

  private @Nullable Runnable dueOneShot() {
    OneShot first = oneShots.peek();
    if (first == null || System.nanoTime() - first.dueNanos() < 0) {
      return null;
    }
    oneShots.remove();
    return first.task();
  }

  private void perform(Runnable task) {
    guarded(task);
    for (Runnable follower = next.poll(); follower != null; follower = next.poll()) {
      guarded(follower);
    }
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError bug) {
      counts.failures.increment();
      LOG.error("Node thread {} met a bug and goes on.", thread.getName(), bug);
    }
  }

  private long nanosToNextTimer() {
    long now = System.nanoTime();
    long nanos = TimeUnit.SECONDS.toNanos(1);
    for (Timer timer : timers) {
      nanos = Math.min(nanos, timer.dueNanos - now);
    }
    OneShot first = oneShots.peek();
    return first == null ? nanos : Math.min(nanos, first.dueNanos() - now);
  }

  private record OneShot(long dueNanos, Runnable task) {}

  private static final class Timer {
    private final long periodNanos;
    private final Runnable task;
    private long dueNanos;

    Timer(long periodNanos, Runnable task) {
      this.periodNanos = periodNanos;
      this.task = task;
      restart();
    }

    private boolean isDue() {
      return System.nanoTime() - dueNanos >= 0;
    }

    private void restart() {
      dueNanos = System.nanoTime() + periodNanos;
    }
  }
}
