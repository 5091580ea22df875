package org.exojvm.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.core.command.Command;
import org.exojvm.core.state.State;

/** Laws of whole clusters under any course of commands and faults. */
final class ClusterProperties {

  private static final ImmutableList<String> NODES = ImmutableList.of("a", "b", "c", "d");

  /** Something that is done to a cluster, followed by some time. */
  sealed interface Action {
    record Declare(int intent, boolean jaccl, int minNodes) implements Action {}

    record Withdraw(int intent) implements Action {}

    record Cut(int one, int other) implements Action {}

    record Restore() implements Action {}

    record Kill(int node) implements Action {}

    record FailRunner(int runner) implements Action {}

    record Generate() implements Action {}

    record Cancel() implements Action {}
  }

  record Step(Action action, long thenMillis) {}

  @Provide
  Arbitrary<List<Step>> courses() {
    Arbitrary<Integer> small = Arbitraries.integers().between(0, 3);
    Arbitrary<Action> action =
        Arbitraries.frequencyOf(
            Tuple.of(
                5,
                Combinators.combine(
                        small, Arbitraries.of(true, false), Arbitraries.integers().between(1, 3))
                    .as(Action.Declare::new)),
            Tuple.of(2, small.map(Action.Withdraw::new)),
            Tuple.of(2, Combinators.combine(small, small).as(Action.Cut::new)),
            Tuple.of(2, Arbitraries.of(new Action.Restore())),
            Tuple.of(1, small.map(Action.Kill::new)),
            Tuple.of(4, small.map(Action.FailRunner::new)),
            Tuple.of(3, Arbitraries.of(new Action.Generate())),
            Tuple.of(2, Arbitraries.of(new Action.Cancel())));
    return Combinators.combine(action, Arbitraries.of(0L, 50L, 700L, 3_000L, 20_000L))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  @Property(tries = 60)
  void afterAnyCourse_withdrawingAllIntentsLeavesNothing(@ForAll("courses") List<Step> course) {
    Course run = new Course();
    course.forEach(run::take);
    run.withdrawAll();
    run.scenario.assertNothingLeft();
  }

  @Property(tries = 60)
  void atAnyTime_anIntentHasAtMostOneInstance(@ForAll("courses") List<Step> course) {
    Course run = new Course();
    for (Step step : course) {
      run.take(step);
      assertOneInstanceEach(run.scenario.cluster.state());
    }
  }

  private static void assertOneInstanceEach(State state) {
    Map<MetaInstanceId, Integer> backing = new HashMap<>();
    for (Instance instance : state.instances().values()) {
      MetaInstanceId intent = instance.metaInstanceId();
      if (intent != null) {
        assertThat(backing.merge(intent, 1, Integer::sum))
            .as("instances of intent %s", intent)
            .isEqualTo(1);
      }
    }
  }

  @Property(tries = 60)
  void afterAnyCourse_everyIntentServesOrSaysWhyNot(@ForAll("courses") List<Step> course) {
    Course run = new Course();
    course.forEach(run::take);
    run.scenario.cluster.restoreLinksAfter(0, link -> true);
    assertThat(run.scenario.cluster.runUntil(ClusterProperties::everyIntentIsSettled, 600_000))
        .as(
            "intents %s runners %s instances %s",
            run.scenario.cluster.state().metaInstances(),
            run.scenario.cluster.state().runners(),
            run.scenario.cluster.state().instances())
        .isTrue();
  }

  private static boolean everyIntentIsSettled(State state) {
    for (MetaInstance intent : state.metaInstances().values()) {
      ImmutableList<Instance> backing = Scenario.backing(state, intent.id());
      boolean settled =
          backing.isEmpty()
              ? intent.status().placementError() != null
              : Scenario.serves(state, backing.get(0));
      if (!settled) {
        return false;
      }
    }
    return true;
  }

  @Property(tries = 20)
  void sameCourse_givesTheSameEvents(@ForAll("courses") List<Step> course) {
    Course one = new Course();
    Course other = new Course();
    course.forEach(one::take);
    course.forEach(other::take);
    assertThat(one.scenario.events).isEqualTo(other.scenario.events);
  }

  /** A cluster on which a course is run. */
  private static final class Course {

    final Scenario scenario = new Scenario(TestClusters.thunderbolt(NODES.toArray(String[]::new)));
    private final List<CommandId> requests = new ArrayList<>();
    private int declared;

    void take(Step step) {
      switch (step.action()) {
        case Action.Declare declare -> declare(declare);
        case Action.Withdraw withdraw -> withdraw(withdraw.intent());
        case Action.Cut cut ->
            scenario.cluster.cutLinksAfter(
                1_000,
                link -> TestClusters.joins(link, NODES.get(cut.one()), NODES.get(cut.other())));
        case Action.Restore _ -> scenario.cluster.restoreLinksAfter(1_000, link -> true);
        case Action.Kill kill -> kill(kill.node());
        case Action.FailRunner fail -> failRunner(fail.runner());
        case Action.Generate _ -> generate();
        case Action.Cancel _ -> cancel();
      }
      scenario.cluster.advanceMillis(step.thenMillis());
    }

    private void declare(Action.Declare declare) {
      MetaInstanceSpec spec =
          MetaInstanceSpec.of(
                  MetaInstanceId.of("m" + declared++ % 4),
                  declare.intent() % 2 == 0
                      ? TestClusters.SMALL.modelId()
                      : TestClusters.LARGE.modelId())
              .withMinNodes(declare.minNodes())
              .withInstanceMeta(declare.jaccl() ? InstanceMeta.MLX_JACCL : InstanceMeta.MLX_RING);
      scenario.cluster.submit(
          new Command.CreateMetaInstance(scenario.nextCommandId(), MetaInstance.of(spec)));
    }

    private void withdraw(int intent) {
      scenario.cluster.submit(
          new Command.DeleteMetaInstance(
              scenario.nextCommandId(), MetaInstanceId.of("m" + intent)));
    }

    private void kill(int node) {
      NodeId id = NodeId.of(NODES.get(node));
      if (!id.equals(scenario.cluster.masterNode())) {
        scenario.cluster.killNode(id);
      }
    }

    private void failRunner(int which) {
      List<RunnerId> runners = new ArrayList<>(scenario.cluster.state().runners().asMap().keySet());
      if (!runners.isEmpty()) {
        scenario.cluster.failRunner(runners.get(which % runners.size()), "scripted crash");
      }
    }

    private void generate() {
      CommandId id = scenario.nextCommandId();
      requests.add(id);
      scenario.cluster.submit(
          new Command.TextGeneration(id, TestRequests.text(TestClusters.SMALL, "hello")));
    }

    private void cancel() {
      if (!requests.isEmpty()) {
        scenario.cluster.submit(
            new Command.TaskCancelled(scenario.nextCommandId(), requests.get(requests.size() - 1)));
      }
    }

    void withdrawAll() {
      scenario.cluster.advanceMillis(1_000);
      for (int intent = 0; intent < 4; intent++) {
        withdraw(intent);
      }
      scenario.cluster.advanceMillis(1_000);
    }
  }
}
