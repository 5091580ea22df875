package org.exojvm.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.engine.RunnerStatus.RunnerShutdown;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.api.instance.Sharding;
import org.exojvm.core.command.Command;
import org.exojvm.core.event.AvailabilityEvent.InstanceNotMoved;
import org.exojvm.core.event.AvailabilityEvent.NodeDrained;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.exojvm.core.explain.IntentExplainer;
import org.exojvm.core.master.CommandAnswer;
import org.exojvm.core.master.RejectionCode;
import org.exojvm.core.state.RunnerBinding;
import org.exojvm.core.state.State;
import org.junit.jupiter.api.Test;

/** Goal: a drained node is emptied one instance after the other, and nothing is lost over it. */
final class DrainScenarios {

  private static final NodeId A = NodeId.of("a");
  private static final NodeId B = NodeId.of("b");
  private final State description = TestClusters.ethernet("a", "b", "c");
  private final MasterHarness master = MasterHarness.of(description);
  private int commands;

  @Test
  void instancesAreMovedOneByOneWhenTheOneBeforeServesAgain() {
    declare("m", spec -> on(A, spec));
    declare("n", spec -> on(A, spec));
    unpin("m");
    unpin("n");
    drain(A);
    run(3);
    assertThat(master.seen(InstanceDeleted.class)).hasSize(1);
    assertThat(nodeOf("m")).isNotEqualTo(A);

    run(60);
    assertThat(master.seen(InstanceDeleted.class)).hasSize(1);
    assertThat(nodeOf("n")).isEqualTo(A);

    serve();
    run(3);
    serve();
    assertThat(master.seen(InstanceDeleted.class)).hasSize(2);
    assertThat(nodeOf("n")).isNotEqualTo(A);
    run(30);
    assertThat(master.seen(InstanceDeleted.class)).hasSize(2);
    assertThat(master.seen(InstanceNotMoved.class)).isEmpty();
  }

  @Test
  void whatFitsNowhereElseIsLeftAloneAndSaysWhy() {
    declare("m", spec -> spec.withMinNodes(3));
    drain(A);
    run(30);
    assertThat(master.seen(InstanceDeleted.class)).isEmpty();
    InstanceNotMoved stays = Iterables.getOnlyElement(master.seen(InstanceNotMoved.class));
    assertThat(stays.reason()).containsPattern("\\d");
    assertThat(nodesOf("m")).hasSize(3);
    assertThat(
            IntentExplainer.defaults().explain(master.core.state(), MetaInstanceId.of("m")).text())
        .contains("node a is drained, and it stays there: " + stays.reason());

    edit("m", spec -> spec.withMinNodes(2));
    run(3);
    assertThat(nodesOf("m")).hasSize(2).doesNotContain(A);
  }

  /**
   * The new place may use the memory that the instance gives back on nodes that are not drained.
   */
  @Test
  void memoryThatTheInstanceHoldsElsewhereCountsForItsNewPlace() {
    master.ask(
        new Command.CreateMetaInstance(
            next(),
            MetaInstance.of(
                MetaInstanceSpec.of(MetaInstanceId.of("m"), TestClusters.LARGE.modelId())
                    .withMaxNodes(2))));
    master.settle();
    NodeId drained = nodesOf("m").getFirst();
    NodeId shared = nodesOf("m").get(1);
    drain(drained);
    run(2);
    assertThat(master.seen(InstanceDeleted.class)).hasSize(1);
    run(10);
    assertThat(nodesOf("m")).hasSize(2).contains(shared).doesNotContain(drained);
  }

  @Test
  void nothingNewIsPlacedOnIt() {
    drain(A);
    drain(B);
    declare("m", spec -> spec);
    assertThat(nodesOf("m")).containsExactly(NodeId.of("c"));
    declare("n", spec -> spec.withMinNodes(2));
    assertThat(intent("n").status().placementError())
        .contains("2 of 3 nodes are not offered: a, it is drained (new disk); b, it is drained");

    master.ask(new Command.UndrainNode(next(), A));
    run(2);
    assertThat(nodesOf("n")).hasSize(2).contains(A);
  }

