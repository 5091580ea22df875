package org.exojvm.node.openai;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.exojvm.api.generation.TextGenerationTaskParams;
import org.exojvm.api.id.CommandId;
import org.exojvm.core.command.Command;
import org.exojvm.core.node.CommandResult;
import org.exojvm.core.node.ExoNode;
import org.exojvm.node.http.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The command of a request on its way to the master, and what takes it back. Belongs to the thread
 * of the request.
 */
final class Submission {

  /** Times a command is sent whose fate nobody can tell; the same id is not carried out twice. */
  private static final int MAX_SENDS = 3;

  private final ExoNode node;
  private final CommandId command;
  private final ChatLimits limits;
  private @Nullable CompletableFuture<CommandResult> sent;

  Submission(ExoNode node, CommandId command, ChatLimits limits) {
    this.node = node;
    this.command = command;
    this.limits = limits;
  }

  /**
   * Sends the command and waits until the master has taken it in.
   *
   * @param gone whether the client is gone
   * @throws Problem when it has not
   */
  void send(TextGenerationTaskParams params, BooleanSupplier gone)
      throws Problem, InterruptedException {
    CompletableFuture<CommandResult> result =
        sendUntilDecided(new Command.TextGeneration(command, params), 1);
    sent = result;
    long deadline = System.nanoTime() + limits.acceptance().toNanos();
    while (true) {
      CommandResult decided = await(result, limits.poll());
      if (decided instanceof CommandResult.Accepted) {
        return;
      }
      if (decided instanceof CommandResult.Rejected rejected) {
        throw problem(rejected);
      }
      if (decided instanceof CommandResult.Undecided undecided) {
        throw Problem.unavailable("undecided", undecided.reason());
      }
      if (gone.getAsBoolean()) {
        throw Problem.of(
            499, "invalid_request_error", "client_closed_request", "The client is gone.");
      }
      if (System.nanoTime() - deadline >= 0) {
        throw Problem.unavailable(
            "no_master",
            "No master took the request in within %d s. Maybe try again."
                .formatted(limits.acceptance().toSeconds()));
      }
    }
  }

  private static @Nullable CommandResult await(
      CompletableFuture<CommandResult> result, Duration patience) throws InterruptedException {
    try {
      return result.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      throw new IllegalStateException("The result of a command came as an exception.", e);
    }
  }

  private CompletableFuture<CommandResult> sendUntilDecided(Command wanted, int sends) {
    return node.submit(wanted)
        .thenCompose(
            result ->
                result instanceof CommandResult.Undecided && sends < MAX_SENDS
                    ? sendUntilDecided(wanted, sends + 1)
                    : CompletableFuture.completedFuture(result));
  }

  private static Problem problem(CommandResult.Rejected rejected) {
    return switch (rejected.code()) {
      case INVALID ->
          Problem.badRequest("context_length_exceeded", rejected.reason()).about("messages");
      case NOT_FOUND -> Problem.unavailable("model_not_ready", rejected.reason()).about("model");
      case CONFLICT -> Problem.conflict("conflict", rejected.reason());
      case OVERLOADED, UNPLACEABLE -> Problem.unavailable("overloaded", rejected.reason());
      case UNAVAILABLE -> Problem.unavailable("no_master", rejected.reason());
    };
  }

  /** Takes the request back as soon as it is known to be there. Returns at once. */
  void cancel() {
    if (sent != null) {
      var _ =
          sent.thenCompose(
              result ->
                  result instanceof CommandResult.Rejected
                      ? CompletableFuture.completedFuture(result)
                      : sendUntilDecided(new Command.TaskCancelled(fresh(), command), 1));
    }
  }

  /** Tells that the answer is complete. Returns at once. */
  void finish() {
    var _ = sendUntilDecided(new Command.TaskFinished(fresh(), command), 1);
  }

  private static CommandId fresh() {
    return CommandId.of(UUID.randomUUID().toString());
  }
}
