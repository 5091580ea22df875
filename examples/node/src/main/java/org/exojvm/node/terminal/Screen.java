package org.exojvm.node.terminal;

import java.io.Console;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Where a command writes.
 *
 * @param out what was asked for
 * @param err what went wrong, and how it goes on
 * @param isTerminal whether lines may be written over
 * @param ink colours, or none
 * @param width characters of a line; {@link #UNBOUNDED} where it is not a terminal, so that other
 *     programs find one thing per line
 */
public record Screen(PrintWriter out, PrintWriter err, boolean isTerminal, Ink ink, int width) {

  /** Width of what is not a terminal. */
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  /** Narrowest width that text is fitted into. */
  private static final int NARROWEST = 40;

  /** Returns the screen of a command: colours unless NO_COLOR is set or TERM is dumb. */
  public static Screen of(CommandLine command) {
    boolean terminal = isAtTerminal();
    boolean isDumb = "dumb".equals(System.getenv("TERM"));
    return new Screen(
        command.getOut(),
        command.getErr(),
        terminal && !isDumb,
        Ink.forOutput(terminal && !isDumb, noColor(System.getenv("NO_COLOR"))),
        terminal ? widthOf(System.getenv("COLUMNS")) : UNBOUNDED);
  }

  /** Returns whether this process writes to a terminal. */
  // JDK 25 gives no console at all where the streams are redirected; JDK 22 to 24 gave one.
  @SuppressWarnings("SystemConsoleNull")
  public static boolean isAtTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** As no-color.org says: present and not empty. */
  private static boolean noColor(@Nullable String value) {
    return value != null && !value.isEmpty();
  }

  private static int widthOf(@Nullable String columns) {
    if (columns != null && columns.matches("[0-9]{1,5}")) {
      return Math.max(NARROWEST, Integer.parseInt(columns));
    }
    return Math.max(NARROWEST, new UsageMessageSpec().autoWidth(true).width());
  }

  /** Writes lines. */
  public void lines(List<String> lines) {
    lines.forEach(out::println);
    out.flush();
  }

  /** Writes a line as it is. */
  public void say(String line) {
    lines(List.of(line));
  }

  /** Writes sentences, broken into lines. */
  public void tell(String text) {
    lines(Text.wrapped(text, width));
  }

  /** Writes sentences about what went wrong, broken into lines. */
  public void complain(String text) {
    out.flush();
    Text.wrapped(text, width).forEach(err::println);
    err.flush();
  }
}
