package org.exojvm.examples.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Latencies of requests, from the time they were due to the end of their answer: what waits behind
 * a slow answer counts.
 */
final class Latencies {

  private static final double NANOS_PER_MILLI = 1e6;

  private final long[] nanos;
  private final AtomicInteger count = new AtomicInteger();
  private final LongAdder errors = new LongAdder();

  /** Creates an empty collection. */
  Latencies(int capacity) {
    this.nanos = new long[capacity];
  }

  void add(long latencyNanos) {
    int place = count.getAndIncrement();
    if (place < nanos.length) {
      nanos[place] = latencyNanos;
    }
  }

  void addAll(Latencies others) {
    for (int i = 0; i < others.count(); i++) {
      add(others.nanos[i]);
    }
    errors.add(others.errors());
  }

  void addError() {
    errors.increment();
  }

  long errors() {
    return errors.sum();
  }

  int count() {
    return Math.min(count.get(), nanos.length);
  }

  /** Returns the latency that a share of the answers did not exceed, in milliseconds; 0 of none. */
  double millisAt(double share) {
    long[] sorted = Arrays.copyOf(nanos, count());
    if (sorted.length == 0) {
      return 0;
    }
    Arrays.sort(sorted);
    int place = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.clamp(place, 0, sorted.length - 1)] / NANOS_PER_MILLI;
  }

  /** Returns a line of the table. */
  String line(String name) {
    return String.format(
        Locale.ROOT,
        "  %-34s %8d %8.1f %8.1f %8.1f %8d",
        name,
        count(),
        millisAt(0.5),
        millisAt(0.99),
        millisAt(1),
        errors());
  }

  /** Returns the head of the table. */
  static String head() {
    return String.format(
        Locale.ROOT,
        "  %-34s %8s %8s %8s %8s %8s",
        "reads",
        "answers",
        "p50 ms",
        "p99 ms",
        "max ms",
        "errors");
  }
}
