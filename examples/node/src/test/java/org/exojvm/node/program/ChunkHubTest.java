package org.exojvm.node.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.exojvm.api.generation.FinishReason;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.ModelId;
import org.junit.jupiter.api.Test;

/** Goal: output reaches who waits for it, whole or with its loss told, and nobody else. */
class ChunkHubTest {

  private static final CommandId ASKED = CommandId.of("c-1");
  private static final CommandId OTHER = CommandId.of("c-2");

  private static GenerationChunk chunk(String text) {
    return new GenerationChunk.ErrorChunk(ModelId.of("m"), text, FinishReason.ERROR);
  }

  @Test
  void whoSubscribesBeforeGetsEveryChunkInOrderAndNoneOfOthers() throws Exception {
    ChunkHub hub = new ChunkHub();
    try (var subscription = hub.subscribe(ASKED)) {
      hub.accept(ASKED, chunk("1"));
      hub.accept(OTHER, chunk("x"));
      hub.accept(ASKED, chunk("2"));
      assertThat(subscription.next(Duration.ZERO)).contains(chunk("1"));
      assertThat(subscription.next(Duration.ZERO)).contains(chunk("2"));
      assertThat(subscription.next(Duration.ZERO)).isEmpty();
      assertThat(subscription.lost()).isZero();
    }
    assertThat(hub.size()).isZero();
  }

  @Test
  void whoDoesNotReadKeepsWhatFitsAndIsToldWhatIsLost() throws Exception {
    ChunkHub hub = new ChunkHub(1);
    try (var subscription = hub.subscribe(ASKED)) {
      hub.accept(ASKED, chunk("1"));
      hub.accept(ASKED, chunk("2"));
      assertThat(subscription.next(Duration.ZERO)).contains(chunk("1"));
      hub.accept(ASKED, chunk("3"));
      assertThat(subscription.next(Duration.ZERO)).as("no gap").isEmpty();
      assertThat(subscription.lost()).isEqualTo(2);
    }
  }

  @Test
  void oneCommandHasOneSubscriber() {
    ChunkHub hub = new ChunkHub();
    try (var first = hub.subscribe(ASKED)) {
      assertThatThrownBy(() -> hub.subscribe(first.command())).hasMessageContaining("c-1");
    }
    hub.subscribe(ASKED).close();
  }
}
