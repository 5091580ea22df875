package org.exojvm.examples.quickstart;

import java.io.PrintWriter;
import org.exojvm.node.terminal.Ink;
import org.exojvm.node.terminal.Table;
import org.exojvm.node.terminal.Text;

/**
 * Where the story is written: lines with the virtual time in front, at a pace people can follow.
 */
final class Stage {

  private static final String INDENT = "  ";
  private static final int CLOCK_CHARS = 8;
  private static final int TEXT_CHARS = 72;

  private final PrintWriter out;
  private final Ink ink;
  private final Pace pace;
  private int chapters;
  private int column;

  Stage(PrintWriter out, Ink ink, Pace pace) {
    this.out = out;
    this.ink = ink;
    this.pace = pace;
  }

  Ink ink() {
    return ink;
  }

  /** Writes the numbered title of the next chapter. */
  void chapter(String title) {
    pace.pause(Pace.CHAPTER_MILLIS);
    chapters++;
    out.println();
    write(ink.heading(chapters + "  " + title));
  }

  /** Writes a line that happened at a moment of the virtual clock. */
  void at(long millis, String text) {
    String clock = Text.clock(millis);
    write(" ".repeat(CLOCK_CHARS - clock.length()) + ink.aside(clock) + INDENT + text);
  }

  /** Writes a line below the one before. */
  void below(String text) {
    write(" ".repeat(CLOCK_CHARS) + INDENT + text);
  }

  /** Writes a line from the margin. */
  void line(String text) {
    write(text);
  }

  /** Writes a table below the line before. */
  void table(Table table) {
    table.lines(ink::aside).forEach(this::below);
  }

  /** Writes a piece of running text, wrapped between words. */
  void text(String piece) {
    if (column == 0) {
      startTextLine();
    }
    if (column + piece.length() > TEXT_CHARS) {
      out.println();
      startTextLine();
      out.print(piece.stripLeading());
    } else {
      out.print(piece);
    }
    column += piece.length();
    out.flush();
    pace.pause(Pace.TOKEN_MILLIS);
  }

  private void startTextLine() {
    out.print(" ".repeat(CLOCK_CHARS) + INDENT);
    column = 1;
  }

  /** Returns whether running text has begun and not ended. */
  boolean isInText() {
    return column > 0;
  }

  /** Ends running text. */
  void endText() {
    if (column > 0) {
      out.println();
      column = 0;
    }
  }

  private void write(String line) {
    endText();
    out.println(line.stripTrailing());
    out.flush();
    pace.pause(Pace.LINE_MILLIS);
  }
}
