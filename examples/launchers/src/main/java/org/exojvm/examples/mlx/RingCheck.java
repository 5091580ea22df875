package org.exojvm.examples.mlx;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.exojvm.mlx.check.GroupExercise;
import org.exojvm.mlx.check.LocalGroup;
import org.exojvm.mlx.deadline.Timers;
import org.exojvm.mlx.library.MlxLocation;
import org.exojvm.mlx.process.PhaseLimits;

/** Two processes form a ring on this machine and add up an array. */
final class RingCheck {

  private static final int RANKS = 2;
  private static final int TIMES = 9;
  private static final GroupExercise ADD =
      new GroupExercise(GroupExercise.Kind.ALL_SUM, 1 << 20, TIMES);

  private final Timers timers;

  RingCheck(Timers timers) {
    this.timers = timers;
  }

  /**
   * What came of it.
   *
   * @param right whether the sums were right
   * @param text for people
   */
  record Result(boolean right, String text) {}

  Result run(MlxLocation.Found library) {
    try {
      Path directory = Files.createTempDirectory("exo-mlx-ring");
      try {
        return in(directory, library);
      } finally {
        MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    } catch (IOException e) {
      return new Result(false, "could not be started: " + e.getMessage());
    }
  }

  private Result in(Path directory, MlxLocation.Found library) throws IOException {
    try (LocalGroup group =
        LocalGroup.start(RANKS, library, directory, PhaseLimits.defaults(), timers)) {
      // Phases have limits of their own, so this ends.
      ImmutableList<ImmutableList<Long>> nanos =
          group.form().thenCompose(_ -> group.run(ADD)).join();
      long median = nanos.getFirst().stream().sorted().skip(TIMES / 2).findFirst().orElseThrow();
      return new Result(
          true,
          "added %d floats over the ring, and the sums are right; %d microseconds"
              .formatted(ADD.elements(), TimeUnit.NANOSECONDS.toMicros(median)));
    } catch (CompletionException e) {
      return new Result(false, "failed: " + Throwables.getRootCause(e).getMessage());
    }
  }
}
