package org.exojvm.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.Collections;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.engine.TraceSpan;
import org.junit.jupiter.api.Test;

/** Goal: whatever an engine says fits into a message, and what fits is left as it is. */
class EngineBoundsTest {

  @Test
  void aLongErrorIsCutAndSaysSo() {
    String text = "x".repeat(2_000_000);
    RunnerStatus cut = EngineBounds.cut(new RunnerFailed(text));
    assertThat(((RunnerFailed) cut).errorMessage())
        .startsWith("xxx")
        .endsWith("... (1995904 more characters)")
        .hasSizeLessThan(4_200);
  }

  @Test
  void aCharacterIsNotCutInHalf() {
    assertThat(EngineBounds.cut("ab\ud83d\ude00cd", 3)).isEqualTo("ab... (4 more characters)");
  }

  @Test
  void whatFitsStaysAsItIs() {
    assertThat(EngineBounds.cut(new RunnerFailed("short"))).isEqualTo(new RunnerFailed("short"));
    assertThat(EngineBounds.cut(new RunnerFailed(null))).isEqualTo(new RunnerFailed(null));
    assertThat(EngineBounds.cut(new RunnerReady())).isEqualTo(new RunnerReady());
  }

  @Test
  void aTraceKeepsItsFirstSpans() {
    TraceSpan span = new TraceSpan("n".repeat(1_000), 1, 2, 0, "c");
    ImmutableList<TraceSpan> cut =
        EngineBounds.cut(ImmutableList.copyOf(Collections.nCopies(10_000, span)));
    assertThat(cut).hasSize(EngineBounds.MAX_SPANS);
    assertThat(cut.getFirst().name()).hasSizeLessThan(200);
  }
}
