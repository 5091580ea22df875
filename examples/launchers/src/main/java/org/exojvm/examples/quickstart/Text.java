package org.exojvm.examples.quickstart;

import java.util.Locale;
import org.exojvm.api.model.Memory;

/** How quantities are written for people. */
final class Text {

  private static final long MILLIS_PER_MINUTE = 60_000;

  private Text() {}

  /** Returns a moment of the virtual clock, such as {@code 1:07.3}. */
  static String clock(long millis) {
    return String.format(
        Locale.ROOT,
        "%d:%04.1f",
        millis / MILLIS_PER_MINUTE,
        Math.floor(millis % MILLIS_PER_MINUTE / 100.0) / 10);
  }

  /** Returns a length of time, such as {@code 7.3 s}. */
  static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }

  /** Returns an amount, such as {@code 172.6 GiB}. */
  static String gib(Memory amount) {
    return String.format(Locale.ROOT, "%.1f GiB", amount.inGib());
  }

  /** Returns a count with its noun, such as {@code 1 node} or {@code 3 nodes}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
