package org.exojvm.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.exojvm.api.engine.RunnerFixtures;
import org.exojvm.api.engine.RunnerStatus.RunnerLoaded;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.info.GatheredInfo;
import org.exojvm.core.info.GatheredInfo.GatheredMemoryUsage;
import org.exojvm.core.info.GatheredInfo.MiscData;
import org.exojvm.core.info.GatheredInfo.NodeConfig;
import org.exojvm.core.process.NodeLivenessManager;
import org.junit.jupiter.api.Test;

/** Goal: a node says what is new about it, not more, and never so little that it looks dead. */
class MeasurementsTest {

  private static final GatheredInfo NAME = new MiscData("one");

  private final List<Event> events = new ArrayList<>();
  private final WorkerCore worker =
      new WorkerCore(RunnerFixtures.node(0), TestCluster.SESSION, new IdSequence("w"));

  @Test
  void firstMeasurementOfEachKindGoesOutAtOnce() {
    measure(NAME);
    measure(memory(500));
    assertThat(takeInfos()).containsExactly(NAME, memory(500));
  }

  @Test
  void sameAgainIsHeldBackUntilASignOfLifeIsDueAndThenItIsTheOnlyOne() {
    measure(NAME);
    takeInfos();
    for (int i = 1; i < Measurements.REPEAT_TICKS; i++) {
      tick(1);
      measure(NAME);
    }
    assertThat(takeInfos()).isEmpty();
    tick(1);
    measure(NAME);
    assertThat(takeInfos()).containsExactly(NAME);
    tick((int) Measurements.HEARTBEAT_TICKS - 1);
    measure(NAME);
    assertThat(takeInfos()).containsExactly(NAME);
  }

  @Test
  void changeWithinASecondWaitsAndTheLatestGoesOut() {
    measure(memory(500));
    measure(memory(400));
    measure(memory(300));
    assertThat(takeInfos()).containsExactly(memory(500));
    tick((int) Measurements.MIN_SPACING_TICKS - 1);
    assertThat(takeInfos()).isEmpty();
    tick(1);
    assertThat(takeInfos()).containsExactly(memory(300));
  }

  @Test
  void changeThatWentAwayIsNotTold() {
    measure(memory(500));
    measure(memory(400));
    measure(memory(501));
    takeInfos();
    tick(20);
    assertThat(takeInfos()).isEmpty();
  }

  @Test
  void changeOfOnePercentIsNoNewsButSmallStepsAddUp() {
    measure(memory(500));
    takeInfos();
    tick(10);
    measure(memory(510));
    assertThat(takeInfos()).isEmpty();
    measure(memory(511));
    assertThat(takeInfos()).containsExactly(memory(511));
  }

  @Test
  void nodeThatMeasuresNothingStillGivesASignOfLifeWithinALivenessCycle() {
    long ticksPerCycle = NodeLivenessManager.TICKS_PER_CYCLE * 1_000L / WorkerCore.PLAN_TICK_MILLIS;
    for (int cycle = 0; cycle < 5; cycle++) {
      tick((int) ticksPerCycle);
      assertThat(takeInfos()).isNotEmpty().containsOnly(new NodeConfig());
    }
  }

  /** D9: a figure from before the weights were loaded must not look like one from after. */
  @Test
  void figureThatWaitsGoesOutAheadOfAReportOfARunner() {
    measure(memory(500));
    measure(memory(400));
    takeInfos();
    step(new WorkerInput.RunnerReported(RunnerFixtures.runner(0), 0, new RunnerLoaded()));
    assertThat(takeInfos()).containsExactly(memory(400));
  }

  private static GatheredInfo memory(long available) {
    return new GatheredMemoryUsage(
        new MemoryUsage(
            Memory.ofBytes(1_000), Memory.ofBytes(available), Memory.ZERO, Memory.ZERO));
  }

  private void measure(GatheredInfo info) {
    step(new WorkerInput.Measured(info));
  }

  private void tick(int ticks) {
    for (int i = 0; i < ticks; i++) {
      step(new WorkerInput.PlanTick());
    }
  }

  /** Shows the worker everything it has said, so that it has no reason to repeat it. */
  private void step(WorkerInput input) {
    for (WorkerOutput output : worker.step(input)) {
      if (output instanceof WorkerOutput.EmitEvent(var message)) {
        worker.step(
            new WorkerInput.GlobalEvent(
                new ForwarderEvent(
                    message.originIdx(),
                    TestCluster.SESSION.masterNodeId(),
                    TestCluster.SESSION,
                    message.event())));
        events.add(message.event());
      }
    }
  }

  private ImmutableList<GatheredInfo> takeInfos() {
    ImmutableList<GatheredInfo> infos =
        events.stream()
            .filter(NodeGatheredInfo.class::isInstance)
            .map(event -> ((NodeGatheredInfo) event).info())
            .collect(ImmutableList.toImmutableList());
    events.clear();
    return infos;
  }
}
