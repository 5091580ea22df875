package org.exojvm.node.cli.view;

import com.google.common.collect.ImmutableList;
import org.exojvm.node.terminal.Ink;
import org.exojvm.node.terminal.Screen;
import org.exojvm.node.terminal.Table;

/**
 * How lines are laid out.
 *
 * @param width characters of a line
 * @param ink colours, or none
 */
public record Layout(int width, Ink ink) {

  /** Returns the layout of a screen. */
  public static Layout of(Screen screen) {
    return new Layout(screen.width(), screen.ink());
  }

  /** Returns the lines of a table. */
  ImmutableList<String> lines(Table table) {
    return table.fitted(width, ink::heading);
  }

  /** Colours the name of a phase of an intent, or of a runner. */
  String phase(String name) {
    return switch (name) {
      case "serving", "Ready", "Running" -> ink.good(name);
      case "failing", "unplaceable", "Failed" -> ink.bad(name);
      case "downloading", "starting", "waiting" -> ink.busy(name);
      default -> name;
    };
  }
}
