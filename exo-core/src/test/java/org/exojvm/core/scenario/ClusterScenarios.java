package org.exojvm.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import org.exojvm.api.generation.GenerationChunk.TokenChunk;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.Instance.MlxJacclInstance;
import org.exojvm.api.instance.Instance.MlxRingInstance;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.Memory;
import org.exojvm.core.command.Command;
import org.exojvm.core.download.DownloadProgress.DownloadOngoing;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.InstanceEvent.InstanceRetrying;
import org.exojvm.core.event.MetaInstanceEvent.RequiredNodesRelaxed;
import org.exojvm.core.event.NodeEvent.NodeDisconnected;
import org.exojvm.core.event.TaskEvent.TaskCreated;
import org.exojvm.core.event.TaskEvent.TaskStatusUpdated;
import org.exojvm.core.master.CommandAnswer;
import org.exojvm.core.reconcile.MemoryLedger;
import org.exojvm.core.reconcile.MemoryPolicy;
import org.exojvm.core.state.State;
import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.task.LifecycleTask.CancelTask;
import org.exojvm.core.task.Task;
import org.exojvm.core.task.TaskStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What people see of the reconciliation, on whole clusters of real cores: what breaks, what is done
 * about it, and what is left.
 */
final class ClusterScenarios {

  private static final long ROUNDING_BYTES = 16;

  @Test
  void disconnectEthernet_ringInstance_isReplaced() {
    Scenario scenario = new Scenario(TestClusters.ethernet("a", "b", "c"));
    MetaInstanceId intent = scenario.declare("m", TestClusters.LARGE, spec -> spec);
    Instance first = scenario.awaitServing(intent);
    assertThat(first.shardAssignments().nodeToRunner()).hasSize(3);

    scenario.cluster.cutLinks(link -> TestClusters.joins(link, "a", "b"));
    Instance second = scenario.awaitServing(intent, first);

    assertThat(second.shardAssignments().nodeToRunner()).hasSize(2);
    assertThat(scenario.seen(InstanceDeleted.class))
        .extracting(InstanceDeleted::failureError)
        .containsExactly("Network connection lost");
    assertThat(scenario.intent(intent).status().lastFailureError())
        .isEqualTo("Network connection lost");
  }

  @Test
  void disconnectThunderbolt_rdmaInstance_isReplaced() {
    Scenario scenario = new Scenario(TestClusters.thunderbolt("a", "b", "c"));
    MetaInstanceId intent =
        scenario.declare(
            "m",
            TestClusters.LARGE,
            spec -> spec.withInstanceMeta(InstanceMeta.MLX_JACCL).withSharding(Sharding.TENSOR));
    Instance first = scenario.awaitServing(intent);
    assertThat(first).isInstanceOf(MlxJacclInstance.class);

    scenario.cluster.cutLinks(
        link -> TestClusters.isRdma(link) && TestClusters.joins(link, "a", "b"));
    Instance second = scenario.awaitServing(intent, first);
    assertThat(second).isInstanceOf(MlxJacclInstance.class);
    assertThat(second.shardAssignments().nodeToRunner()).hasSize(2).containsKey(NodeId.of("c"));

    scenario.cluster.cutLinks(TestClusters::isRdma);
    assertThat(
            scenario.cluster.runUntil(
                state ->
                    "Requested RDMA (MlxJaccl) but no RDMA-connected cycles available"
                        .equals(placementError(state, intent)),
                Scenario.ENOUGH_MILLIS))
        .isTrue();
    assertThat(Scenario.backing(scenario.cluster.state(), intent)).isEmpty();

    scenario.cluster.restoreLinks(TestClusters::isRdma);
    scenario.awaitServing(intent, first, second);
    assertThat(placementError(scenario.cluster.state(), intent)).isNull();
  }

  @Test
  void killNodeOfInstance_disconnects_deletes_replacesOnRemaining() {
    Scenario scenario = new Scenario(TestClusters.ethernet("a", "b", "c"));
    MetaInstanceId intent = scenario.declare("m", TestClusters.LARGE, spec -> spec);
    Instance first = scenario.awaitServing(intent);

    scenario.cluster.killNode(NodeId.of("c"));
    Instance second = scenario.awaitServing(intent, first);
    assertThat(
            scenario.cluster.runUntil(
                state -> !state.topology().contains(NodeId.of("c")), Scenario.ENOUGH_MILLIS))
        .isTrue();

    assertThat(scenario.seen(NodeDisconnected.class))
        .extracting(NodeDisconnected::nodeId)
        .containsExactly(NodeId.of("c"));
    assertThat(scenario.seen(InstanceDeleted.class)).hasSize(1);
    assertThat(second.shardAssignments().nodeToRunner().keySet())
        .containsExactlyInAnyOrder(NodeId.of("a"), NodeId.of("b"));
    scenario.delete(intent);
    scenario.assertNothingLeft();
  }

