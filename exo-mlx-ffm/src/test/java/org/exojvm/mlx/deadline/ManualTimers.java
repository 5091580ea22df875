package org.exojvm.mlx.deadline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Timers that move only when a test says so. Actions run on the thread of the test. */
public final class ManualTimers implements Timers {

  private static final int STEPS_MAX = 100_000;

  private record Armed(long atNanos, Runnable action) {}

  private final List<Armed> armed = new ArrayList<>();
  private long nowNanos;

  @Override
  public synchronized long nanoTime() {
    return nowNanos;
  }

  @Override
  public synchronized Timer after(Duration delay, Runnable action) {
    Armed timer = new Armed(nowNanos + delay.toNanos(), action);
    armed.add(timer);
    notifyAll();
    return () -> disarm(timer);
  }

  private synchronized void disarm(Armed timer) {
    armed.remove(timer);
    notifyAll();
  }

  /** Lets time pass; timers due within run in order of their time. */
  public void advance(Duration by) {
    long target = nanoTime() + by.toNanos();
    Optional<Armed> due = next(target);
    for (int i = 0; i < STEPS_MAX && due.isPresent(); i++) {
      due.get().action().run();
      due = next(target);
    }
    set(target);
  }

  private synchronized void set(long target) {
    nowNanos = target;
  }

  private synchronized Optional<Armed> next(long target) {
    Optional<Armed> due =
        armed.stream()
            .filter(timer -> timer.atNanos() <= target)
            .min(Comparator.comparingLong(Armed::atNanos));
    due.ifPresent(
        timer -> {
          armed.remove(timer);
          nowNanos = timer.atNanos();
        });
    return due;
  }

  /** Waits until a timer with this delay from now is armed; fails a test that would hang. */
  public void awaitArmed(Duration delay) throws InterruptedException {
    await(timers -> timers.stream().anyMatch(at -> at == delay.toNanos()));
  }

  /** Waits until the times until the armed timers' ends satisfy a condition. */
  public synchronized void await(Predicate<List<Long>> condition) throws InterruptedException {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.test(armed.stream().map(timer -> timer.atNanos() - nowNanos).toList())) {
      long left = TimeUnit.NANOSECONDS.toMillis(giveUp - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("No such timer was armed; there are " + armed);
      }
      wait(left);
    }
  }
}
