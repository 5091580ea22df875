package org.exojvm.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.exojvm.api.engine.RunnerFixtures;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.core.engine.simulated.SimulatedFault;
import org.exojvm.core.engine.simulated.SimulatedFault.Effect;
import org.exojvm.core.engine.simulated.SimulatedPhase;
import org.exojvm.core.task.LifecycleTask;
import org.exojvm.core.task.TaskStatus;

/**
 * Goal: whatever goes wrong, and whenever, a retry brings the whole group up and a deletion takes
 * it down without a trace. Method: random faults, crashes, requests, cancels and retries at random
 * times; then one last retry, or the deletion.
 */
class WorkerRecoveryProperties {

  private static final int TRIES = 150;
  private static final int ACTIONS = 15;
  private static final long SETTLE_MILLIS = 30_000;

  @Property(tries = TRIES)
  void retryBringsUpTheWholeGroupAndItServes(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int ranks) {
    TestCluster cluster = afterTrouble(new Random(seed), ranks);
    cluster.script.clear();
    cluster.retry();
    cluster.time.pass(SETTLE_MILLIS);
    for (int rank = 0; rank < ranks; rank++) {
      assertThat(cluster.status(rank)).as("rank %d", rank).isEqualTo(new RunnerReady());
    }
    cluster.request("last", "still there?");
    cluster.time.pass(SETTLE_MILLIS);
    assertThat(cluster.taskStatus("last")).isEqualTo(TaskStatus.COMPLETE);
  }

  @Property(tries = TRIES)
  void deletionLeavesNoRunnerAndNoOpenStep(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int ranks) {
    TestCluster cluster = afterTrouble(new Random(seed), ranks);
    cluster.delete();
    cluster.time.pass(SETTLE_MILLIS);
    assertThat(cluster.nodes).allMatch(node -> node.core.runners().isEmpty());
    assertThat(cluster.state().tasks().values())
        .filteredOn(LifecycleTask.class::isInstance)
        .noneMatch(task -> task.taskStatus().isOpen());
    assertThat(cluster.state().runners().values()).allMatch(status -> status.isTerminal());
  }

  private static TestCluster afterTrouble(Random random, int ranks) {
    TestCluster cluster = new TestCluster(ranks);
    cluster.create(ranks);
    for (int i = 0; i < ACTIONS; i++) {
      cluster.time.pass(random.nextInt(2_500));
      act(cluster, random, ranks, i);
    }
    cluster.nodes.forEach(TestNode::resumePlanning);
    return cluster;
  }

  private static void act(TestCluster cluster, Random random, int ranks, int action) {
    int rank = random.nextInt(ranks);
    switch (random.nextInt(7)) {
      case 0 -> cluster.script.add(fault(random).withRank(rank));
      case 1 -> cluster.nodes.get(rank).engine.crash(RunnerFixtures.runner(rank), "crash");
      case 2 -> cluster.request("t" + action, "why?");
      case 3 -> cluster.setStatus("t" + random.nextInt(ACTIONS), TaskStatus.CANCELLED);
      case 4 -> cluster.retry();
      case 5 -> cluster.nodes.get(rank).pausePlanning();
      default -> cluster.nodes.get(rank).resumePlanning();
    }
  }

  private static SimulatedFault fault(Random random) {
    SimulatedPhase[] phases = SimulatedPhase.values();
    Effect[] effects = Effect.values();
    return SimulatedFault.failing(phases[random.nextInt(phases.length)], "fault")
        .withEffect(effects[random.nextInt(effects.length)])
        .withAfterTokens(random.nextInt(5));
  }
}
