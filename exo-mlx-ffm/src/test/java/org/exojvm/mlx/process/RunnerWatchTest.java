package org.exojvm.mlx.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.engine.TaskOutcome;
import org.exojvm.api.id.TaskId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goal: each phase has its limit, progress renews it, and reports that cannot be are refused. */
class RunnerWatchTest {

  private static final Bytes NOTHING = Bytes.copyOf(new byte[0]);
  private static final TaskId TASK = TaskId.of("t0");
  private static final PhaseLimits LIMITS =
      new PhaseLimits(
          seconds(1), seconds(2), seconds(3), seconds(4), seconds(5), seconds(6), seconds(100));

  @Test
  void aProcessHasToStart() throws ProtocolException {
    RunnerWatch started = RunnerWatch.started(LIMITS, 0);
    assertThat(started.stall(nanos(1) - 1)).isEmpty();
    assertThat(started.stall(nanos(1)))
        .hasValue("No progress in STARTING for 1000 ms, so it was killed.");
    assertThat(started.heard(new FromChild.Greeting(1), 0).stall(nanos(1))).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"CONNECTING, 2", "LOADING, 3", "WARMING_UP, 4", "RUNNING, 5", "SHUTTING_DOWN, 6"})
  void aPhaseHasItsLimitAndProgressRenewsIt(PhaseName phase, int limit) throws ProtocolException {
    RunnerWatch watch = idle().heard(reported(phase), nanos(10));
    assertThat(watch.stall(nanos(10 + limit) - 1)).isEmpty();
    assertThat(watch.stall(nanos(10 + limit))).isPresent();
    boolean renewed =
        watch.heard(new FromChild.Progress(1, 2), nanos(11)).stall(nanos(10 + limit)).isEmpty();
    // Nothing renews the time that stopping has.
    assertThat(renewed).isEqualTo(phase != PhaseName.SHUTTING_DOWN);
  }

  @ParameterizedTest
  @CsvSource({"IDLE", "CONNECTED", "LOADED", "READY"})
  void whoWaitsForWorkHasOnlyToLive(PhaseName phase) throws ProtocolException {
    RunnerWatch watch = idle().heard(reported(phase), 0);
    assertThat(watch.stall(nanos(99))).isEmpty();
    assertThat(watch.stall(nanos(100)))
        .hasValue("No sign of life for 100000 ms, so it was killed.");
    assertThat(watch.heard(new FromChild.Beat(1), nanos(50)).stall(nanos(149))).isEmpty();
  }

  @Test
  void aHeartbeatIsNoProgress() throws ProtocolException {
    RunnerWatch watch = idle().told(new ToChild.Load(), 0).heard(new FromChild.Beat(1), nanos(2));
    assertThat(watch.stall(nanos(3))).isPresent();
  }

  @Test
  void aCallIsExpectedToBeTakenUpFromWhenItWasMade() throws ProtocolException {
    assertThat(idle().told(new ToChild.Connect(), nanos(50)).stall(nanos(52))).isPresent();
    assertThat(idle().told(new ToChild.WarmUp(), nanos(50)).stall(nanos(53))).isEmpty();
  }

  @Test
  void anOpenTaskIsExpectedToGetOnEvenIfTheLastOneEndsMeanwhile() throws ProtocolException {
    RunnerWatch watch =
        idle().told(new ToChild.Run(TASK, NOTHING), 0).heard(reported(PhaseName.READY), 0);
    assertThat(watch.stall(nanos(5)))
        .hasValue("No progress in RUNNING for 5000 ms, so it was killed.");
    RunnerWatch done =
        watch
            .heard(new FromChild.Chunk(TASK, NOTHING), nanos(4))
            .heard(new FromChild.TaskStopped(TASK, TaskOutcome.COMPLETE), nanos(8));
    assertThat(done.stall(nanos(90))).isEmpty();
  }

  @Test
  void closingIsNotHeldUpByAnOpenTask() throws ProtocolException {
    RunnerWatch watch =
        idle().told(new ToChild.Run(TASK, NOTHING), 0).told(new ToChild.Close(), nanos(1));
    assertThat(watch.isClosing()).isTrue();
    assertThat(watch.heard(new FromChild.Chunk(TASK, NOTHING), nanos(6)).stall(nanos(7)))
        .isEqualTo(Optional.of("No progress in CLOSING for 6000 ms, so it was killed."));
  }

  @Test
  void reportsThatCannotBeAreRefused() {
    RunnerWatch silent = RunnerWatch.started(LIMITS, 0);
    assertThatThrownBy(() -> silent.heard(new FromChild.Beat(1), 0))
        .isInstanceOf(ProtocolException.class)
        .hasMessageStartingWith("a message before the greeting: Beat");
    assertThatThrownBy(() -> idle().heard(new FromChild.Greeting(1), 0))
        .hasMessage("a second greeting");
    assertThatThrownBy(() -> idle().heard(new FromChild.Chunk(TASK, NOTHING), 0))
        .hasMessage("a report on t0, which it was not given");
  }

  private static RunnerWatch idle() throws ProtocolException {
    return RunnerWatch.started(LIMITS, 0)
        .heard(new FromChild.Greeting(1), 0)
        .heard(reported(PhaseName.IDLE), 0);
  }

  private static FromChild reported(PhaseName phase) {
    return new FromChild.Reported(phase.status(""));
  }

  private static Duration seconds(int count) {
    return Duration.ofSeconds(count);
  }

  private static long nanos(int seconds) {
    return seconds(seconds).toNanos();
  }
}
