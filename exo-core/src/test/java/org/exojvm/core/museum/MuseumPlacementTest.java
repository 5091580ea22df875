package org.exojvm.core.museum;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.Instance.MlxJacclInstance;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.topology.Connection;
import org.exojvm.core.command.Command;
import org.exojvm.core.scenario.MasterHarness;
import org.exojvm.core.scenario.TestClusters;
import org.exojvm.core.state.State;
import org.junit.jupiter.api.Test;

/** Goal: what one node cannot see of another keeps nothing from being placed that can be. */
class MuseumPlacementTest {

  private static final NodeId A = NodeId.of("a");
  private static final NodeId B = NodeId.of("b");

  /** RDMA both ways, but b has no socket to a: only a can dial. */
  private final MasterHarness master = MasterHarness.of(dialledByOneSide());

  private static State dialledByOneSide() {
    State both = TestClusters.thunderbolt("a", "b");
    Connection back =
        both.topology().connections().stream()
            .filter(link -> TestClusters.isSocket(link) && link.source().equals(B))
            .findFirst()
            .orElseThrow();
    return both.withTopology(both.topology().withoutEdge(back));
  }

  /**
   * #2077: two nodes joined by RDMA were never placed on, because one of them had no socket to the
   * other. The ranks need a socket to rank 0 only, so rank 0 is the one that can be dialled.
   */
  @Test
  void twoNodesOfWhichOneCanDialTheOtherServeOverRdma() {
    declare("m", TestClusters.LARGE, InstanceMeta.MLX_JACCL);
    Instance placed = placed().getFirst();
    assertThat(placed).isInstanceOf(MlxJacclInstance.class);
    assertThat(placed.shardAssignments().nodeToRunner().keySet()).containsExactlyInAnyOrder(A, B);
    assertThat(((MlxJacclInstance) placed).jacclCoordinators().get(B)).startsWith("0.0.0.0:");
    assertThat(((MlxJacclInstance) placed).jacclCoordinators().get(A)).startsWith("10.0.0.2:");
  }

  /** #2077: and what needs sockets both ways says so, while everything else is placed. */
  @Test
  void aRingThatCannotBeIsRefusedInWordsAndHoldsUpNobody() {
    declare("ring", TestClusters.LARGE, InstanceMeta.MLX_RING);
    declare("small", TestClusters.SMALL, InstanceMeta.MLX_RING);
    assertThat(placed())
        .extracting(Instance::metaInstanceId)
        .containsExactly(MetaInstanceId.of("small"));
    MetaInstance refused = master.core.state().metaInstances().get(MetaInstanceId.of("ring"));
    assertThat(refused).isNotNull();
    assertThat(refused.status().placementError()).isNotBlank();
  }

  private void declare(String id, ModelCard model, InstanceMeta meta) {
    master.ask(
        new Command.CreateMetaInstance(
            CommandId.of("declare-" + id),
            MetaInstance.of(
                MetaInstanceSpec.of(MetaInstanceId.of(id), model.modelId())
                    .withInstanceMeta(meta))));
    master.settle();
  }

  private List<Instance> placed() {
    return ImmutableList.copyOf(master.core.state().instances().values());
  }
}
