package org.exojvm.node.api;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.exojvm.api.id.CommandId;
import org.exojvm.core.command.Command;
import org.exojvm.core.node.CommandResult;
import org.exojvm.core.node.Durability;
import org.exojvm.core.node.EventStream;
import org.exojvm.core.node.EventsMissedException;
import org.exojvm.core.node.ExoNode;
import org.exojvm.core.state.State;
import org.exojvm.node.http.Problem;

/**
 * Sends commands to the master and says what its answers are in HTTP.
 *
 * <p>Threading: any thread; {@link #carryOut} waits for the answer.
 */
final class Commands {

  /**
   * Longest time that an answer waits for this node to show what was accepted elsewhere. Shorter:
   * clients do not see what they wrote. Longer: they wait for a node that lags.
   */
  private static final Duration SETTLE_MAX = Duration.ofSeconds(2);

  /** Name of the field by which a client may choose the id of its command. */
  static final String COMMAND_ID = "command_id";

  private final ExoNode node;

  Commands(ExoNode node) {
    this.node = node;
  }

  /** Returns the id that the client has chosen, or a fresh one. */
  CommandId idFor(JsonBody body) throws Problem {
    Optional<CommandId> chosen = body.id(COMMAND_ID, CommandId::of);
    return chosen.orElseGet(this::freshId);
  }

  /** Returns an id that nobody has used. */
  CommandId freshId() {
    return CommandId.of(UUID.randomUUID().toString());
  }

  /**
   * Has a command carried out.
   *
   * @return what the effect survives
   * @throws Problem when it was rejected, or nobody can tell
   */
  Durability carryOut(Command command) throws Problem {
    return durability(resultOf(command));
  }

  /** Returns the answer of the master. */
  CommandResult resultOf(Command command) throws Problem {
    try {
      return node.submit(command).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw undecided(command.commandId(), "The API stops.");
    } catch (ExecutionException e) {
      throw new IllegalStateException("The result of a command is never a failure.", e);
    }
  }

  /** Returns what an accepted command survives, or says what the answer is. */
  static Durability durability(CommandResult result) throws Problem {
    return switch (result) {
      case CommandResult.Accepted accepted -> accepted.durability();
      case CommandResult.Rejected rejected -> throw problem(rejected);
      case CommandResult.Undecided(var id, var reason) -> throw undecided(id, reason);
    };
  }

  private static Problem problem(CommandResult.Rejected rejected) {
    String code = rejected.code().name().toLowerCase(Locale.ROOT);
    return switch (rejected.code()) {
      case INVALID, UNPLACEABLE -> Problem.badRequest(code, rejected.reason());
      case NOT_FOUND -> Problem.notFound(rejected.reason());
      case CONFLICT -> Problem.conflict(code, rejected.reason());
      case OVERLOADED, UNAVAILABLE -> Problem.unavailable(code, rejected.reason());
    };
  }

  private static Problem undecided(CommandId id, String reason) {
    return Problem.unavailable(
        "undecided",
        "Whether command %s has taken effect is not known: %s Maybe look, or send it again with \"%s\": \"%s\" where the body takes that."
            .formatted(id, reason, COMMAND_ID, id));
  }

  /**
   * Waits until this node shows what was accepted, so that whoever wrote may read it here. Gives up
   * after a while: what was accepted stays accepted.
   */
  void settle(Predicate<State> shown) throws Problem {
    long deadline = System.nanoTime() + SETTLE_MAX.toNanos();
    EventStream news = node.events(node.state().lastEventAppliedIdx() + 1);
    try {
      while (!shown.test(node.state()) && !news.isEnded()) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return;
        }
        news.next(Duration.ofNanos(left));
      }
    } catch (EventsMissedException e) {
      // The log has moved on by more than is kept; so has the state.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
