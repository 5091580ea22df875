package org.exojvm.node.terminal;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A plain text table: a heading, rows, columns as wide as their widest cell. */
public final class Table {

  private static final String GAP = "  ";

  private final ImmutableList<String> heading;
  private final ImmutableList<Boolean> right;
  private final List<ImmutableList<String>> rows = new ArrayList<>();

  /** Creates a table; a heading that starts with {@code >} aligns its column to the right. */
  public Table(String... columns) {
    ImmutableList.Builder<String> names = ImmutableList.builder();
    ImmutableList.Builder<Boolean> alignments = ImmutableList.builder();
    for (String column : columns) {
      boolean alignRight = column.startsWith(">");
      names.add(alignRight ? column.substring(1) : column);
      alignments.add(alignRight);
    }
    heading = names.build();
    right = alignments.build();
  }

  private Table(ImmutableList<String> heading, ImmutableList<Boolean> right) {
    this.heading = heading;
    this.right = right;
  }

  /** Adds a row with one cell per column. */
  public Table row(String... cells) {
    if (cells.length != heading.size()) {
      throw new IllegalArgumentException(
          "A row has " + cells.length + " cells, the table " + heading.size() + " columns.");
    }
    rows.add(ImmutableList.copyOf(cells));
    return this;
  }

  /** Returns the lines, the heading styled. */
  public ImmutableList<String> lines(UnaryOperator<String> headingStyle) {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    lines.add(headingStyle.apply(line(heading)));
    rows.forEach(row -> lines.add(line(row)));
    return lines.build();
  }

  /** Returns the lines, at most so many characters wide: the last column is wrapped. */
  public ImmutableList<String> linesWithin(int characters) {
    int last = heading.size() - 1;
    int indent = 0;
    for (int column = 0; column < last; column++) {
      indent += width(column) + GAP.length();
    }
    Table narrow = new Table(heading, right);
    for (ImmutableList<String> row : rows) {
      ImmutableList<String> parts = Text.wrapped(row.get(last), characters - indent);
      for (int part = 0; part < parts.size(); part++) {
        ImmutableList.Builder<String> cells = ImmutableList.builder();
        for (int column = 0; column < last; column++) {
          cells.add(part == 0 ? row.get(column) : "");
        }
        narrow.rows.add(cells.add(parts.get(part)).build());
      }
    }
    return narrow.lines(UnaryOperator.identity());
  }

  private String line(ImmutableList<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      int width = width(column);
      String cell = cells.get(column);
      line.append(right.get(column) ? Strings.padStart(cell, width, ' ') : pad(cell, width));
      line.append(GAP);
    }
    return line.toString().stripTrailing();
  }

  private static String pad(String cell, int width) {
    return Strings.padEnd(cell, width, ' ');
  }

  private int width(int column) {
    int widest = heading.get(column).length();
    for (ImmutableList<String> row : rows) {
      widest = Math.max(widest, row.get(column).length());
    }
    return widest;
  }
}
