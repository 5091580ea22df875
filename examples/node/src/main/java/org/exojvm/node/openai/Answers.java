package org.exojvm.node.openai;

import java.util.Optional;
import org.exojvm.api.generation.FinishReason;
import org.exojvm.api.generation.GenerationChunk;

/** What pieces of output have in common. */
final class Answers {

  private Answers() {}

  /** Returns why the answer ends with a piece, empty where it does not. */
  static Optional<FinishReason> reasonOf(GenerationChunk chunk) {
    return Optional.ofNullable(
        switch (chunk) {
          case GenerationChunk.TokenChunk token -> token.finishReason();
          case GenerationChunk.ErrorChunk error -> error.finishReason();
          case GenerationChunk.ToolCallChunk calls -> calls.finishReason();
          case GenerationChunk.ImageChunk image -> image.finishReason();
        });
  }
}
