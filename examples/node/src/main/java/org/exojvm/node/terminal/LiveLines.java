package org.exojvm.node.terminal;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Lines at the bottom of a terminal that are written over, with others that stay above them. Where
 * there is no terminal only those that stay are written.
 *
 * <p>Threading: for one thread.
 */
public final class LiveLines {

  private final Screen screen;
  private ImmutableList<String> shown = ImmutableList.of();

  /** Creates none yet. */
  public LiveLines(Screen screen) {
    this.screen = screen;
  }

  /** Writes lines over those of the last time. */
  public void show(List<String> lines) {
    if (!screen.isTerminal()) {
      return;
    }
    // A line that fills the last column would wrap on some terminals.
    ImmutableList<String> fitting =
        lines.stream()
            .map(line -> Text.cut(line, screen.width() - 1))
            .collect(ImmutableList.toImmutableList());
    if (fitting.equals(shown)) {
      return;
    }
    erase();
    shown = fitting;
    screen.lines(shown);
  }

  /** Writes a line that stays, above the others. */
  public void keep(String line) {
    ImmutableList<String> below = shown;
    erase();
    screen.say(line);
    shown = below;
    if (!shown.isEmpty()) {
      screen.lines(shown);
    }
  }

  /** Takes away the lines that are written over. */
  public void erase() {
    if (!shown.isEmpty()) {
      // Up so many lines, to the left, and erase all below.
      screen.out().print("\u001b[%dA\r\u001b[J".formatted(shown.size()));
      screen.out().flush();
      shown = ImmutableList.of();
    }
  }
}
