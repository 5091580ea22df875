package org.exojvm.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstanceStatus;
import org.exojvm.api.model.Memory;
import org.exojvm.core.engine.simulated.SimulatedFault;
import org.exojvm.core.engine.simulated.SimulatedPhase;
import org.exojvm.core.engine.simulated.SimulationScript;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.InstanceEvent.InstanceRetrying;
import org.exojvm.core.event.MetaInstanceEvent.PlacementDeferred;
import org.exojvm.core.master.MasterConfig;
import org.exojvm.core.process.InstanceHealthConfig;
import org.exojvm.core.process.PhasePatience;
import org.exojvm.core.state.OpenBreaker;
import org.junit.jupiter.api.Test;

/**
 * Goal: an intent that cannot come up and a node that brings nothing up are contained and
 * explained, and nobody else notices.
 */
final class BadIntentScenarios {

  private static final int ALWAYS = 1_000_000;
  private static final NodeId C = NodeId.of("c");

  /** A minute instead of ten: the course is the same. */
  private static final MasterConfig IMPATIENT =
      MasterConfig.defaults()
          .withHealth(
              InstanceHealthConfig.defaults()
                  .withPatience(
                      PhasePatience.defaults()
                          .withLoadTicks(60)
                          .withSlowestLoadPerTick(Memory.ofGib(1))));

  private final SimulationScript script = new SimulationScript();

  @Test
  void aModelThatNeverLoadsIsTriedEverMoreRarelyAndSaysWhyWhileOthersServe() {
    Scenario scenario = new Scenario(TestClusters.ethernet("a", "b", "c"), IMPATIENT, script);
    MetaInstanceId good = scenario.declare("good", TestClusters.SMALL, spec -> spec);
    Instance serving = scenario.awaitServing(good);
    script.add(SimulatedFault.hanging(SimulatedPhase.LOAD).withTimes(ALWAYS));
    MetaInstanceId bad = scenario.declare("bad", TestClusters.LARGE, spec -> spec);
    assertThat(
            scenario.cluster.runUntil(
                state -> scenario.seen(PlacementDeferred.class).size() == 2, 2_000_000))
        .isTrue();

    assertThat(scenario.seen(InstanceRetrying.class)).hasSize(6);
    assertThat(scenario.seen(InstanceDeleted.class)).hasSize(2);
    List<Long> waits =
        scenario.seen(PlacementDeferred.class).stream().map(PlacementDeferred::delayTicks).toList();
    assertThat(waits.get(1)).isGreaterThan(waits.get(0));
    MetaInstanceStatus status = scenario.intent(bad).status();
    assertThat(status.lastFailureError()).contains("has been loading for", "without progress");
    assertThat(Scenario.backing(scenario.cluster.state(), good)).containsExactly(serving);
    assertThat(Scenario.serves(scenario.cluster.state(), serving)).isTrue();
  }

  @Test
  void aNodeThatFailsEverythingIsOfferedNothingMoreAndTheOthersServe() {
    script.add(
        SimulatedFault.failing(SimulatedPhase.LOAD, "out of memory").withNode(C).withTimes(ALWAYS));
    Scenario scenario = new Scenario(TestClusters.ethernet("a", "b", "c", "d"), IMPATIENT, script);
    MetaInstanceId large = scenario.declare("large", TestClusters.LARGE, spec -> spec);
    Instance first = scenario.awaitServing(large);
    MetaInstanceId small = scenario.declare("small", TestClusters.SMALL, spec -> spec);
    Instance second = scenario.awaitServing(small);

    assertThat(first.shardAssignments().nodeToRunner()).doesNotContainKey(C);
    assertThat(second.shardAssignments().nodeToRunner()).doesNotContainKey(C);
    assertThat(scenario.cluster.state().openBreakers().keys()).containsExactly(C);
    assertThat(scenario.cluster.state().openBreakers().get(C))
        .extracting(OpenBreaker::modelId)
        .containsExactly(TestClusters.LARGE.modelId(), TestClusters.SMALL.modelId());
    assertThat(scenario.intent(large).status().lastFailureError()).contains("out of memory");
  }
}
