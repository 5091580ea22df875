package org.exojvm.benchmarks.network;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How many things a second come through, when not too many are under way at a time. */
final class Rate {

  private Rate() {}

  /** Sends messages as fast as they come through, for a while; returns how many a second did. */
  static double measure(Runnable send, LongSupplier received, int atATime, int seconds) {
    long first = received.getAsLong();
    long start = System.nanoTime();
    long end = start + TimeUnit.SECONDS.toNanos(seconds);
    long sent = 0;
    while (System.nanoTime() - end < 0) {
      long allowed = received.getAsLong() - first + atATime;
      if (sent >= allowed) {
        long least = sent - atATime / 2;
        Waiting.until(() -> received.getAsLong() - first >= least);
      }
      send.run();
      sent++;
    }
    long all = first + sent;
    Waiting.until(() -> received.getAsLong() == all);
    return sent * 1e9 / (System.nanoTime() - start);
  }

  static String text(double perSecond) {
    return String.format(Locale.ROOT, "%,.0f/s", perSecond);
  }
}
