package org.exojvm.node.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.generation.GenerationChunk.TokenChunk;
import org.exojvm.api.generation.GenerationChunk.ToolCallChunk;
import org.exojvm.api.generation.GenerationStats;
import org.exojvm.api.generation.Usage;
import org.exojvm.node.http.ErrorBody;
import org.exojvm.node.http.Problem;
import org.exojvm.node.http.Reply;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is sent while it comes to be: {@code data: {...}} for every piece and {@code data:
 * [DONE]} behind the last. A failure in the middle is told as a piece with {@code error}, and
 * {@code [DONE]} does not follow.
 */
final class ChatStream implements Reply.StreamBody {

  private final Generation generation;
  private final CompletionJson json;

  ChatStream(Generation generation, CompletionJson json) {
    this.generation = generation;
    this.json = json;
  }

  @Override
  public void abandon() {
    generation.close();
  }

  @Override
  public void writeTo(Reply.ReplyStream out) throws IOException {
    try (generation) {
      send(out, json.opening());
      boolean ended = false;
      while (!ended) {
        switch (generation.next(out::isGone)) {
          case Progress.Piece(GenerationChunk chunk) -> ended = piece(out, chunk);
          case Progress.Quiet _ -> out.write(": at work\n\n");
          case Progress.Gone _ -> {
            // It may be this node that goes. Without a word a client would take what it has for
            // all.
            send(
                out,
                ErrorBody.of(
                    Problem.unavailable("stopping", "The node stops. Maybe ask another one.")));
            ended = true;
          }
          case Progress.Failed(Problem problem) -> {
            send(out, ErrorBody.of(problem));
            ended = true;
          }
        }
      }
    }
  }

  private boolean piece(Reply.ReplyStream out, GenerationChunk chunk) throws IOException {
    Usage usage = null;
    GenerationStats stats = null;
    switch (chunk) {
      case TokenChunk token -> {
        usage = token.usage();
        stats = token.stats();
        if (!token.text().isEmpty()) {
          send(out, json.text(token));
        }
      }
      case ToolCallChunk called -> {
        usage = called.usage();
        stats = called.stats();
        send(out, json.toolCalls(called.toolCalls()));
      }
      case GenerationChunk.ErrorChunk _, GenerationChunk.ImageChunk _ -> {}
    }
    if (Answers.reasonOf(chunk).isEmpty()) {
      return false;
    }
    end(out, chunk, usage, stats);
    return true;
  }

  private void end(
      Reply.ReplyStream out,
      GenerationChunk chunk,
      @Nullable Usage usage,
      @Nullable GenerationStats stats)
      throws IOException {
    send(out, json.ending(Answers.reasonOf(chunk).orElseThrow(), stats));
    if (json.includeUsage()) {
      send(out, json.usage(usage));
    }
    out.write("data: [DONE]\n\n");
  }

  private static void send(Reply.ReplyStream out, ObjectNode piece) throws IOException {
    out.write("data: " + piece + "\n\n");
  }
}