  @Test
  void deleteMetaInstance_cascades_cancelsTasks_leavesNothing() {
    Scenario scenario = new Scenario(TestClusters.ethernet("a", "b"));
    MetaInstanceId intent = scenario.declare("m", TestClusters.LARGE, spec -> spec);
    Instance instance = scenario.awaitServing(intent);
    scenario.generate(TestClusters.LARGE, "first");
    scenario.generate(TestClusters.LARGE, "second");

    scenario.delete(intent);

    int cancelled = lastIndexOfCancelled(scenario);
    int deleted = scenario.events.indexOf(scenario.seen(InstanceDeleted.class).get(0));
    assertThat(cancelled).isNotNegative().isLessThan(deleted);
    assertThat(scenario.seen(InstanceDeleted.class))
        .extracting(InstanceDeleted::instanceId)
        .containsExactly(instance.instanceId());
    assertThat(Scenario.openTasks(scenario.cluster.state())).isZero();
    scenario.assertNothingLeft();
    assertThat(scenario.cluster.state().metaInstances().isEmpty()).isTrue();
  }

  private static int lastIndexOfCancelled(Scenario scenario) {
    int last = -1;
    for (int i = 0; i < scenario.events.size(); i++) {
      if (scenario.events.get(i) instanceof TaskStatusUpdated update
          && update.taskStatus() == TaskStatus.CANCELLED) {
        last = i;
      }
    }
    return last;
  }

  @Test
  void twoMetaInstancesSameModel_eachOwnInstance() {
    Scenario scenario = new Scenario(TestClusters.ethernet("a", "b"));
    MetaInstanceId one = scenario.declare("one", TestClusters.SMALL, spec -> spec);
    MetaInstanceId two = scenario.declare("two", TestClusters.SMALL, spec -> spec);
    Instance first = scenario.awaitServing(one);
    Instance second = scenario.awaitServing(two);
    assertThat(first.instanceId()).isNotEqualTo(second.instanceId());

    scenario.delete(one);
    scenario.cluster.advanceMillis(10_000);

    assertThat(scenario.cluster.state().instances().size()).isEqualTo(1);
    assertThat(Scenario.backing(scenario.cluster.state(), two)).hasSize(1);
    assertThat(Scenario.serves(scenario.cluster.state(), second)).isTrue();
  }

  @Test
  void memoryOfAnInstance_isMeasuredOnceLoadedAndOfferedAnewOnceStopped() {
    Scenario scenario = new Scenario(TestClusters.ethernet("a", "b"));
    ImmutableMap<NodeId, Memory> before = offered(scenario);
    MetaInstanceId intent = scenario.declare("m", TestClusters.LARGE, spec -> spec);
    scenario.awaitServing(intent);
    Memory cache = Memory.ofBytes(TestClusters.LARGE.storageSize().inBytes() / 10);
    Memory share = TestClusters.LARGE.storageSize().plus(cache);
    assertThat(sum(offered(scenario)))
        .isCloseTo(sum(before) - share.inBytes(), within(ROUNDING_BYTES));

    scenario.delete(intent);
    assertThat(scenario.cluster.runUntil(state -> state.runnerBindings().isEmpty(), 10_000))
        .isTrue();
    assertThat(offered(scenario)).isEqualTo(before);
  }

  private static ImmutableMap<NodeId, Memory> offered(Scenario scenario) {
    return MemoryLedger.freeMemory(scenario.cluster.state(), MemoryPolicy.defaults());
  }

  private static long sum(ImmutableMap<NodeId, Memory> memory) {
    return memory.values().stream().mapToLong(Memory::inBytes).sum();
  }

