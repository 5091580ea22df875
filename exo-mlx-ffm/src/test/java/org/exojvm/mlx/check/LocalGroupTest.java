package org.exojvm.mlx.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.exojvm.mlx.check.GroupExercise.Kind;
import org.exojvm.mlx.command.Termination;
import org.exojvm.mlx.deadline.SystemTimers;
import org.exojvm.mlx.library.LibraryTests;
import org.exojvm.mlx.library.MlxLocation;
import org.exojvm.mlx.process.PhaseLimits;
import org.exojvm.mlx.process.ProcessEnd;
import org.exojvm.mlx.process.RunnerProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: real ranks exchange arrays over the ring, and a rank that dies is noticed. */
class LocalGroupTest {

  /** Keeps a broken group from holding the tests up. */
  private static final int GIVE_UP_SECONDS = 120;

  /** What an operator may wait for the word that a rank has died. */
  private static final int NOTICED_SECONDS = 5;

  private final SystemTimers timers = new SystemTimers();

  @TempDir private Path directory;

  @AfterEach
  void close() {
    timers.close();
  }

  private LocalGroup start() throws IOException {
    return LocalGroup.start(
        2, (MlxLocation.Found) MlxLocation.find(), directory, PhaseLimits.defaults(), timers);
  }

  private static <T> T result(CompletableFuture<T> future) throws Exception {
    return future.get(GIVE_UP_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  @Tag(LibraryTests.TAG)
  void ranksExchangeWhatTheyHave() throws Exception {
    try (LocalGroup group = start()) {
      result(group.form());
      for (Kind kind : EnumSet.complementOf(EnumSet.of(Kind.SUM_SCATTER))) {
        // Every rank compares what it gets with what it must get, and ends where that differs.
        assertThat(result(group.run(new GroupExercise(kind, 10_000, 2))))
            .as("%s", kind)
            .hasSize(2)
            .allSatisfy(nanos -> assertThat(nanos).hasSize(2));
      }
      assertThat(group.ended()).isNotDone();
    }
  }

  @Test
  @Tag(LibraryTests.TAG)
  void whatTheRingDoesNotHaveIsAnErrorThatEndsTheRankWithItsText() throws Exception {
    try (LocalGroup group = start()) {
      result(group.form());
      assertThatThrownBy(() -> result(group.run(new GroupExercise(Kind.SUM_SCATTER, 4, 1))))
          .hasCauseInstanceOf(GroupEndedException.class)
          // "[ReduceScatter] Not implemented yet." or "[ring] sum_scatter not supported."
          .hasMessageContaining("catter");
    }
  }

  @Test
  @Tag(LibraryTests.TAG)
  void aRankThatIsKilledIsNoticedAndEndsTheOthers() throws Exception {
    try (LocalGroup group = start()) {
      result(group.form());
      var endless = group.run(new GroupExercise(Kind.ALL_SUM, 1 << 16, Integer.MAX_VALUE / 1024));
      RunnerProcess victim = group.process(1);
      ProcessHandle.of(victim.pid().orElseThrow()).orElseThrow().destroyForcibly();
      LocalGroup.Ended ended = group.ended().get(NOTICED_SECONDS, TimeUnit.SECONDS);
      if (ended.rank() == 1) {
        assertThat(ended.end())
            .isInstanceOfSatisfying(
                ProcessEnd.Crashed.class,
                crash ->
                    assertThat(crash.termination())
                        .isInstanceOf(Termination.Signalled.class)
                        .extracting(Termination::text)
                        .isEqualTo("Terminated (signal=9 (Killed))"));
      } else {
        // From MLX 0.32 on rank 0 may see the end of its connection first.
        assertThat(ended.end()).isInstanceOf(ProcessEnd.Failed.class);
      }
      assertThatThrownBy(() -> result(endless)).hasCauseInstanceOf(GroupEndedException.class);
      result(group.process(0).end());
    }
  }

  @Test
  void aLibraryThatCannotBeLoadedEndsTheGroupWithTheReason() throws Exception {
    Path file = Files.writeString(directory.resolve(System.mapLibraryName("mlxc")), "no library");
    MlxLocation.Found found = new MlxLocation.Found(file, "this test");
    try (LocalGroup group = LocalGroup.start(2, found, directory, PhaseLimits.defaults(), timers)) {
      assertThatThrownBy(() -> result(group.form()))
          .hasCauseInstanceOf(GroupEndedException.class)
          .hasMessageContaining(file + " cannot be loaded");
    }
  }
}
