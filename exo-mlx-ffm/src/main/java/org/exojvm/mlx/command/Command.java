package org.exojvm.mlx.command;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.exojvm.mlx.deadline.Timers;

/**
 * A short-lived process: no input, bounded output, killed at its deadline with everything it
 * started.
 *
 * @param arguments program and arguments
 * @param deadline how long it may take
 * @param outputBytesMax most bytes of standard output
 */
public record Command(ImmutableList<String> arguments, Duration deadline, int outputBytesMax) {

  /** How much of the standard error is kept for the reason of a failure. */
  static final int ERROR_BYTES_KEPT = 2_048;

  /** Runs it and waits for its end. Interruption kills it and is kept for the caller. */
  public CommandOutcome run(Timers timers) {
    Process process;
    try {
      process = new ProcessBuilder(arguments).start();
    } catch (IOException e) {
      return new CommandOutcome.NotStarted(String.valueOf(e.getMessage()));
    }
    AtomicBoolean late = new AtomicBoolean();
    Timers.Timer timer =
        timers.after(
            deadline,
            () -> {
              late.set(true);
              Kill.all(process);
            });
    try {
      return read(process, late);
    } finally {
      timer.cancel();
      Kill.all(process);
    }
  }

  private CommandOutcome read(Process process, AtomicBoolean late) {
    OutputTail errors = new OutputTail(ERROR_BYTES_KEPT);
    Thread drain = Thread.ofVirtual().start(() -> errors.drain(process.getErrorStream()));
    try {
      process.getOutputStream().close();
      String output;
      try (InputStream in = process.getInputStream()) {
        byte[] bytes = in.readNBytes(outputBytesMax + 1);
        if (bytes.length > outputBytesMax) {
          return new CommandOutcome.TooMuchOutput(outputBytesMax);
        }
        output = new String(bytes, StandardCharsets.UTF_8);
      }
      int exitValue = process.waitFor();
      drain.join();
      return late.get()
          ? new CommandOutcome.TimedOut(deadline)
          : new CommandOutcome.Ended(
              Termination.of(exitValue, SignalNames.ofThisSystem()), output, errors.text());
    } catch (IOException e) {
      return late.get()
          ? new CommandOutcome.TimedOut(deadline)
          : new CommandOutcome.NotStarted(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new CommandOutcome.NotStarted("interrupted");
    }
  }
}