  @Test
  void orphanInstance_unaffectedByMetaLifecycle() {
    Scenario scenario = new Scenario(TestClusters.ethernet("a", "b"));
    assertThat(
            scenario.ask(
                new Command.PlaceInstance(
                    scenario.nextCommandId(),
                    TestClusters.SMALL,
                    Sharding.PIPELINE,
                    InstanceMeta.MLX_RING,
                    2)))
        .isInstanceOf(CommandAnswer.Accepted.class);
    Instance orphan = scenario.seen(InstanceCreated.class).get(0).instance();
    MetaInstanceId intent = scenario.declare("m", TestClusters.SMALL, spec -> spec);
    scenario.awaitServing(intent);
    scenario.delete(intent);
    scenario.cluster.advanceMillis(60_000);

    assertThat(scenario.cluster.state().instances().asMap().keySet())
        .containsExactly(orphan.instanceId());
    assertThat(Scenario.serves(scenario.cluster.state(), orphan)).isTrue();
    assertThat(
            scenario.ask(new Command.DeleteInstance(scenario.nextCommandId(), orphan.instanceId())))
        .isInstanceOf(CommandAnswer.Accepted.class);
    scenario.assertNothingLeft();
  }

  @Test
  void threeRetriesThenReplace_elsewhereAndErrorStaysVisible() {
    Scenario scenario = new Scenario(TestClusters.ethernet("a", "b", "c"));
    MetaInstanceId intent = scenario.declare("m", TestClusters.LARGE, spec -> spec.withMaxNodes(2));
    Instance first = scenario.awaitServing(intent);
    RunnerId runner = first.shardAssignments().runnerToShard().keySet().asList().get(1);

    for (int failure = 1; failure <= 4; failure++) {
      scenario.cluster.failRunner(runner, "out of memory");
      int expected = failure;
      assertThat(
              scenario.cluster.runUntil(
                  state -> failures(state, intent) == expected, Scenario.ENOUGH_MILLIS))
          .as("failure %d is counted", failure)
          .isTrue();
      scenario.awaitServing(intent);
    }

    assertThat(scenario.seen(InstanceRetrying.class)).hasSize(3);
    assertThat(scenario.seen(InstanceDeleted.class)).hasSize(1);
    Instance second = scenario.awaitServing(intent, first);
    NodeId culprit = first.shardAssignments().nodeToRunner().keySet().asList().get(1);
    assertThat(scenario.cluster.state().openBreakers().keys()).containsExactly(culprit);
    assertThat(second.shardAssignments().nodeToRunner()).doesNotContainKey(culprit);
    assertThat(failures(scenario.cluster.state(), intent)).isEqualTo(4);
    assertThat(scenario.intent(intent).status().lastFailureError()).contains("out of memory");
  }

  @Test
  void linkFlapsTwoTicks_noSecondInstance() {
    Scenario scenario = new Scenario(TestClusters.ethernet("a", "b"));
    MetaInstanceId intent = scenario.declare("m", TestClusters.LARGE, spec -> spec);
    Instance only = scenario.awaitServing(intent);

    scenario.cluster.cutLinks(link -> TestClusters.joins(link, "a", "b"));
    assertThat(
            scenario.cluster.runUntil(
                state -> state.topology().links(NodeId.of("a"), NodeId.of("b")).isEmpty(), 20_000))
        .isTrue();
    scenario.cluster.advanceMillis(500);
    scenario.cluster.restoreLinksAfter(1_000, link -> TestClusters.joins(link, "a", "b"));
    scenario.cluster.advanceMillis(30_000);

    assertThat(scenario.seen(InstanceDeleted.class)).isEmpty();
    assertThat(scenario.seen(InstanceCreated.class)).hasSize(1);
    assertThat(Scenario.serves(scenario.cluster.state(), only)).isTrue();
  }

  @Test
  void pinnedNodeDies_replacedOnRest() {
    Scenario scenario = new Scenario(TestClusters.ethernet("a", "b", "c"));
    MetaInstanceId intent =
        scenario.declare(
            "m",
            TestClusters.LARGE,
            spec ->
                spec.withMinNodes(2).withMaxNodes(2).withNodeIds(ImmutableList.of(NodeId.of("c"))));
    Instance first = scenario.awaitServing(intent);
    assertThat(first.shardAssignments().nodeToRunner()).containsKey(NodeId.of("c"));

    scenario.cluster.killNode(NodeId.of("c"));
    Instance second = scenario.awaitServing(intent, first);

    assertThat(second.shardAssignments().nodeToRunner().keySet())
        .containsExactlyInAnyOrder(NodeId.of("a"), NodeId.of("b"));
    RequiredNodesRelaxed relaxed = scenario.seen(RequiredNodesRelaxed.class).get(0);
    assertThat(relaxed.nodeIds()).containsExactly(NodeId.of("c"));
    assertThat(relaxed.reason()).contains("c");
  }

