package org.exojvm.mlx.command;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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

  /** How long to wait for the rest of the errors of a process that has ended. */
  private static final Duration LAST_WORDS_LIMIT = Duration.ofSeconds(1);

  /** Runs it and waits for its end. Interruption kills it and is kept for the caller. */
  public CommandOutcome run(Timers timers) {
    Process process;
    try {
      process = new ProcessBuilder(arguments).start();
    } catch (IOException e) {
      // The system's words end with a blank.
      return new CommandOutcome.NotStarted(String.valueOf(e.getMessage()).strip());
    }
    CompletableFuture<CommandOutcome> outcome = new CompletableFuture<>();
    // On a thread of its own: what the process has started may hold its output for ever.
    Thread reader =
        Thread.ofPlatform()
            .daemon()
            .name("command-" + process.pid())
            .start(() -> read(process, outcome));
    Timers.Timer timer =
        timers.after(deadline, () -> outcome.complete(new CommandOutcome.TimedOut(deadline)));
    try {
      return outcome.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new CommandOutcome.NotStarted("interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException("Reading the output of " + arguments + " failed", e);
    } finally {
      timer.cancel();
      Kill.all(process);
      reader.interrupt();
    }
  }

  private void read(Process process, CompletableFuture<CommandOutcome> outcome) {
    OutputTail errors = new OutputTail(ERROR_BYTES_KEPT);
    Thread drain = Thread.ofVirtual().start(() -> errors.drain(process.getErrorStream()));
    try {
      process.getOutputStream().close();
      String output;
      try (InputStream in = process.getInputStream()) {
        byte[] bytes = in.readNBytes(outputBytesMax + 1);
        if (bytes.length > outputBytesMax) {
          outcome.complete(new CommandOutcome.TooMuchOutput(outputBytesMax));
          return;
        }
        output = new String(bytes, StandardCharsets.UTF_8);
      }
      int exitValue = process.waitFor();
      drain.join(LAST_WORDS_LIMIT);
      outcome.complete(
          new CommandOutcome.Ended(
              Termination.of(exitValue, SignalNames.ofThisSystem()), output, errors.text()));
    } catch (IOException e) {
      outcome.complete(new CommandOutcome.NotStarted(String.valueOf(e.getMessage())));
    } catch (InterruptedException _) {
      // Nobody waits for the outcome any more.
    } catch (RuntimeException e) {
      outcome.completeExceptionally(e);
    }
  }
}
