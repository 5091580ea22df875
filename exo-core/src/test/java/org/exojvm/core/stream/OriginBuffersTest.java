package org.exojvm.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.exojvm.api.id.NodeId;
import org.exojvm.core.stream.Ingested.Verdict;
import org.junit.jupiter.api.Test;

class OriginBuffersTest {

  private static final NodeId A = NodeId.of("a");
  private static final NodeId B = NodeId.of("b");

  private final OriginBuffers<String> buffers = new OriginBuffers<>();

  @Test
  void gapOfOneOriginDoesNotHoldUpAnother() {
    assertThat(buffers.ingest(A, 1, "a1").verdict()).isEqualTo(Verdict.HELD);
    assertThat(buffers.ingest(B, 0, "b0").released()).containsExactly("b0");
    assertThat(buffers.ingest(A, 0, "a0").released()).containsExactly("a0", "a1");
  }

  @Test
  void forgottenOriginStartsAgainAtZero() {
    buffers.ingest(A, 0, "before");
    buffers.forget(A);
    assertThat(buffers.nextIdx(A)).isZero();
    assertThat(buffers.ingest(A, 0, "after").released()).containsExactly("after");
  }

  @Test
  void originsBeyondTheBoundAreDropped() {
    for (int i = 0; i < OriginBuffers.MAX_ORIGINS; i++) {
      buffers.ingest(NodeId.of("n" + i), 0, "x");
    }
    assertThat(buffers.ingest(A, 0, "a0").verdict()).isEqualTo(Verdict.DROPPED);
    assertThat(buffers.ingest(NodeId.of("n0"), 1, "y").released()).containsExactly("y");
  }

  @Test
  void laterBootBeginsAnewAndForgetsWhatWasHeld() {
    buffers.ingest(A, 1, 0, 0, "old0");
    buffers.ingest(A, 1, 0, 2, "old2");
    assertThat(buffers.ingest(A, 2, 0, 1, "new1").verdict()).isEqualTo(Verdict.HELD);
    assertThat(buffers.ingest(A, 2, 0, 0, "new0").released()).containsExactly("new0", "new1");
    assertThat(buffers.nextIdx(A)).isEqualTo(2);
    assertThat(buffers.boot(A)).isEqualTo(2);
  }

  @Test
  void messagesOfAnEarlierBootAreOutdatedAndChangeNothing() {
    buffers.ingest(A, 2, 0, 0, "new0");
    assertThat(buffers.ingest(A, 1, 0, 1, "old1").verdict()).isEqualTo(Verdict.OUTDATED);
    assertThat(buffers.ingest(A, 0, "legacy").verdict()).isEqualTo(Verdict.OUTDATED);
    assertThat(buffers.ingest(A, 2, 0, 1, "new1").released()).containsExactly("new1");
  }

  @Test
  void anOriginThatComesBackFromAnotherMasterBeginsAnew() {
    buffers.ingest(A, 1, 0, 0, "before0");
    buffers.ingest(A, 1, 0, 1, "before1");
    assertThat(buffers.ingest(A, 1, 2, 0, "again0").released()).containsExactly("again0");
    assertThat(buffers.ingest(A, 1, 0, 2, "before2").verdict()).isEqualTo(Verdict.OUTDATED);
    assertThat(buffers.number(A)).isEqualTo(2);
    assertThat(buffers.ingest(A, 2, 0, 0, "anew0").released())
        .as("a later boot has streams of its own")
        .containsExactly("anew0");
  }
}
