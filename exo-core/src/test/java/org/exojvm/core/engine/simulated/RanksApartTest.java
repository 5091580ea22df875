package org.exojvm.core.engine.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.exojvm.api.engine.RecordedRunner;
import org.exojvm.api.engine.RunnerFixtures;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerConnected;
import org.exojvm.api.engine.RunnerStatus.RunnerConnecting;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.engine.RunnerStatus.RunnerWarmingUp;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Goal: ranks of one instance come up and answer in processes that share only what is reported. */
class RanksApartTest {

  private static final long LONG = 60_000;

  private final VirtualTime time = new VirtualTime();
  private final Instance ring = RunnerFixtures.ring(2);
  private final Map<RunnerId, RecordedRunner> known = new HashMap<>();
  private final RecordedRunner first = start(0);
  private final RecordedRunner second = start(1);

  private RecordedRunner start(int rank) {
    SimulatedGroups process =
        SimulatedGroups.apart(
            time, SimulatedTimings.DEFAULT, new SimulationScript(), this::statusOf);
    RecordedRunner started =
        RecordedRunner.start(new SimulatedEngine(process), RunnerFixtures.bound(ring, rank));
    known.put(RunnerFixtures.runner(rank), started);
    return started;
  }

  private @Nullable RunnerStatus statusOf(RunnerId runner) {
    RecordedRunner reporting = known.get(runner);
    return reporting == null ? null : reporting.status();
  }

  private void bringUp() {
    time.pass(LONG);
    first.runner().connect();
    second.runner().connect();
    time.pass(LONG);
    first.runner().load();
    second.runner().load();
    time.pass(LONG);
    second.runner().warmUp();
    first.runner().warmUp();
    time.pass(LONG);
  }

  @Test
  void eachWaitsWhereTheyMeetUntilTheOtherIsReportedThere() {
    time.pass(LONG);
    first.runner().connect();
    time.pass(LONG);
    assertThat(first.is(RunnerConnecting.class)).isTrue();
    second.runner().connect();
    time.pass(LONG);
    assertThat(first.is(RunnerConnected.class)).isTrue();
    assertThat(second.is(RunnerConnected.class)).isTrue();
    first.runner().load();
    second.runner().load();
    time.pass(LONG);
    second.runner().warmUp();
    time.pass(LONG);
    assertThat(second.is(RunnerWarmingUp.class)).isTrue();
    first.runner().warmUp();
    time.pass(LONG);
    assertThat(first.is(RunnerReady.class)).isTrue();
    assertThat(second.is(RunnerReady.class)).isTrue();
  }

  @Test
  void oneThatIsClosedWhileItWaitsEnds() {
    time.pass(LONG);
    first.runner().connect();
    time.pass(LONG);
    first.runner().close();
    time.pass(LONG);
    assertThat(first.reports()).endsWith("Connecting", "ShuttingDown", "Shutdown");
  }

  @Test
  void onlyTheFirstRankTellsWhatWasGenerated() {
    bringUp();
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
    bringUp();
    second.runner().close();
    time.pass(5_000);
    assertThat(second.reports()).endsWith("ShuttingDown", "Shutdown");
    assertThat(first.is(RunnerReady.class)).isTrue();
  }
}
