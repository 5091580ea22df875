package org.exojvm.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.util.List;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.api.node.InterfaceType;
import org.exojvm.api.node.NetworkInterfaceInfo;
import org.exojvm.api.node.ThunderboltIdentifier;
import org.exojvm.api.topology.Connection;
import org.exojvm.core.command.Command;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.NodeEvent.NodeDisconnected;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.exojvm.core.event.TestEvent;
import org.exojvm.core.event.TopologyEvent.TopologyEdgeCreated;
import org.exojvm.core.info.GatheredInfo;
import org.exojvm.core.info.GatheredInfo.MacThunderboltIdentifiers;
import org.exojvm.core.info.GatheredInfo.MiscData;
import org.exojvm.core.info.GatheredInfo.StaticNodeInformation;
import org.exojvm.core.process.NodeLivenessManager;
import org.exojvm.core.state.State;
import org.junit.jupiter.api.Test;

/**
 * Goal: a machine that comes back under another id leaves no ghost behind, and two ids of one
 * machine that both speak are left alone.
 */
final class GhostScenarios {

  private static final NodeId OLD = NodeId.of("b");
  private static final NodeId NEW = NodeId.of("b2");

  /** The machine of b, when it has come back as b2, with its cables. */
  private final State both = TestClusters.thunderbolt("a", "b", "b2");

  private final MasterHarness master = MasterHarness.of(TestClusters.thunderbolt("a", "b"));

  /** Museum: a node restarts with a new id, and the runners of the old one look alive (539be54). */
  @Test
  void aNodeThatRestartsWithANewIdIsNotServedByItsOldRunners() {
    identify(OLD);
    Instance placed = declare();
    assertThat(placed.shardAssignments().nodeToRunner()).containsKey(OLD);
    seconds(20, List.of(NodeId.of("a")));
    assertThat(master.seen(NodeDisconnected.class)).isEmpty();

    join();
    master.tick();
    assertThat(master.seen(NodeDisconnected.class))
        .extracting(NodeDisconnected::nodeId)
        .containsExactly(OLD);
    seconds(2, List.of(NodeId.of("a"), NEW));
    assertThat(master.seen(InstanceDeleted.class)).hasSize(1);
  }

  /** Museum: ghosts of old nodes block RDMA placement (#2194, #2248). */
  @Test
  void aGhostDoesNotBlockAPlacementOverRdma() {
    identify(OLD);
    seconds(20, List.of(NodeId.of("a")));
    join();
    master.tick();
    Instance placed = declare();
    assertThat(placed).isInstanceOf(Instance.MlxJacclInstance.class);
    assertThat(placed.shardAssignments().nodeToRunner().keySet())
        .containsExactlyInAnyOrder(NodeId.of("a"), NEW);
  }

  @Test
  void aProcessThatComesBackAtOnceIsWaitedForUntilTheOldOneCanBeGone() {
    identify(OLD);
    master.tick();
    join();
    seconds(NodeLivenessManager.GHOST_TICKS - 1, List.of(NodeId.of("a"), NEW));
    assertThat(master.seen(NodeDisconnected.class)).isEmpty();
    seconds(2, List.of(NodeId.of("a"), NEW));
    assertThat(master.seen(NodeDisconnected.class)).hasSize(1);
  }

  @Test
  void twoProcessesOfOneMachineThatBothSpeakAreLeftAlone() {
    identify(OLD);
    join();
    seconds(200, List.of(NodeId.of("a"), OLD, NEW));
    assertThat(master.seen(NodeDisconnected.class)).isEmpty();
  }

  @Test
  void machinesThatMerelyLookAlikeAreLeftToTheLivenessCycles() {
    describe(OLD, "Mac", "10.0.0.2");
    addNode(NEW);
    describe(NEW, "Mac", "10.0.0.3");
    seconds(25, List.of(NodeId.of("a"), NEW));
    assertThat(master.seen(NodeDisconnected.class)).isEmpty();
  }

  @Test
  void theSameNameChipAndAddressesAreTheSameMachine() {
    describe(OLD, "Studio 2", "10.0.0.2");
    seconds(15, List.of(NodeId.of("a")));
    addNode(NEW);
    describe(NEW, "Studio 2", "10.0.0.2");
    master.tick();
    assertThat(master.seen(NodeDisconnected.class))
        .extracting(NodeDisconnected::nodeId)
        .containsExactly(OLD);
  }

  private void identify(NodeId node) {
    gathered(
        node,
        new MacThunderboltIdentifiers(
            ImmutableList.of(new ThunderboltIdentifier("rdma_en3", "uuid-of-b", ""))));
  }

  private void join() {
    addNode(NEW);
    identify(NEW);
  }

  private void addNode(NodeId node) {
    master.heartbeat(both, node);
    for (Connection link : both.topology().connections()) {
      boolean toOld = link.source().equals(OLD) || link.sink().equals(OLD);
      if (!toOld && (link.source().equals(node) || link.sink().equals(node))) {
        master.report(link.source(), new TopologyEdgeCreated(master.ids().nextEventId(), link));
      }
    }
  }

  private void describe(NodeId node, String name, String address) {
    gathered(node, new MiscData(name));
    gathered(node, new StaticNodeInformation("Mac15,14", "Apple M3 Ultra", "26.2", "25C56"));
    gathered(
        node,
        new GatheredInfo.NodeNetworkInterfaces(
            ImmutableList.of(
                new NetworkInterfaceInfo("lo0", "127.0.0.1", InterfaceType.UNKNOWN),
                new NetworkInterfaceInfo("en0", address, InterfaceType.ETHERNET))));
  }

  private void gathered(NodeId node, GatheredInfo info) {
    master.report(node, new NodeGatheredInfo(master.ids().nextEventId(), node, info));
  }

  /** Seconds in which these nodes say something. */
  private void seconds(int count, List<NodeId> speaking) {
    for (int second = 0; second < count; second++) {
      speaking.forEach(node -> master.report(node, new TestEvent(master.ids().nextEventId())));
      master.tick();
    }
  }

  private Instance declare() {
    master.ask(
        new Command.CreateMetaInstance(
            CommandId.of("declare"),
            MetaInstance.of(
                MetaInstanceSpec.of(MetaInstanceId.of("m"), TestClusters.LARGE.modelId())
                    .withInstanceMeta(InstanceMeta.MLX_JACCL))));
    master.settle();
    Instance placed = Iterables.getOnlyElement(master.core.state().instances().values());
    placed
        .shardAssignments()
        .nodeToRunner()
        .forEach(
            (node, runner) ->
                master.report(
                    node,
                    new RunnerStatusUpdated(
                        master.ids().nextEventId(), runner, new RunnerReady(), null)));
    return placed;
  }
}
