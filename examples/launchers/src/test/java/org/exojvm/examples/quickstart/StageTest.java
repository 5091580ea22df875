package org.exojvm.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.exojvm.node.terminal.Ink;
import org.junit.jupiter.api.Test;

/** What people see: times in front, text wrapped, colours only where wanted. */
class StageTest {

  private final StringWriter written = new StringWriter();

  private Stage stage(boolean coloured) {
    return new Stage(new PrintWriter(written), new Ink(coloured), new Pace(0));
  }

  @Test
  void aLineCarriesTheVirtualTime() {
    stage(false).at(67_350, "placed");
    assertThat(written).hasToString("  1:07.3  placed\n");
  }

  @Test
  void runningTextIsWrappedAndEndedBeforeTheNextLine() {
    Stage stage = stage(false);
    for (int word = 0; word < 20; word++) {
      stage.text(" tokens");
    }
    stage.at(0, "done");
    assertThat(written.toString().lines())
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(84));
    assertThat(written.toString()).endsWith("  0:00.0  done\n");
  }

  @Test
  void chaptersAreNumbered() {
    Stage stage = stage(false);
    stage.chapter("One");
    stage.chapter("Two");
    assertThat(written.toString()).contains("1  One\n", "2  Two\n");
  }

  @Test
  void coloursAreWrittenOnlyWhenWanted() {
    assertThat(Ink.forOutput(true, false).good("ok")).contains("\u001b[32m");
    assertThat(Ink.forOutput(true, true).good("ok")).isEqualTo("ok");
    assertThat(Ink.forOutput(false, false).good("ok")).isEqualTo("ok");
  }

  @Test
  void aPaceOutOfRangeIsRefused() {
    assertThatThrownBy(() -> new Pace(-1))
        .hasMessageContaining("-1.0")
        .hasMessageContaining("Maybe use 1");
    assertThatThrownBy(() -> new Pace(Double.NaN)).hasMessageContaining("NaN");
  }
}
