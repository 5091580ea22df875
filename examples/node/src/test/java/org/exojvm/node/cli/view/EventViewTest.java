package org.exojvm.node.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.exojvm.node.terminal.Ink;
import org.exojvm.node.terminal.Screen;
import org.junit.jupiter.api.Test;

/** Goal: the line of an event says who did what, on a terminal of 80 characters as well. */
class EventViewTest {

  private static final String NODE = "n-fceca080-f370-44b6-9183-1e5788560c32";

  private static String line(int width) {
    Look event =
        Look.parse("{\"NodeStarted\":{\"event_id\":\"e\",\"node_id\":\"%s\"}}".formatted(NODE))
            .orElseThrow();
    return EventView.line(7, event, new Layout(width, new Ink(false)));
  }

  @Test
  void aTerminalShowsTheBeginningOfIdsAndProgramsGetThemWhole() {
    assertThat(line(80)).isEqualTo("       7  NodeStarted  node_id=n-fceca080..");
    assertThat(line(Screen.UNBOUNDED)).endsWith("node_id=" + NODE);
  }
}