  @Test
  void anInstanceOfNoIntentIsLeftToItsOwner() {
    master.ask(
        new Command.PlaceInstance(
            next(), TestClusters.SMALL, Sharding.PIPELINE, InstanceMeta.MLX_RING, 3));
    master.settle();
    drain(A);
    run(5);
    assertThat(master.seen(InstanceDeleted.class)).isEmpty();
    assertThat(master.seen(InstanceNotMoved.class))
        .singleElement()
        .satisfies(stays -> assertThat(stays.reason()).startsWith("no intent keeps it"));
  }

  @Test
  void drainingTwiceIsOnceAndAnUnknownNodeIsRejected() {
    drain(A);
    drain(A);
    assertThat(master.lastAnswer()).isInstanceOf(CommandAnswer.Accepted.class);
    assertThat(master.seen(NodeDrained.class)).hasSize(1);
    master.ask(new Command.UndrainNode(next(), B));
    assertThat(master.lastAnswer()).isInstanceOf(CommandAnswer.Accepted.class);
    master.ask(new Command.DrainNode(next(), B, "x".repeat(501)));
    assertThat(master.lastAnswer())
        .isInstanceOfSatisfying(
            CommandAnswer.Rejected.class,
            rejected -> assertThat(rejected.reason()).contains("501 characters", "500"));
    drain(NodeId.of("nobody"));
    assertThat(master.lastAnswer())
        .isInstanceOfSatisfying(
            CommandAnswer.Rejected.class,
            rejected -> assertThat(rejected.code()).isEqualTo(RejectionCode.NOT_FOUND));
  }

  private static MetaInstanceSpec on(NodeId node, MetaInstanceSpec spec) {
    return spec.withNodeIds(ImmutableList.of(node)).withMaxNodes(1);
  }

  private void declare(String id, UnaryOperator<MetaInstanceSpec> edit) {
    MetaInstanceSpec spec = MetaInstanceSpec.of(MetaInstanceId.of(id), TestClusters.TINY.modelId());
    master.ask(new Command.CreateMetaInstance(next(), MetaInstance.of(edit.apply(spec))));
    master.settle();
    serve();
  }

  /** The intent may be anywhere from now on; what backs it still is what it asks for. */
  private void unpin(String id) {
    edit(id, spec -> spec.withNodeIds(ImmutableList.of()));
  }

  private void edit(String id, UnaryOperator<MetaInstanceSpec> change) {
    MetaInstanceSpec spec = intent(id).spec();
    master.ask(
        new Command.EditMetaInstance(
            next(), MetaInstance.of(change.apply(spec).withGeneration(spec.generation() + 1))));
    master.settle();
  }

  private void drain(NodeId node) {
    master.ask(new Command.DrainNode(next(), node, "new disk"));
    master.settle();
  }

  /** Lets seconds pass in which nodes measure and runners that nobody wants stop. */
  private void run(int seconds) {
    for (int second = 0; second < seconds; second++) {
      stopUnwanted();
      description.topology().nodes().forEach(node -> master.heartbeat(description, node));
      master.tick();
      master.settle();
    }
  }

  private void stopUnwanted() {
    State state = master.core.state();
    for (var bound : ImmutableList.copyOf(state.runnerBindings().entries())) {
      RunnerBinding binding = bound.getValue();
      if (!state.instances().containsKey(binding.instanceId())) {
        report(binding.nodeId(), bound.getKey(), new RunnerShutdown());
      }
    }
  }

  private void serve() {
    for (Instance instance : master.core.state().instances().values()) {
      instance
          .shardAssignments()
          .nodeToRunner()
          .forEach((node, runner) -> report(node, runner, new RunnerReady()));
    }
  }

  private void report(NodeId node, RunnerId runner, RunnerStatus status) {
    master.report(node, new RunnerStatusUpdated(master.ids().nextEventId(), runner, status, null));
  }

  private CommandId next() {
    return CommandId.of("drain-" + ++commands);
  }

  private MetaInstance intent(String id) {
    return Objects.requireNonNull(master.core.state().metaInstances().get(MetaInstanceId.of(id)));
  }

  private NodeId nodeOf(String intent) {
    return Iterables.getOnlyElement(nodesOf(intent));
  }

  private ImmutableList<NodeId> nodesOf(String intent) {
    for (Instance instance : master.core.state().instances().values()) {
      if (MetaInstanceId.of(intent).equals(instance.metaInstanceId())) {
        return instance.shardAssignments().nodeToRunner().keySet().asList();
      }
    }
    return ImmutableList.of();
  }
}
