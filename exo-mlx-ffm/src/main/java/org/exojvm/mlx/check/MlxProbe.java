package org.exojvm.mlx.check;

import com.google.common.annotations.VisibleForTesting;
import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.time.Duration;
import org.exojvm.mlx.command.ChildJvm;
import org.exojvm.mlx.command.Command;
import org.exojvm.mlx.command.CommandOutcome;
import org.exojvm.mlx.deadline.Timers;

/** Tries the library in a process of its own: whatever it does there, this one lives. */
public final class MlxProbe {

  /** A JVM, the library and a first Metal kernel take seconds; more would hide one that hangs. */
  static final Duration DEADLINE = Duration.ofMinutes(1);

  private static final int LINE_BYTES_MAX = 4 << 10;

  private static final ImmutableList<String> OPTIONS =
      ImmutableList.of(
          "-Xmx64m",
          "-XX:TieredStopAtLevel=1",
          // A crash is an answer; nobody looks for its remains.
          "-XX:-CreateCoredumpOnCrash",
          "-XX:ErrorFile=/dev/null");

  private final Timers timers;
  private final Class<?> main;

  /** Creates a probe. */
  public MlxProbe(Timers timers) {
    this(timers, MlxProbeMain.class);
  }

  @VisibleForTesting
  MlxProbe(Timers timers, Class<?> main) {
    this.timers = timers;
    this.main = main;
  }

  /**
   * Tries a library, and waits for the answer.
   *
   * @param library its file
   */
  public MlxProbeResult ask(Path library) {
    CommandOutcome outcome =
        new Command(
                ChildJvm.command(main, OPTIONS, ImmutableList.of(library.toString())),
                DEADLINE,
                LINE_BYTES_MAX)
            .run(timers);
    if (!(outcome instanceof CommandOutcome.Ended ended) || !ended.succeeded()) {
      return new MlxProbeResult.Fails(outcome.text());
    }
    return MlxProbeResult.Works.read(ended.output())
        .<MlxProbeResult>map(works -> works)
        .orElseGet(() -> new MlxProbeResult.Fails(ended.output().strip()));
  }
}
