package org.exojvm.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerShutdown;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.core.process.ClusterScripts.Step;
import org.exojvm.core.reconcile.TestCluster;
import org.exojvm.core.state.RunnerBinding;
import org.exojvm.core.state.State;
import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.task.Task;

/** Laws of every process manager, on clusters to which anything may have happened. */
class ReconciliationProperties {

  /** More ticks than any patience, pause or bound of the managers. */
  private static final int SETTLING_TICKS = 80;

  @Provide
  Arbitrary<List<Step>> scripts() {
    return ClusterScripts.steps();
  }

  @Property(tries = 200)
  void theSameQuestionHasTheSameAnswer(
      @ForAll("scripts") List<Step> before, @ForAll("scripts") List<Step> after) {
    TestCluster cluster = ClusterScripts.play(before);
    for (ProcessManager<?> manager : managers()) {
      answersAlike(manager, cluster.state(), ClusterScripts.play(after).state());
    }
  }

  private static <M> void answersAlike(ProcessManager<M> manager, State first, State second) {
    M memory = manager.initialMemory();
    for (long number = 0; number < 20; number++) {
      State state = number < 10 ? first : second;
      Tick tick = new Tick(number, "law");
      Round<M> round = manager.reconcile(state, memory, tick);
      assertThat(manager.reconcile(state, memory, tick)).isEqualTo(round);
      memory = round.memory();
    }
  }

  @Property(tries = 200)
  void whenNothingChangesAnyMoreNothingIsDone(@ForAll("scripts") List<Step> steps) {
    TestCluster cluster = ClusterScripts.play(steps);
    Loop loop = new Loop(cluster);
    loop.ticks(SETTLING_TICKS);
    long idx = cluster.state().lastEventAppliedIdx();
    loop.ticks(20);
    assertThat(cluster.state().lastEventAppliedIdx()).isEqualTo(idx);
    assertThat(loop.effectsOfLastTicks()).isEmpty();
  }

  @Property(tries = 200)
  void deletingEverythingLeavesNoInstanceNoRunnerAndNoTask(@ForAll("scripts") List<Step> steps) {
    TestCluster cluster = ClusterScripts.play(steps);
    Loop loop = new Loop(cluster);
    loop.ticks(5);
    for (int intent = 0; intent < 3; intent++) {
      cluster.withdraw("m" + intent);
    }
    for (InstanceId instance : ImmutableList.copyOf(cluster.state().instances().keys())) {
      cluster.delete(instance.value());
    }
    loop.ticks(2);
    stopUnwantedRunners(cluster);
    loop.ticks(SETTLING_TICKS);
    State state = cluster.state();
    assertThat(state.instances().asMap()).isEmpty();
    assertThat(state.runners().asMap()).isEmpty();
    assertThat(state.runnerBindings().asMap()).isEmpty();
    assertThat(state.tasks().asMap()).isEmpty();
  }

  /** The last manager may delete an instance too; the cleaner sees to its requests a tick later. */
  @Property(tries = 200)
  void noRequestOfAGoneInstanceStaysOpen(@ForAll("scripts") List<Step> steps) {
    TestCluster cluster = ClusterScripts.play(steps);
    new Loop(cluster).ticks(2);
    State state = cluster.state();
    for (Task task : state.tasks().values()) {
      boolean open = task instanceof GenerationTask && task.taskStatus().isOpen();
      assertThat(open && !state.instances().containsKey(task.instanceId())).isFalse();
    }
  }

  @Property(tries = 200)
  void anIntentNeverGetsASecondInstance(@ForAll("scripts") List<Step> steps) {
    TestCluster cluster = TestCluster.connected("a", "b", "c", "d");
    Loop loop = new Loop(cluster);
    for (Step step : steps) {
      boolean byHand =
          step.kind() == ClusterScripts.Kind.PLACE_RING
              || step.kind() == ClusterScripts.Kind.PLACE_MESH;
      if (!byHand) {
        ClusterScripts.play(cluster, step);
        loop.ticks(1);
        assertThat(
                cluster.state().instances().asMap().values().stream()
                    .map(instance -> String.valueOf(instance.metaInstanceId())))
            .doesNotHaveDuplicates();
      }
    }
  }

  /** Workers stop what is not wanted, and say so. */
  private static void stopUnwantedRunners(TestCluster cluster) {
    RunnerStatus stopped = new RunnerShutdown();
    for (var bound :
        ImmutableList.<Map.Entry<RunnerId, RunnerBinding>>copyOf(
            cluster.state().runnerBindings().entries())) {
      if (cluster.state().topology().contains(bound.getValue().nodeId())) {
        cluster.report(bound.getKey(), stopped);
      }
    }
  }

  private static ImmutableList<ProcessManager<?>> managers() {
    return ImmutableList.of(
        new InstanceHealthManager(),
        new NodeLivenessManager(),
        new CleanerManager(),
        new MetaInstanceManager(
            PlacementSettings.of(ImmutableList.of(FirstNodes.NAME), FirstNodes.NAME)));
  }

  /** All managers but liveness, which would disconnect the silent nodes; effects are answered. */
  private static final class Loop {

    private final ManagerRun<InstanceHealthMemory> health;
    private final ManagerRun<CleanerMemory> cleaner;
    private final IntentRun intents;
    private List<Effect> effects = ImmutableList.of();

    Loop(TestCluster cluster) {
      this.health = new ManagerRun<>(new InstanceHealthManager(), cluster);
      this.cleaner = new ManagerRun<>(new CleanerManager(), cluster);
      this.intents = new IntentRun(cluster);
    }

    void ticks(int count) {
      ImmutableList.Builder<Effect> started = ImmutableList.builder();
      for (int i = 0; i < count; i++) {
        health.tick();
        cleaner.tick();
        started.addAll(intents.tick().effects());
        intents.answerAll();
      }
      effects = started.build();
    }

    List<Effect> effectsOfLastTicks() {
      return effects;
    }
  }
}
