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

  @Test
  void aNarrowTableWrapsItsLastColumnAndCutsTheMiddleOnes() {
    Table table =
        new Table("ID", "MODEL", "")
            .row("an-id-that-stays-whole", "a-model-with-a-long-name", "some words about it all");
    assertThat(table.fitted(200, heading -> heading))
        .containsExactly(
            "ID                      MODEL",
            "an-id-that-stays-whole  a-model-with-a-long-name  some words about it all");
    assertThat(table.fitted(60, heading -> heading))
        .containsExactly(
            "ID                      MODEL",
            "an-id-that-stays-whole  a-model-wit...  some words about it",
            "                                        all");
  }

  @Test
  void aFirstColumnThatLeavesTooLittleStandsAboveTheRestOfItsRow() {
    Table table =
        new Table("NODE", "NAME", ">FREE", "")
            .row("n-" + "0".repeat(36), "studio", "64.0 GiB", "master, asked, 12 ranks, drained")
            .row("n-1", "laptop", "8.0 GiB", "");
    assertThat(table.fitted(50, heading -> heading))
        .containsExactly(
            "NODE",
            "  NAME        FREE",
            "n-" + "0".repeat(36),
            "  studio  64.0 GiB  master, asked, 12 ranks,",
            "                    drained",
            "n-1",
            "  laptop   8.0 GiB");
  }

  @Test
  void noRowIsLongerThanItCanBe() {
    Table table = new Table("A", "B", "C").row("a".repeat(9), "b".repeat(90), "c c c c c c c c c");
    for (int width = 42; width < 130; width++) {
      int bound = width;
      assertThat(table.fitted(width, heading -> heading)).allMatch(line -> line.length() <= bound);
    }
  }

  @Test
  void whatATerminalWouldObeyIsNotWritten() {
    assertThat(new Table("a").row("x\u001b[2J\ny").lines(heading -> heading))
        .containsExactly("a", "x?[2J?y");
  }
}
