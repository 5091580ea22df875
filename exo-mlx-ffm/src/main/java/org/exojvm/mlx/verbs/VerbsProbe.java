package org.exojvm.mlx.verbs;

import com.google.common.annotations.VisibleForTesting;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.exojvm.mlx.command.ChildJvm;
import org.exojvm.mlx.command.Command;
import org.exojvm.mlx.command.CommandOutcome;
import org.exojvm.mlx.deadline.Timers;

/**
 * Asks the verbs library of this machine for its devices, in a process of its own that lives for a
 * moment: the library, and the drivers it loads, never enter this one.
 */
public final class VerbsProbe {

  /** Where the verbs are: macOS, then Linux. Found by the loader of the system. */
  public static final ImmutableList<String> LIBRARIES =
      ImmutableList.of("librdma.dylib", "libibverbs.so.1");

  /**
   * How long the answer may take. A JVM starts in well under a second; less would fail on a machine
   * that loads a model, more would hold up the start of a group for a driver that hangs.
   */
  public static final Duration DEADLINE = Duration.ofSeconds(20);

  private static final int LINE_BYTES_MAX = 256 << 10;

  private static final ImmutableList<String> OPTIONS =
      ImmutableList.of(
          "-Xmx64m",
          "-XX:TieredStopAtLevel=1",
          // A crash is an answer; nobody looks for its remains.
          "-XX:-CreateCoredumpOnCrash",
          "-XX:ErrorFile=/dev/null");

  private final Timers timers;
  private final ImmutableList<String> command;
  private final Duration deadline;

  /** Creates a probe of {@link #LIBRARIES}. */
  public VerbsProbe(Timers timers) {
    this(timers, commandOf(VerbsProbeMain.class, LIBRARIES), DEADLINE);
  }

  /** Creates a probe with another process. */
  @VisibleForTesting
  VerbsProbe(Timers timers, ImmutableList<String> command, Duration deadline) {
    this.timers = timers;
    this.command = command;
    this.deadline = deadline;
  }

  @VisibleForTesting
  static ImmutableList<String> commandOf(Class<?> main, List<String> arguments) {
    return ChildJvm.command(main, OPTIONS, arguments);
  }

  /** Asks, and waits for the answer. */
  public VerbsResult ask() {
    CommandOutcome outcome = new Command(command, deadline, LINE_BYTES_MAX).run(timers);
    if (!(outcome instanceof CommandOutcome.Ended ended) || !ended.succeeded()) {
      return new VerbsResult.Unanswered(outcome.text());
    }
    try {
      return VerbsLine.read(ended.output());
    } catch (IOException e) {
      return new VerbsResult.Unanswered(
          "printed something else: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }
}
