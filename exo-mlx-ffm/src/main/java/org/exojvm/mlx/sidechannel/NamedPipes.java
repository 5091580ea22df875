package org.exojvm.mlx.sidechannel;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.exojvm.mlx.command.Command;
import org.exojvm.mlx.command.CommandOutcome;
import org.exojvm.mlx.deadline.Timers;

/**
 * The two pipes of a child, with the reference's names.
 *
 * @param fromChild what the child writes, {@code c2p}; it gives MLX the number of its descriptor as
 *     {@code MLX_JACCL_PIPE_OUT}
 * @param toChild what the child reads, {@code p2c}; likewise {@code MLX_JACCL_PIPE_IN}
 */
public record NamedPipes(Path fromChild, Path toChild) {

  private static final Duration MAKE_LIMIT = Duration.ofSeconds(10);
  private static final int OUTPUT_BYTES_MAX = 1_024;

  /**
   * Makes the pipes, for the owner only. Java cannot; a {@code mkfifo} process does.
   *
   * @param directory an existing directory of this runner
   * @throws IOException if they cannot be made
   */
  public static NamedPipes make(Path directory, Timers timers) throws IOException {
    NamedPipes pipes = new NamedPipes(directory.resolve("c2p"), directory.resolve("p2c"));
    CommandOutcome outcome =
        new Command(
                ImmutableList.of(
                    "mkfifo", "-m", "600", pipes.fromChild.toString(), pipes.toChild.toString()),
                MAKE_LIMIT,
                OUTPUT_BYTES_MAX)
            .run(timers);
    if (!(outcome instanceof CommandOutcome.Ended ended) || !ended.succeeded()) {
      throw new IOException(
          "mkfifo in " + directory + ": " + outcome.text() + ". Use a directory of a local disk.");
    }
    return pipes;
  }

  /**
   * Wakes a thread that waits in opening an end, or is about to. Opening for both directions does
   * not wait (fifo(7) of Linux; so does macOS, where POSIX leaves it open), and it is the other
   * end.
   */
  static void wake(Path pipe, CompletableFuture<?> opened) throws IOException {
    if (!opened.isDone()) {
      FileChannel otherEnd =
          FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE);
      var _ = opened.whenComplete((_, _) -> Fate.closeQuietly(otherEnd));
    }
  }
}
