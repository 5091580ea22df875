package org.exojvm.examples.processes;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.exojvm.node.terminal.Ink;
import org.exojvm.node.terminal.Text;

/** Writes what happens with the seconds since the start in front. Belongs to one thread. */
final class TimeLine {

  private static final int WIDTH = 72;
  private static final String BELOW = " ".repeat(11);

  private final PrintWriter out;
  private final Ink ink;
  private final long began = System.nanoTime();

  TimeLine(PrintWriter out, Ink ink) {
    this.out = out;
    this.ink = ink;
  }

  Ink ink() {
    return ink;
  }

  /** Returns the time since the start, in milliseconds. */
  long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  /** Writes what happens now. */
  void tell(String what) {
    String clock = String.format(Locale.ROOT, "%7.1f s", millis() / 1_000.0);
    List<String> lines = Text.wrapped(what, WIDTH);
    line(ink.aside(clock) + "  " + lines.getFirst());
    lines.stream().skip(1).forEach(rest -> line(BELOW + rest));
  }

  /** Writes a line without a time. */
  void line(String text) {
    out.println(text);
    out.flush();
  }
}
