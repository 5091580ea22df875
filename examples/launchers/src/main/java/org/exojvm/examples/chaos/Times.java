package org.exojvm.examples.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Times that were measured, in milliseconds. */
final class Times {

  private static final double MILLIS_PER_SECOND = 1_000;

  private final List<Long> millis = new ArrayList<>();

  void add(long value) {
    millis.add(value);
  }

  /** Returns the value below which this share of all lies: the nearest rank. */
  long percentile(int percent) {
    if (millis.isEmpty()) {
      return 0;
    }
    List<Long> sorted = new ArrayList<>(millis);
    Collections.sort(sorted);
    int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
    return sorted.get(Math.max(0, rank - 1));
  }

  /** Returns the figures of a line, such as {@code command_p50=1.4s command_p99=1.6s}. */
  String line(String name) {
    return String.format(
        Locale.ROOT,
        "%s_p50=%.2fs %s_p99=%.2fs %s_max=%.2fs",
        name,
        percentile(50) / MILLIS_PER_SECOND,
        name,
        percentile(99) / MILLIS_PER_SECOND,
        name,
        percentile(100) / MILLIS_PER_SECOND);
  }
}
