package org.exojvm.node.terminal;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.exojvm.api.model.Memory;

/** How quantities are written for people. */
public final class Text {

  private static final long MILLIS_PER_MINUTE = 60_000;
  private static final Pattern NOT_PRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
  private static final String ELLIPSIS = "...";
  private static final Pattern AFTER_COMMA = Pattern.compile("(?<=,)");

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
   * Returns what others have written with every character that a terminal would obey, such as an
   * escape or a change of the writing direction, replaced by a question mark.
   */
  public static String printable(String foreign) {
    return NOT_PRINTABLE.matcher(foreign).replaceAll("?");
  }

  /**
   * Returns text in lines, broken between words; words that are longer than a line, such as lists
   * of nodes, after commas.
   *
   * @param characters width of a line; what cannot be broken stands on a longer one
   */
  public static ImmutableList<String> wrapped(String text, int characters) {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    StringBuilder line = new StringBuilder();
    for (String word : Splitter.on(' ').split(text)) {
      String glue = line.isEmpty() ? "" : " ";
      for (String part : parts(word, characters)) {
        if (!line.isEmpty() && line.length() + glue.length() + part.length() > characters) {
          lines.add(line.toString());
          line.setLength(0);
          glue = "";
        }
        line.append(glue).append(part);
        glue = "";
      }
    }
    return lines.add(line.toString()).build();
  }

  /** Returns text that is at most so long; its end is left out where it is longer. */
  public static String cut(String text, int characters) {
    return text.length() <= characters
        ? text
        : text.substring(0, Math.max(0, characters - ELLIPSIS.length())) + ELLIPSIS;
  }

  /** Returns a bar such as {@code [####----]}. */
  public static String bar(double fraction, int cells) {
    int full = (int) Math.floor(Math.clamp(fraction, 0.0, 1.0) * cells);
    return "[" + "#".repeat(full) + "-".repeat(cells - full) + "]";
  }

  private static List<String> parts(String word, int characters) {
    return word.length() > characters
        ? Splitter.on(AFTER_COMMA).splitToList(word)
        : ImmutableList.of(word);
  }
}
