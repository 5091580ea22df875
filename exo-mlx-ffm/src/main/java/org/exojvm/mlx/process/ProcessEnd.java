package org.exojvm.mlx.process;

import java.util.Optional;
import org.exojvm.mlx.command.Termination;

/** How a runner process ended. */
public sealed interface ProcessEnd {

  /** Returns what to report: the message of a failure, or what happened. */
  String message();

  /** Returns what the end of a process comes to: its own word first, then what it was asked. */
  static ProcessEnd of(
      Termination termination,
      Optional<String> failure,
      boolean closing,
      Optional<String> killedFor,
      String errors) {
    if (failure.isPresent()) {
      return new Failed(failure.get(), termination);
    }
    if (closing) {
      return new Stopped(termination);
    }
    return killedFor
        .<ProcessEnd>map(reason -> new Killed(reason, termination, errors))
        .orElseGet(() -> new Crashed(termination, errors));
  }

  /**
   * It was asked to stop, and it did, or was killed for being slow.
   *
   * @param termination how the process ended
   */
  record Stopped(Termination termination) implements ProcessEnd {
    @Override
    public String message() {
      return "Stopped: " + termination.text();
    }
  }

  /**
   * It failed and said why.
   *
   * @param reason what it said
   * @param termination how the process ended
   */
  record Failed(String reason, Termination termination) implements ProcessEnd {
    @Override
    public String message() {
      return reason;
    }
  }

  /**
   * It ended without a word: a native crash, or killed by the system. The message is spelled as the
   * reference spells it.
   *
   * @param termination how the process ended
   * @param errors the last part of what it had printed on its standard error
   */
  record Crashed(Termination termination, String errors) implements ProcessEnd {
    @Override
    public String message() {
      return termination.text();
    }
  }

  /**
   * It stalled or broke the protocol and was killed by this side.
   *
   * @param reason why
   * @param termination how the process ended
   * @param errors the last part of what it had printed on its standard error
   */
  record Killed(String reason, Termination termination, String errors) implements ProcessEnd {
    @Override
    public String message() {
      return reason + " " + termination.text();
    }
  }

  /**
   * There was never a process.
   *
   * @param reason what the system said
   */
  record NotStarted(String reason) implements ProcessEnd {
    @Override
    public String message() {
      return "The runner process could not be started: "
          + reason
          + ". Look whether there is memory, and room for processes.";
    }
  }
}
