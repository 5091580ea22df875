package org.exojvm.api.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.function.BooleanSupplier;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.engine.RunnerStatus.RunnerConnected;
import org.exojvm.api.engine.RunnerStatus.RunnerConnecting;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.engine.RunnerStatus.RunnerIdle;
import org.exojvm.api.engine.RunnerStatus.RunnerLoaded;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.engine.RunnerStatus.RunnerRunning;
import org.exojvm.api.engine.RunnerStatus.RunnerShutdown;
import org.exojvm.api.generation.GenerationChunk.TokenChunk;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.instance.Instance;
import org.junit.jupiter.api.Test;

/**
 * What every {@link RunnerEngine} has to do. An engine's own test extends this class and says how
 * to get an engine and how time passes; nothing here reads a clock.
 */
public abstract class RunnerEngineContract {

  private static final RunnerTask.GenerateText TASK = RunnerFixtures.textTask("t0", "why?");

  /** Returns the engine of the node of a rank; engines of one test can meet. */
  protected abstract RunnerEngine engineOf(int rank);

  /** Lets time pass until the condition holds; fails when it does not within the engine's means. */
  protected abstract void passUntil(BooleanSupplier condition);

  /** Lets time pass until everything that can happen by itself has happened. */
  protected abstract void settle();

  @Test
  void nameIsNotEmpty() {
    assertThat(engineOf(0).name()).isNotBlank();
  }

  @Test
  void firstReportIsIdle() {
    RecordedRunner runner = start(RunnerFixtures.ring(1), 0);
    settle();
    assertThat(runner.reports()).containsExactly("Idle");
  }

  @Test
  void singleRankLoadsAndWarmsUpWithoutAGroup() {
    RecordedRunner runner = readyAlone();
    assertThat(runner.reports()).containsExactly("Idle", "Loading", "Loaded", "WarmingUp", "Ready");
  }

  @Test
  void groupFormsOnlyWhenAllRanksHaveCalledConnect() {
    Instance ring = RunnerFixtures.ring(2);
    RecordedRunner first = start(ring, 0);
    RecordedRunner second = start(ring, 1);
    passUntil(() -> first.is(RunnerIdle.class) && second.is(RunnerIdle.class));
    first.runner().connect();
    settle();
    assertThat(first.is(RunnerConnecting.class)).isTrue();
    second.runner().connect();
    passUntil(() -> first.is(RunnerConnected.class) && second.is(RunnerConnected.class));
    assertThat(second.reports()).containsExactly("Idle", "Connecting", "Connected");
  }

  @Test
  void aRoundNobodyWaitsForIsIgnored() {
    RecordedRunner runner = readyAlone();
    runner
        .runner()
        .deliver(7, ImmutableMap.of(RunnerFixtures.runner(0), Bytes.copyOf(new byte[] {1, 2, 3})));
    settle();
    assertThat(runner.is(RunnerReady.class)).isTrue();
  }

  @Test
  void ranksOfDifferentAttemptsDoNotMeet() {
    Instance ring = RunnerFixtures.ring(2);
    RecordedRunner leftOver = start(ring, 0);
    RecordedRunner anew = start(ring.atAttempt(1), 1);
    passUntil(() -> leftOver.is(RunnerIdle.class) && anew.is(RunnerIdle.class));
    leftOver.runner().connect();
    anew.runner().connect();
    settle();
    assertThat(leftOver.is(RunnerConnected.class)).isFalse();
    assertThat(anew.is(RunnerConnected.class)).isFalse();
  }

  @Test
  void taskEndsWithAFinishedChunkThenStoppedThenReady() {
    ImmutableList<RecordedRunner> group = readyGroup();
    group.forEach(rank -> rank.runner().run(TASK));
    passUntil(() -> group.stream().allMatch(rank -> stopped(rank, "t0 COMPLETE")));
    settle();
    for (RecordedRunner rank : group) {
      assertThat(rank.reports()).endsWith("Running", "t0 COMPLETE", "Ready");
    }
    assertThat(group.get(1).chunks()).isEmpty();
    assertThat(((TokenChunk) group.get(0).chunks().getLast()).finishReason()).isNotNull();
    assertThat(group.get(0).chunks().reverse().subList(1, group.get(0).chunks().size()))
        .allMatch(chunk -> ((TokenChunk) chunk).finishReason() == null);
  }

  @Test
  void allRanksTakePartInATask() {
    ImmutableList<RecordedRunner> group = readyGroup();
    group.get(0).runner().run(TASK);
    settle();
    assertThat(group.get(0).is(RunnerRunning.class)).isTrue();
    assertThat(group.get(0).chunks()).isEmpty();
  }

