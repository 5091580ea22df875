package org.exojvm.node.terminal;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** A plain text table: a heading, rows, columns as wide as their widest cell. */
public final class Table {

  private static final String GAP = "  ";

  /** Characters that the last column gets at least, where others have to give way. */
  private static final int LEAST_LAST = 20;

  /** Characters below which no column is cut. */
  private static final int LEAST_CUT = 10;

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

  /** Adds a row with one cell per column; what a terminal would obey is left out. */
  public Table row(String... cells) {
    if (cells.length != heading.size()) {
      throw new IllegalArgumentException(
          "A row has " + cells.length + " cells, the table " + heading.size() + " columns.");
    }
    rows.add(Arrays.stream(cells).map(Text::printable).collect(ImmutableList.toImmutableList()));
    return this;
  }

  /** Returns the lines, the heading styled. */
  public ImmutableList<String> lines(UnaryOperator<String> headingStyle) {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    lines.add(headingStyle.apply(line(heading)));
    rows.forEach(row -> lines.add(line(row)));
    return lines.build();
  }

  /**
   * Returns the lines, at most so many characters wide where that can be: the last column is
   * wrapped, and where that is not enough the widest of the middle ones are cut. The first one,
   * which names what a row is about, stays whole; where it leaves too little, it stands on a line
   * of its own above the others.
   */
  public ImmutableList<String> fitted(int characters, UnaryOperator<String> headingStyle) {
    Table narrow = narrowed(characters);
    int left = narrow.leftForLast(characters);
    return left < leastLast() && heading.size() > 2
        ? stacked(characters, headingStyle)
        : narrow.wrapped(Math.max(leastLast(), left)).lines(headingStyle);
  }

  /** Returns the table with middle columns cut as far as it takes, or as far as they can be. */
  private Table narrowed(int characters) {
    Table narrow = this;
    int last = heading.size() - 1;
    while (narrow.leftForLast(characters) < leastLast()) {
      int widest = narrow.widestBetween(last);
      if (widest < 0) {
        break;
      }
      narrow = narrow.cut(widest, narrow.width(widest) - 1);
    }
    return narrow;
  }

  private int leastLast() {
    return Math.min(LEAST_LAST, width(heading.size() - 1));
  }

  private int leftForLast(int characters) {
    return characters - widthBefore(heading.size() - 1);
  }

  /** Returns the lines with what the first column holds above the rest of each row. */
  private ImmutableList<String> stacked(int characters, UnaryOperator<String> headingStyle) {
    Table rest = withoutFirst().narrowed(characters - GAP.length());
    int left = Math.max(rest.leastLast(), rest.leftForLast(characters - GAP.length()));
    Table wrapped = rest.wrapped(left);
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    lines.add(headingStyle.apply(heading.getFirst()));
    lines.add(headingStyle.apply(GAP + wrapped.line(wrapped.heading)));
    int next = 0;
    for (int row = 0; row < rows.size(); row++) {
      lines.add(rows.get(row).getFirst());
      int parts = Text.wrapped(rest.rows.get(row).getLast(), left).size();
      for (int part = 0; part < parts; part++) {
        lines.add(GAP + wrapped.line(wrapped.rows.get(next)));
        next++;
      }
    }
    return lines.build();
  }

  private Table withoutFirst() {
    Table rest = new Table(heading.subList(1, heading.size()), right.subList(1, heading.size()));
    rows.forEach(row -> rest.rows.add(row.subList(1, row.size())));
    return rest;
  }

  /** Returns the widest column between the first and the last that may still be cut, or -1. */
  private int widestBetween(int last) {
    int widest = -1;
    for (int column = 1; column < last; column++) {
      if (width(column) > LEAST_CUT && (widest < 0 || width(column) > width(widest))) {
        widest = column;
      }
    }
    return widest;
  }

  private Table cut(int column, int characters) {
    ImmutableList.Builder<String> names = ImmutableList.builder();
    for (int i = 0; i < heading.size(); i++) {
      names.add(i == column ? Text.cut(heading.get(i), characters) : heading.get(i));
    }
    Table narrow = new Table(names.build(), right);
    for (ImmutableList<String> row : rows) {
      ImmutableList.Builder<String> cells = ImmutableList.builder();
      for (int i = 0; i < row.size(); i++) {
        cells.add(i == column ? Text.cut(row.get(i), characters) : row.get(i));
      }
      narrow.rows.add(cells.build());
    }
    return narrow;
  }

  private int widthBefore(int last) {
    int width = 0;
    for (int column = 0; column < last; column++) {
      width += width(column) + GAP.length();
    }
    return width;
  }

  /** Returns the lines, at most so many characters wide: the last column is wrapped. */
  public ImmutableList<String> linesWithin(int characters) {
    return wrapped(characters - widthBefore(heading.size() - 1)).lines(UnaryOperator.identity());
  }

  private Table wrapped(int characters) {
    int last = heading.size() - 1;
    Table narrow = new Table(heading, right);
    for (ImmutableList<String> row : rows) {
      ImmutableList<String> parts = Text.wrapped(row.get(last), characters);
      for (int part = 0; part < parts.size(); part++) {
        ImmutableList.Builder<String> cells = ImmutableList.builder();
        for (int column = 0; column < last; column++) {
          cells.add(part == 0 ? row.get(column) : "");
        }
        narrow.rows.add(cells.add(parts.get(part)).build());
      }
    }
    return narrow;
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
