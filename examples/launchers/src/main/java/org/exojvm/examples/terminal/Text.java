package org.exojvm.examples.terminal;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.Locale;
import org.exojvm.api.model.Memory;

/** How quantities are written for people. */
public final class Text {

  private static final long MILLIS_PER_MINUTE = 60_000;

  private Text() {}

  /** Returns a moment of the virtual clock, such as {@code 1:07.3}. */
  public static String clock(long millis) {
    return String.format(
        Locale.ROOT,
        "%d:%04.1f",
        millis / MILLIS_PER_MINUTE,
        Math.floor(millis % MILLIS_PER_MINUTE / 100.0) / 10);
  }

  /** Returns a length of time, such as {@code 7.3 s}. */
  public static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }

  /** Returns an amount, such as {@code 172.6 GiB}. */
  public static String gib(Memory amount) {
    return String.format(Locale.ROOT, "%.1f GiB", amount.inGib());
  }

  /** Returns a count with its noun, such as {@code 1 node} or {@code 3 nodes}. */
  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /**
   * Returns text in lines, broken between words.
   *
   * @param characters width of a line; a longer word stands alone on a longer one
   */
  public static ImmutableList<String> wrapped(String text, int characters) {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    StringBuilder line = new StringBuilder();
    for (String word : Splitter.on(' ').split(text)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > characters) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    return lines.add(line.toString()).build();
  }
}
