package org.exojvm.placement;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import org.exojvm.api.instance.Instance.MlxJacclInstance;
import org.exojvm.api.instance.Instance.MlxRingInstance;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.JacclRow;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.api.placement.RefusalCode;
import org.exojvm.api.topology.NodeCycle;
import org.junit.jupiter.api.Test;

/** Goal: an RDMA instance is a mesh of 2 to 8 nodes with a link for every ordered pair (D10). */
class D10RdmaMeansAllPairsTest {

  private static final LargestCycleStrategy LARGEST = new LargestCycleStrategy();

  private static PlacementRequest rdma(Cluster cluster, long storageGib) {
    return cluster.request(Cluster.card(storageGib, 40)).withInstanceMeta(InstanceMeta.MLX_JACCL);
  }

  private static Placed placed(PlacementRequest request) {
    return (Placed) LARGEST.place(request);
  }

  @Test
  void theLargestMeshWinsWhereTheLargestCycleIsNone() {
    // All four reach each other by socket; by RDMA only a, b and c do.
    Cluster cluster = Cluster.of(64, 64, 64).rdmaMeshed().node("d", Cluster.gib(64)).meshed();
    assertThat(placed(rdma(cluster, 100)).score().cycle().nodes())
        .containsExactly(Cluster.id("a"), Cluster.id("b"), Cluster.id("c"));
  }

  @Test
  void aSparseRdmaRingIsNoMesh() {
    Cluster cluster = Cluster.of(64, 64, 64).meshed().rdma("a", "b").rdma("b", "c").rdma("c", "a");
    Unplaceable refused = (Unplaceable) LARGEST.place(rdma(cluster, 100));
    assertThat(refused.refusal().code()).isEqualTo(RefusalCode.NO_RDMA);
    assertThat(refused.refusal().referenceText())
        .isEqualTo("Requested RDMA (MlxJaccl) but no RDMA-connected cycles available");
  }

  @Test
  void singleNodesDoNotStandInForAMeshThatIsMissing() {
    Cluster cluster = Cluster.of(64, 64).meshed();
    assertThat(LARGEST.place(rdma(cluster, 10))).isInstanceOf(Unplaceable.class);
    assertThat(new SmallestCycleStrategy().place(rdma(cluster, 10)))
        .isInstanceOf(Unplaceable.class);
  }

  @Test
  void singleNodeJacclBecomesRing() {
    Placed placed = placed(rdma(Cluster.of(64, 32), 10));
    assertThat(placed.instance()).isInstanceOf(MlxRingInstance.class);
    assertThat(placed.score().cycle().nodes()).containsExactly(Cluster.id("a"));
  }

  @Test
  void theSmallestMeshWinsForSmallestCycle() {
    PlacementRequest request = rdma(Cluster.of(64, 64, 64).meshed().rdmaMeshed(), 10);
    assertThat(((Placed) new SmallestCycleStrategy().place(request)).score().cycle().nodes())
        .hasSize(2);
  }

  @Test
  void theDeviceMatrixAndTheCoordinatorsFollowTheRanks() {
    Placed placed = placed(rdma(Cluster.of(64, 64).meshed().rdmaMeshed(), 100));
    assertThat(placed.instance())
        .isInstanceOfSatisfying(
            MlxJacclInstance.class,
            mesh -> {
              assertThat(mesh.jacclDevices())
                  .containsExactly(
                      new JacclRow(ImmutableList.of(Optional.empty(), Optional.of("rdma_ab"))),
                      new JacclRow(ImmutableList.of(Optional.of("rdma_ba"), Optional.empty())));
              assertThat(mesh.jacclCoordinators())
                  .containsEntry(Cluster.id("a"), "0.0.0.0:50000")
                  .containsEntry(Cluster.id("b"), "10.0.0.1:50000");
            });
  }

  @Test
  void rdmaWithoutASocketToRankZeroIsRefused() {
    Unplaceable refused = (Unplaceable) LARGEST.place(rdma(Cluster.of(64, 64).rdmaMeshed(), 100));
    assertThat(refused.refusal().code()).isEqualTo(RefusalCode.COORDINATOR_UNREACHABLE);
    assertThat(refused.refusal().referenceText())
        .isEqualTo(
            "Current jaccl backend requires all participating devices to be able to communicate");
  }

  @Test
  void assemblyOfASparseMeshSaysWhichPairIsMissing() {
    Cluster cluster = Cluster.of(64, 64).meshed().rdma("a", "b");
    PlacementRequest request = rdma(cluster, 100);
    var ranks = new NodeCycle(ImmutableList.of(Cluster.id("a"), Cluster.id("b")));
    assertThat(InstanceAssembly.of(request, ranks))
        .isInstanceOfSatisfying(
            Assembly.Refused.class,
            refused ->
                assertThat(refused.refusal().detail()).isEqualTo("node b has no RDMA link to a"));
  }
}
