package org.exojvm.core.engine.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.engine.RecordedRunner;
import org.exojvm.api.engine.RunnerFixtures;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.instance.Instance;
import org.exojvm.core.engine.simulated.SimulatedFault.Effect;
import org.junit.jupiter.api.Test;

/** Goal: what the script says goes wrong does, and nothing else. Method: a group of two ranks. */
class SimulatedFaultTest {

  private final VirtualTime time = new VirtualTime();
  private final SimulationScript script = new SimulationScript();
  private final SimulatedGroups groups =
      new SimulatedGroups(time, SimulatedTimings.DEFAULT, script);
  private final SimulatedEngine engineA = new SimulatedEngine(groups);
  private final SimulatedEngine engineB = new SimulatedEngine(groups);

  @Test
  void failureOfOneRankIsNoticedByTheOtherWhichNamesIt() {
    script.add(SimulatedFault.failing(SimulatedPhase.LOAD, "no memory").withRank(1));
    ImmutableList<RecordedRunner> group = bringUp(RunnerFixtures.ring(2));
    assertThat(group.get(1).failureMessage()).isEqualTo("no memory");
    assertThat(group.get(0).failureMessage()).contains("rank 1", "n1", "no memory");
  }

  @Test
  void unnoticedFailureLeavesTheOtherWaiting() {
    script.add(
        SimulatedFault.failing(SimulatedPhase.WARM_UP, "gone")
            .withRank(1)
            .withEffect(Effect.FAIL_UNNOTICED));
    ImmutableList<RecordedRunner> group = bringUp(RunnerFixtures.ring(2));
    assertThat(group.get(0).reports()).endsWith("WarmingUp");
    assertThat(group.get(1).reports()).endsWith("Failed");
  }

  @Test
  void hangingRankKeepsTheGroupWaitingAndCanBeClosed() {
    script.add(SimulatedFault.hanging(SimulatedPhase.CONNECT).withRank(0));
    ImmutableList<RecordedRunner> group = bringUp(RunnerFixtures.ring(2));
    assertThat(group.get(0).reports()).endsWith("Connecting");
    assertThat(group.get(1).reports()).endsWith("Connecting");
    group.get(0).runner().close();
    time.pass(1_000);
    assertThat(group.get(0).reports()).endsWith("ShuttingDown", "Shutdown");
  }

  @Test
  void crashWhileServingStopsTheTaskOnAllRanksBeforeTheyFail() {
    script.add(
        SimulatedFault.failing(SimulatedPhase.SERVE, "gpu lost").withRank(1).withAfterTokens(3));
    ImmutableList<RecordedRunner> group = bringUp(RunnerFixtures.ring(2));
    group.forEach(rank -> rank.runner().run(RunnerFixtures.textTask("t0", "why?")));
    time.pass(5_000);
    assertThat(group.get(0).chunks()).hasSize(3);
    assertThat(group.get(0).reports()).endsWith("Running", "t0 FAILED", "Failed");
    assertThat(group.get(1).reports()).endsWith("Running", "t0 FAILED", "Failed");
  }

  @Test
  void faultOfAnAttemptStrikesThatAttemptOnly() {
    script.add(SimulatedFault.failing(SimulatedPhase.START, "x").withAttempt(1L).withTimes(2));
    Instance ring = RunnerFixtures.ring(2);
    assertThat(bringUp(ring)).allMatch(rank -> rank.is(RunnerReady.class));
    assertThat(bringUp(ring.atAttempt(1))).allMatch(rank -> rank.is(RunnerFailed.class));
    assertThat(bringUp(ring.atAttempt(2))).allMatch(rank -> rank.is(RunnerReady.class));
  }

  @Test
  void faultIsSpentAfterItsNumberOfTimes() {
    script.add(
        SimulatedFault.failing(SimulatedPhase.START, "x")
            .withNode(RunnerFixtures.node(0))
            .withTimes(2));
    Instance single = RunnerFixtures.ring(1);
    for (int attempt = 0; attempt < 3; attempt++) {
      RecordedRunner runner =
          RecordedRunner.start(engineA, RunnerFixtures.bound(single.atAttempt(attempt), 0));
      time.pass(1_000);
      assertThat(runner.is(RunnerFailed.class)).isEqualTo(attempt < 2);
    }
    assertThat(script.pending()).isEmpty();
  }

  @Test
  void crashedRunnerFailsWithItsMessageWhateverItDoes() {
    ImmutableList<RecordedRunner> group = bringUp(RunnerFixtures.ring(2));
    engineB.crash(RunnerFixtures.runner(1), "Terminated (signal=9 (Killed))");
    time.pass(1_000);
    assertThat(group.get(1).failureMessage()).isEqualTo("Terminated (signal=9 (Killed))");
    assertThat(group.get(0).is(RunnerFailed.class)).isTrue();
  }

  @Test
  void nodeWithoutPowerSaysNothingAndItsGroupNotices() {
    ImmutableList<RecordedRunner> group = bringUp(RunnerFixtures.ring(2));
    engineB.powerOff();
    time.pass(1_000);
    assertThat(group.get(1).reports()).endsWith("Ready");
    assertThat(group.get(0).failureMessage()).contains("rank 1", "n1");
  }

  @Test
  void rankThatNeedsOneThatHasLeftFailsInsteadOfWaitingForEver() {
    ImmutableList<RecordedRunner> group = bringUp(RunnerFixtures.ring(2));
    group.get(1).runner().close();
    time.pass(1_000);
    assertThat(group.get(0).is(RunnerReady.class)).isTrue();
    group.get(0).runner().run(RunnerFixtures.textTask("t0", "why?"));
    time.pass(1_000);
    assertThat(group.get(0).failureMessage()).contains("rank 1", "has left");
  }

  @Test
  void loadingTakesAsLongAsTheBytesOfTheShardSay() {
    SimulatedTimings slow = SimulatedTimings.INSTANT.withLoadBytesPerSecond(1 << 20);
    SimulatedEngine engine =
        new SimulatedEngine(new SimulatedGroups(time, slow, new SimulationScript()));
    RecordedRunner runner =
        RecordedRunner.start(engine, RunnerFixtures.bound(RunnerFixtures.ring(1), 0));
    time.pass(0);
    runner.runner().load();
    time.pass(999);
    assertThat(runner.reports()).endsWith("Loading");
    time.pass(1);
    assertThat(runner.reports()).endsWith("Loaded");
  }

  private ImmutableList<RecordedRunner> bringUp(Instance ring) {
    ImmutableList<RecordedRunner> group =
        ImmutableList.of(
            RecordedRunner.start(engineA, RunnerFixtures.bound(ring, 0)),
            RecordedRunner.start(engineB, RunnerFixtures.bound(ring, 1)));
    time.pass(2_000);
    group.forEach(rank -> rank.runner().connect());
    time.pass(2_000);
    group.forEach(rank -> loadIfConnected(rank));
    time.pass(2_000);
    group.forEach(rank -> warmUpIfLoaded(rank));
    time.pass(2_000);
    return group;
  }

  private static void loadIfConnected(RecordedRunner rank) {
    if (rank.reports().contains("Connected")) {
      rank.runner().load();
    }
  }

  private static void warmUpIfLoaded(RecordedRunner rank) {
    if (rank.reports().contains("Loaded")) {
      rank.runner().warmUp();
    }
  }
}
