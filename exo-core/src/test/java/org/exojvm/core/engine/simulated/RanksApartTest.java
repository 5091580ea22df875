package org.exojvm.core.engine.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import org.exojvm.api.engine.RecordedRunner;
import org.exojvm.api.engine.RunnerFixtures;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.instance.Instance;
import org.junit.jupiter.api.Test;

/** Goal: ranks of one instance come up and answer in processes that share nothing. */
class RanksApartTest {

  private final VirtualTime time = new VirtualTime();
  private final Instance ring = RunnerFixtures.ring(2);
  private final RecordedRunner first = start(0);
  private final RecordedRunner second = start(1);

  private RecordedRunner start(int rank) {
    SimulatedGroups process =
        SimulatedGroups.apart(time, SimulatedTimings.DEFAULT, new SimulationScript());
    return RecordedRunner.start(new SimulatedEngine(process), RunnerFixtures.bound(ring, rank));
  }

  private void bringUp(RecordedRunner rank) {
    time.pass(1_000);
    rank.runner().connect();
    time.pass(5_000);
    rank.runner().load();
    time.pass(60_000);
    rank.runner().warmUp();
    time.pass(5_000);
  }

  @Test
  void eachTakesTheOthersForGranted() {
    bringUp(first);
    assertThat(first.is(RunnerReady.class)).isTrue();
    bringUp(second);
    assertThat(second.is(RunnerReady.class)).isTrue();
  }

  @Test
  void onlyTheFirstRankTellsWhatWasGenerated() {
    bringUp(first);
    bringUp(second);
    first.runner().run(RunnerFixtures.textTask("t0", "why?"));
    second.runner().run(RunnerFixtures.textTask("t0", "why?"));
    time.pass(60_000);
    assertThat(first.reports()).endsWith("t0 COMPLETE", "Ready");
    assertThat(second.reports()).endsWith("t0 COMPLETE", "Ready");
    assertThat(first.chunks()).isNotEmpty();
    assertThat(second.chunks()).isEmpty();
  }

  @Test
  void oneThatDiesLeavesTheOthersAlone() {
    bringUp(first);
    bringUp(second);
    second.runner().close();
    time.pass(5_000);
    assertThat(second.reports()).endsWith("ShuttingDown", "Shutdown");
    assertThat(first.is(RunnerReady.class)).isTrue();
  }
}
