package org.exojvm.mlx.command;

import java.time.Duration;

/** What came of running a command. */
public sealed interface CommandOutcome {

  /** Returns what happened, for people. */
  String text();

  /**
   * It ended by itself.
   *
   * @param termination how
   * @param output all of its standard output, as UTF-8
   * @param errors the last part of its standard error, as UTF-8
   */
  record Ended(Termination termination, String output, String errors) implements CommandOutcome {

    /** Returns whether it ended with code 0. */
    public boolean succeeded() {
      return termination instanceof Termination.Exited(int code) && code == 0;
    }

    @Override
    public String text() {
      return errors.isBlank() ? termination.text() : termination.text() + ": " + errors.strip();
    }
  }

  /**
   * It could not be started.
   *
   * @param reason what the system said
   */
  record NotStarted(String reason) implements CommandOutcome {
    @Override
    public String text() {
      return "could not be started: " + reason;
    }
  }

  /**
   * It was killed at its deadline.
   *
   * @param deadline how long it had
   */
  record TimedOut(Duration deadline) implements CommandOutcome {
    @Override
    public String text() {
      return "did not end within " + deadline.toMillis() + " ms and was killed";
    }
  }

  /**
   * It was killed because it printed too much.
   *
   * @param outputBytesMax how much it was allowed
   */
  record TooMuchOutput(int outputBytesMax) implements CommandOutcome {
    @Override
    public String text() {
      return "printed more than " + outputBytesMax + " bytes and was killed";
    }
  }
}
