package org.exojvm.node.openai;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.exojvm.api.generation.FinishReason;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.id.CommandId;
import org.exojvm.core.node.ExoNode;
import org.exojvm.node.http.Problem;
import org.exojvm.node.program.ChunkHub;
import org.exojvm.node.program.NodeAccess;

/**
 * One request in the cluster: taken in by the master, followed piece by piece, and let go of in the
 * end. However it ends, the cluster hears of it: a complete answer is finished, anything else is
 * cancelled, so that no machine works for nobody.
 *
 * <p>Threading: belongs to the thread of the request.
 */
final class Generation implements AutoCloseable {

  private final ExoNode node;
  private final ChatLimits limits;
  private final ChunkHub.Subscription output;
  private final Submission submission;
  private final TaskWatch watch;
  private final long beganNanos = System.nanoTime();
  private long movedNanos = beganNanos;
  private long lookedNanos = beganNanos;
  private long toldNanos = beganNanos;
  private long overNanos;
  private boolean over;
  private int pieces;

  /** Whether the cluster is done with it, so that there is nothing to cancel. */
  private boolean complete;

  private boolean closed;

  private Generation(NodeAccess access, ChatLimits limits, ChunkHub.Subscription output) {
    this.node = access.node();
    this.limits = limits;
    this.output = output;
    this.submission = new Submission(node, output.command(), limits);
    this.watch = new TaskWatch(output.command());
  }

  /**
   * Has the master take a request in. Close what is returned.
   *
   * @throws Problem when it does not; nothing is left behind then
   */
  static Generation begin(
      NodeAccess access, ChatLimits limits, ChatRequest request, BooleanSupplier gone)
      throws Problem {
    ChunkHub.Subscription output;
    try {
      output = access.chunks().subscribe(CommandId.of("chatcmpl-" + UUID.randomUUID()));
    } catch (RejectedExecutionException e) {
      throw Problem.unavailable("overloaded", String.valueOf(e.getMessage()));
    }
    Generation generation = new Generation(access, limits, output);
    boolean begun = false;
    try {
      generation.submission.send(request.params(), gone);
      generation.movedNanos = System.nanoTime();
      begun = true;
      return generation;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("stopping", "The node stops. Maybe ask another one.");
    } finally {
      if (!begun) {
        generation.close();
      }
    }
  }

  /** Returns the id of the command, which is that of the completion. */
  CommandId id() {
    return output.command();
  }

  /** Waits for what comes next, for the time after which quiet is told at most. */
  Progress next(BooleanSupplier gone) {
    try {
      toldNanos = System.nanoTime();
      while (true) {
        Optional<GenerationChunk> chunk = output.next(limits.poll());
        if (isTimeToLook() && gone.getAsBoolean()) {
          return new Progress.Gone();
        }
        if (chunk.isPresent()) {
          return taken(chunk.get());
        }
        Optional<Problem> problem = problem();
        if (problem.isPresent()) {
          return new Progress.Failed(problem.get());
        }
        if (hasPassed(toldNanos, limits.quiet())) {
          return new Progress.Quiet();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Progress.Gone();
    }
  }

  private boolean isTimeToLook() {
    if (!hasPassed(lookedNanos, limits.poll())) {
      return false;
    }
    lookedNanos = System.nanoTime();
    return true;
  }

  private Progress taken(GenerationChunk chunk) {
    movedNanos = System.nanoTime();
    pieces++;
    if (chunk instanceof GenerationChunk.ErrorChunk error) {
      complete = true;
      return new Progress.Failed(failed(error.errorMessage()));
    }
    complete = Answers.reasonOf(chunk).isPresent();
    if (Answers.reasonOf(chunk).equals(Optional.of(FinishReason.ERROR))) {
      return new Progress.Failed(failed("The engine met an error."));
    }
    if (!complete && (pieces >= limits.maxPieces() || hasPassed(beganNanos, limits.total()))) {
      return new Progress.Failed(
          failed(
              "The answer has %d pieces after %d s and goes on. Maybe set max_completion_tokens."
                  .formatted(pieces, secondsSince(beganNanos))));
    }
    return new Progress.Piece(chunk);
  }

  private Optional<Problem> problem() {
    if (output.lost() > 0) {
      return Optional.of(
          failed("%d pieces were not read in time. Maybe read faster.".formatted(output.lost())));
    }
    Optional<String> whyOver = watch.whyOver(node.state());
    if (whyOver.isPresent()) {
      overNanos = over ? overNanos : System.nanoTime();
      over = true;
      complete = hasPassed(overNanos, limits.grace());
      return complete ? Optional.of(failed(whyOver.get())) : Optional.empty();
    }
    Duration patience = pieces == 0 ? limits.firstPiece() : limits.nextPiece();
    return hasPassed(movedNanos, patience) || hasPassed(beganNanos, limits.total())
        ? Optional.of(late(patience))
        : Optional.empty();
  }

  private static Problem failed(String why) {
    return Problem.of(500, "server_error", "generation_failed", why);
  }

  private Problem late(Duration patience) {
    return Problem.of(
        504,
        "server_error",
        "generation_timeout",
        "No output came within %d ms, %d pieces before that. Maybe try again later, or ask for less."
            .formatted(patience.toMillis(), pieces));
  }

  private static boolean hasPassed(long sinceNanos, Duration time) {
    return System.nanoTime() - sinceNanos >= time.toNanos();
  }

  private static long secondsSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toSeconds();
  }

  /** Lets go: finishes the request when its answer was complete, and cancels it otherwise. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    output.close();
    if (complete) {
      Endings.finish(node, watch, submission);
    } else {
      submission.cancel();
    }
  }
}
