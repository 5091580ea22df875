package org.exojvm.node.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Columns are as wide as their widest cell; numbers stand to the right. */
class TableTest {

  @Test
  void columnsLineUp() {
    Table table = new Table("node", ">rank").row("a", "0").row("long name", "10");
    assertThat(table.lines(heading -> heading))
        .containsExactly("node       rank", "a             0", "long name    10");
  }

  @Test
  void onlyTheHeadingIsStyled() {
    Table table = new Table("node").row("a");
    assertThat(table.lines(heading -> "*" + heading)).containsExactly("*node", "a");
  }

  @Test
  void aRowOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> new Table("node").row("a", "b"))
        .hasMessage("A row has 2 cells, the table 1 columns.");
  }
}
