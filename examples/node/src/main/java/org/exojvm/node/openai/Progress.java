package org.exojvm.node.openai;

import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.node.http.Problem;

/** What a {@link Generation} has to tell next. */
sealed interface Progress {

  /**
   * A piece of output.
   *
   * @param chunk the piece
   */
  record Piece(GenerationChunk chunk) implements Progress {}

  /** Nothing has come for a while; more may. */
  record Quiet() implements Progress {}

  /** The client is gone. Nothing more will be told. */
  record Gone() implements Progress {}

  /**
   * There will be no more output.
   *
   * @param problem why
   */
  record Failed(Problem problem) implements Progress {}
}
