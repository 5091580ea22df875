package org.exojvm.node.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.exojvm.api.generation.FinishReason;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.generation.GenerationChunk.TokenChunk;
import org.exojvm.api.generation.GenerationChunk.ToolCallChunk;
import org.exojvm.api.generation.GenerationStats;
import org.exojvm.api.generation.ToolCallItem;
import org.exojvm.api.generation.Usage;
import org.exojvm.node.http.Problem;
import org.jspecify.annotations.Nullable;

/** An answer that is sent when it is complete. Belongs to the thread of the request. */
final class WholeAnswer {

  private final int maxChars;
  private final boolean keepTokens;
  private final StringBuilder text = new StringBuilder();
  private final List<TokenChunk> tokens = new ArrayList<>();
  private final List<ToolCallItem> calls = new ArrayList<>();
  private FinishReason reason = FinishReason.STOP;
  private @Nullable Usage usage;
  private @Nullable GenerationStats stats;

  private WholeAnswer(int maxChars, boolean keepTokens) {
    this.maxChars = maxChars;
    this.keepTokens = keepTokens;
  }

  /**
   * Waits for an answer.
   *
   * @param keepTokens whether single tokens are asked for
   * @throws Problem when it does not come
   */
  static WholeAnswer of(
      Generation generation, ChatLimits limits, boolean keepTokens, BooleanSupplier gone)
      throws Problem {
    WholeAnswer answer = new WholeAnswer(limits.maxChars(), keepTokens);
    boolean ended = false;
    while (!ended) {
      switch (generation.next(gone)) {
        case Progress.Piece(GenerationChunk chunk) -> ended = answer.add(chunk);
        case Progress.Quiet _ -> {}
        case Progress.Gone _ ->
            throw Problem.of(
                499, "invalid_request_error", "client_closed_request", "The client is gone.");
        case Progress.Failed(Problem problem) -> throw problem;
      }
    }
    return answer;
  }

  private boolean add(GenerationChunk chunk) throws Problem {
    switch (chunk) {
      case TokenChunk token -> {
        text.append(token.text());
        if (keepTokens) {
          tokens.add(token);
        }
        usage = token.usage();
        stats = token.stats();
      }
      case ToolCallChunk called -> {
        calls.addAll(called.toolCalls());
        usage = called.usage();
        stats = called.stats();
      }
      // Ends the answer as a failure before it comes here, or is of no use in a chat.
      case GenerationChunk.ErrorChunk _, GenerationChunk.ImageChunk _ -> {}
    }
    if (text.length() > maxChars) {
      throw Problem.of(
          500,
          "server_error",
          "generation_failed",
          "The answer has more than %d characters. Maybe stream it, or set max_completion_tokens."
              .formatted(maxChars));
    }
    Answers.reasonOf(chunk).ifPresent(found -> reason = found);
    return Answers.reasonOf(chunk).isPresent();
  }

  String text() {
    return text.toString();
  }

  List<TokenChunk> tokens() {
    return tokens;
  }

  List<ToolCallItem> calls() {
    return calls;
  }

  FinishReason reason() {
    return reason;
  }

  @Nullable Usage usage() {
    return usage;
  }

  @Nullable GenerationStats stats() {
    return stats;
  }
}
