package org.exojvm.node.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Goal: live lines are written over at a terminal, and never anywhere else. */
class LiveLinesTest {

  private final StringWriter out = new StringWriter();

  private LiveLines live(boolean isTerminal) {
    PrintWriter writer = new PrintWriter(out);
    return new LiveLines(new Screen(writer, writer, isTerminal, new Ink(false), 20));
  }

  @Test
  void linesAreWrittenOverAndCutToTheTerminal() {
    LiveLines live = live(true);
    live.show(List.of("one", "a line longer than the terminal is wide"));
    live.show(List.of("one", "a line longer than the terminal is wide"));
    live.show(List.of("two"));
    live.keep("kept");
    live.erase();
    assertThat(out.toString())
        .isEqualTo(
            """
            one
            a line longer th...
            %s2A%<sJtwo
            %<s1A%<sJkept
            two
            %<s1A%<sJ\
            """
                .replace("A%<s", "A\r%<s")
                .formatted("\u001b["));
  }

  @Test
  void withoutATerminalOnlyWhatStaysIsWritten() {
    LiveLines live = live(false);
    live.show(List.of("one"));
    live.keep("kept");
    live.erase();
    assertThat(out.toString()).isEqualTo("kept\n");
  }
}