  @Test
  void deletedDuringDownloadAndDeclaredAgain_serves() {
    Scenario scenario = new Scenario(TestClusters.ethernet("a", "b", "c"));
    MetaInstanceId first = scenario.declare("m", TestClusters.LARGE, spec -> spec);
    assertThat(
            scenario.cluster.runUntil(
                state ->
                    Iterables.any(
                        state.downloads().values(),
                        downloads -> Iterables.any(downloads, DownloadOngoing.class::isInstance)),
                Scenario.ENOUGH_MILLIS))
        .isTrue();
    scenario.delete(first);
    scenario.cluster.advanceMillis(5_000);
    scenario.awaitServing(scenario.declare("again", TestClusters.LARGE, spec -> spec));
  }

  @Test
  void textTask_streamsItsTokensAndCompletes() {
    Scenario scenario = new Scenario(TestClusters.ethernet("a", "b"));
    MetaInstanceId intent = scenario.declare("m", TestClusters.LARGE, spec -> spec);
    scenario.awaitServing(intent);
    CommandId request = scenario.generate(TestClusters.LARGE, "hello");

    assertThat(
            scenario.cluster.runUntil(
                state -> statusOf(state, request) == TaskStatus.COMPLETE, Scenario.ENOUGH_MILLIS))
        .isTrue();
    assertThat(scenario.chunks(request)).isNotEmpty();
    assertThat(scenario.chunks(request).getLast())
        .isInstanceOfSatisfying(
            TokenChunk.class, last -> assertThat(last.finishReason()).isNotNull());

    assertThat(scenario.ask(new Command.TaskFinished(scenario.nextCommandId(), request)))
        .isInstanceOf(CommandAnswer.Accepted.class);
    assertThat(statusOf(scenario.cluster.state(), request)).isNull();
  }

  @Test
  void cancelledTask_isLeftByAllRanksOnceAndTheNextOneRuns() {
    Scenario scenario = new Scenario(TestClusters.ethernet("a", "b"));
    MetaInstanceId intent = scenario.declare("m", TestClusters.LARGE, spec -> spec);
    scenario.awaitServing(intent);
    CommandId first = scenario.generate(TestClusters.LARGE, "hello");
    assertThat(
            scenario.cluster.runUntil(
                state -> statusOf(state, first) == TaskStatus.RUNNING, Scenario.ENOUGH_MILLIS))
        .isTrue();

    assertThat(scenario.ask(new Command.TaskCancelled(scenario.nextCommandId(), first)))
        .isInstanceOf(CommandAnswer.Accepted.class);
    assertThat(
            scenario.cluster.runUntil(
                state -> statusOf(state, first) == null, Scenario.ENOUGH_MILLIS))
        .isTrue();
    assertThat(scenario.seen(TaskCreated.class))
        .filteredOn(created -> created.task() instanceof CancelTask)
        .hasSize(2);

    CommandId second = scenario.generate(TestClusters.LARGE, "again");
    assertThat(
            scenario.cluster.runUntil(
                state -> statusOf(state, second) == TaskStatus.COMPLETE, Scenario.ENOUGH_MILLIS))
        .isTrue();
    assertThat(scenario.intent(intent).status().consecutiveFailures()).isZero();
  }

  private static @Nullable TaskStatus statusOf(State state, CommandId command) {
    for (Task task : state.tasks().values()) {
      if (task instanceof GenerationTask request && request.commandId().equals(command)) {
        return request.taskStatus();
      }
    }
    return null;
  }

  @Test
  void singleNodeJaccl_becomesRing() {
    Scenario scenario = new Scenario(TestClusters.ethernet("a"));
    MetaInstanceId intent =
        scenario.declare(
            "m", TestClusters.SMALL, spec -> spec.withInstanceMeta(InstanceMeta.MLX_JACCL));
    assertThat(scenario.awaitServing(intent)).isInstanceOf(MlxRingInstance.class);
  }

  private static @Nullable String placementError(State state, MetaInstanceId intent) {
    var present = state.metaInstances().get(intent);
    return present == null ? null : present.status().placementError();
  }

  private static int failures(State state, MetaInstanceId intent) {
    var present = state.metaInstances().get(intent);
    return present == null ? -1 : present.status().consecutiveFailures();
  }
}