  @Test
  void cancelledTaskIsLeftByAllRanksTogetherAndTheNextOneRuns() {
    ImmutableList<RecordedRunner> group = readyGroup();
    group.forEach(rank -> rank.runner().run(TASK));
    passUntil(() -> !group.get(0).chunks().isEmpty());
    group.get(1).runner().cancel(TASK.taskId());
    passUntil(() -> group.stream().allMatch(rank -> stopped(rank, "t0 CANCELLED")));
    settle();
    int chunksOfTheFirst = group.get(0).chunks().size();
    group.forEach(rank -> rank.runner().run(RunnerFixtures.textTask("t1", "and now?")));
    passUntil(() -> group.stream().allMatch(rank -> stopped(rank, "t1 COMPLETE")));
    assertThat(group.get(0).chunks()).hasSizeGreaterThan(chunksOfTheFirst);
    assertThat(group.get(1).reports()).containsOnlyOnce("t0 CANCELLED");
  }

  @Test
  void rankThatIsGivenACancelledTaskLeavesItAtOnce() {
    ImmutableList<RecordedRunner> group = readyGroup();
    group.get(0).runner().run(TASK);
    passUntil(() -> group.get(0).is(RunnerRunning.class));
    group.get(0).runner().cancel(TASK.taskId());
    passUntil(() -> stopped(group.get(0), "t0 CANCELLED"));
    group.get(1).runner().run(TASK);
    passUntil(() -> stopped(group.get(1), "t0 CANCELLED"));
    settle();
    assertThat(group).allMatch(rank -> rank.is(RunnerReady.class));
    assertThat(group.get(0).chunks()).isEmpty();
  }

  @Test
  void cancelOfAnUnknownOrFinishedTaskIsIgnored() {
    RecordedRunner runner = readyAlone();
    runner.runner().cancel(TaskId.of("nobody's"));
    runner.runner().run(TASK);
    passUntil(() -> stopped(runner, "t0 COMPLETE"));
    settle();
    runner.runner().cancel(TASK.taskId());
    settle();
    assertThat(runner.reports()).endsWith("Running", "t0 COMPLETE", "Ready");
  }

  @Test
  void callThatDoesNotFitThePhaseIsAFailureWithAMessage() {
    RecordedRunner runner = start(RunnerFixtures.ring(1), 0);
    passUntil(() -> runner.is(RunnerIdle.class));
    runner.runner().warmUp();
    passUntil(() -> runner.is(RunnerFailed.class));
    assertThat(runner.reports()).containsExactly("Idle", "Failed");
  }

  @Test
  void closeIsIdempotentAndReportsShuttingDownAndShutdown() {
    RecordedRunner runner = readyAlone();
    runner.runner().close();
    runner.runner().close();
    passUntil(() -> runner.is(RunnerShutdown.class));
    runner.runner().close();
    settle();
    assertThat(runner.reports()).endsWith("Ready", "ShuttingDown", "Shutdown");
  }

  @Test
  void closeEndsTheTaskBeforeShutdown() {
    RecordedRunner runner = readyAlone();
    runner.runner().run(TASK);
    passUntil(() -> !runner.chunks().isEmpty());
    runner.runner().close();
    passUntil(() -> runner.is(RunnerShutdown.class));
    settle();
    assertThat(runner.reports()).endsWith("ShuttingDown", "t0 CANCELLED", "Shutdown");
  }

  @Test
  void closeOfAFailedRunnerReportsNothing() {
    RecordedRunner runner = start(RunnerFixtures.ring(1), 0);
    passUntil(() -> runner.is(RunnerIdle.class));
    runner.runner().run(TASK);
    passUntil(() -> runner.is(RunnerFailed.class));
    runner.runner().close();
    settle();
    assertThat(runner.reports()).endsWith("Failed");
  }

  /** Starts a runner of an instance. */
  protected final RecordedRunner start(Instance instance, int rank) {
    return RecordedRunner.start(engineOf(rank), RunnerFixtures.bound(instance, rank));
  }

  /** Brings up an instance of one rank. */
  protected final RecordedRunner readyAlone() {
    RecordedRunner runner = start(RunnerFixtures.ring(1), 0);
    passUntil(() -> runner.is(RunnerIdle.class));
    runner.runner().load();
    passUntil(() -> runner.is(RunnerLoaded.class));
    runner.runner().warmUp();
    passUntil(() -> runner.is(RunnerReady.class));
    return runner;
  }

  /** Brings up an instance of two ranks. */
  protected final ImmutableList<RecordedRunner> readyGroup() {
    Instance ring = RunnerFixtures.ring(2);
    ImmutableList<RecordedRunner> group = ImmutableList.of(start(ring, 0), start(ring, 1));
    passUntil(() -> all(group, RunnerIdle.class));
    group.forEach(rank -> rank.runner().connect());
    passUntil(() -> all(group, RunnerConnected.class));
    group.forEach(rank -> rank.runner().load());
    passUntil(() -> all(group, RunnerLoaded.class));
    group.forEach(rank -> rank.runner().warmUp());
    passUntil(() -> all(group, RunnerReady.class));
    return group;
  }

  private static boolean all(
      ImmutableList<RecordedRunner> group, Class<? extends RunnerStatus> phase) {
    return group.stream().allMatch(rank -> rank.is(phase));
  }

  private static boolean stopped(RecordedRunner rank, String report) {
    return rank.reports().contains(report) && rank.is(RunnerReady.class);
  }
}
