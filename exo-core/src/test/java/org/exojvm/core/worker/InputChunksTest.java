package org.exojvm.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.exojvm.api.generation.InputImageChunk;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.ModelId;
import org.junit.jupiter.api.Test;

/** Goal: chunks are counted once each, and a flood of them fills no memory. */
class InputChunksTest {

  private final InputChunks chunks = new InputChunks();

  @Test
  void repeatedChunkCountsOnce() {
    receive("c", 0);
    receive("c", 1);
    receive("c", 0);
    assertThat(chunks.counts()).containsEntry(CommandId.of("c"), 2);
  }

  @Test
  void chunksAndRequestsBeyondTheBoundsAreNotKept() {
    for (int i = 0; i <= InputChunks.MAX_CHUNKS; i++) {
      receive("c", i);
    }
    assertThat(chunks.counts()).containsEntry(CommandId.of("c"), InputChunks.MAX_CHUNKS);
    for (int i = 0; i < InputChunks.MAX_REQUESTS; i++) {
      receive("d" + i, 0);
    }
    assertThat(chunks.counts())
        .hasSize(InputChunks.MAX_REQUESTS)
        .doesNotContainKey(CommandId.of("c"));
  }

  private void receive(String command, int index) {
    CommandId id = CommandId.of(command);
    chunks.received(id, new InputImageChunk(ModelId.of("m"), id, "", index, 10_000));
  }
}
