package org.exojvm.benchmarks.network;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Times that something took, from any thread. */
final class Latencies {

  private static final double NANOS_PER_MILLI = 1e6;

  private final long[] nanos;
  private final AtomicInteger count = new AtomicInteger();

  Latencies(int capacity) {
    nanos = new long[capacity];
  }

  void add(long tookNanos) {
    int place = count.getAndIncrement();
    if (place < nanos.length) {
      nanos[place] = tookNanos;
    }
  }

  int count() {
    return Math.min(count.get(), nanos.length);
  }

  /** Returns what a share of them did not exceed, in milliseconds; 0 of none. */
  double millisAt(double share) {
    long[] sorted = Arrays.copyOf(nanos, count());
    if (sorted.length == 0) {
      return 0;
    }
    Arrays.sort(sorted);
    int place = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.clamp(place, 0, sorted.length - 1)] / NANOS_PER_MILLI;
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "%.2f ms p99 (%.2f p50, %.2f max, %d)",
        millisAt(0.99),
        millisAt(0.5),
        millisAt(1),
        count());
  }
}
