package org.exojvm.api.placement;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Host;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.Instance.MlxJacclInstance;
import org.exojvm.api.instance.Instance.MlxRingInstance;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.JacclRow;
import org.exojvm.api.instance.ShardAssignments;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.instance.ShardMetadata.CfgShardMetadata;
import org.exojvm.api.instance.ShardMetadata.PipelineShardMetadata;
import org.exojvm.api.instance.ShardMetadata.TensorShardMetadata;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.placement.PlacementViolation.Rule;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.Link;
import org.exojvm.api.topology.Multiaddr;
import org.exojvm.api.topology.Topology;
import org.junit.jupiter.api.Test;

/**
 * Goal: every rule of a valid placement is noticed when it is broken. Method: a placement by hand
 * on two nodes that is valid, then one thing about it or about the request is changed.
 */
class PlacementValidatorTest {

  private static final NodeId A = NodeId.of("a");
  private static final NodeId B = NodeId.of("b");
  private static final RunnerId FIRST = RunnerId.of("runner-0");
  private static final RunnerId SECOND = RunnerId.of("runner-1");
  private static final int PORT = 50000;
  private static final ModelCard CARD =
      new ModelCard(
          ModelId.of("org/model"),
          Memory.ofBytes(100),
          10,
          64,
          true,
          ImmutableList.of(),
          null,
          "",
          "",
          "",
          ImmutableList.of(),
          false,
          true);

  private static final Topology TOPOLOGY =
      Topology.empty()
          .withEdge(socket(A, B, "10.0.0.2"))
          .withEdge(socket(B, A, "10.0.0.1"))
          .withEdge(rdma(A, B, "rdma_ab"))
          .withEdge(rdma(B, A, "rdma_ba"));

  private static final PlacementRequest RING =
      PlacementRequest.of(
          CARD,
          TOPOLOGY,
          Map.of(A, Memory.ofBytes(60), B, Memory.ofBytes(40)),
          new PlacementIds(InstanceId.of("instance-0"), "runner-", PORT));

  private static final PlacementRequest MESH = RING.withInstanceMeta(InstanceMeta.MLX_JACCL);

  private static Connection socket(NodeId source, NodeId sink, String ip) {
    return new Connection(
        source, sink, new Link.SocketConnection(Multiaddr.parse("/ip4/" + ip + "/tcp/52415")));
  }

  private static Connection rdma(NodeId source, NodeId sink, String device) {
    return new Connection(source, sink, new Link.RdmaConnection(device, "x"));
  }

  private static PipelineShardMetadata stage(int rank, int start, int end) {
    return new PipelineShardMetadata(CARD, rank, 2, false, null, start, end, 10);
  }

  private static ShardAssignments shards(ShardMetadata first, ShardMetadata second) {
    return new ShardAssignments(
        CARD.modelId(),
        ImmutableMap.of(FIRST, first, SECOND, second),
        ImmutableMap.of(A, FIRST, B, SECOND));
  }

  private static MlxRingInstance ring() {
    return new MlxRingInstance(
        InstanceId.of("instance-0"),
        shards(stage(0, 0, 6), stage(1, 6, 10)),
        null,
        ImmutableMap.of(
            A, ImmutableList.of(new Host("0.0.0.0", PORT), new Host("10.0.0.2", PORT)),
            B, ImmutableList.of(new Host("10.0.0.1", PORT), new Host("0.0.0.0", PORT))),
        PORT,
        0);
  }

  private static MlxJacclInstance mesh() {
    return new MlxJacclInstance(
        InstanceId.of("instance-0"),
        shards(stage(0, 0, 6), stage(1, 6, 10)),
        null,
        ImmutableList.of(
            new JacclRow(ImmutableList.of(Optional.empty(), Optional.of("rdma_ab"))),
            new JacclRow(ImmutableList.of(Optional.of("rdma_ba"), Optional.empty()))),
        ImmutableMap.of(A, "0.0.0.0:50000", B, "10.0.0.1:50000"),
        0);
  }

  private static List<Rule> broken(PlacementRequest request, Instance instance) {
    return PlacementValidator.violations(request, instance).stream()
        .map(PlacementViolation::rule)
        .distinct()
        .toList();
  }

  @Test
  void validPlacementsBreakNothing() {
    assertThat(PlacementValidator.violations(RING, ring())).isEmpty();
    assertThat(PlacementValidator.violations(MESH, mesh())).isEmpty();
  }

  @Test
  void theBoundsOfTheNumberOfNodes() {
    assertThat(broken(RING.withMinNodes(3), ring())).containsExactly(Rule.NODE_COUNT);
    assertThat(broken(RING.withMaxNodes(1), ring())).containsExactly(Rule.NODE_COUNT);
    assertThat(broken(RING.withMinNodes(-1), ring())).isEmpty();
  }

  @Test
  void requiredForbiddenAndUnknownNodes() {
    assertThat(broken(RING.withRequiredNodes(NodeId.of("c")), ring()))
        .containsExactly(Rule.REQUIRED_NODE);
    assertThat(broken(RING.withForbiddenNodes(B), ring())).containsExactly(Rule.FORBIDDEN_NODE);
    assertThat(broken(RING.withTopology(TOPOLOGY.withoutNode(B)), ring()))
        .contains(Rule.UNKNOWN_NODE);
  }

  @Test
  void theBackEndAskedFor() {
    assertThat(broken(MESH, ring())).containsExactly(Rule.BACK_END);
    assertThat(broken(RING, mesh())).containsExactly(Rule.BACK_END);
  }

  @Test
  void theIdsAndThePortOfTheRequest() {
    assertThat(broken(RING, ring().withInstanceId(InstanceId.of("other"))))
        .containsExactly(Rule.IDS);
    assertThat(broken(RING.withIds(new PlacementIds(ring().instanceId(), "r-", PORT)), ring()))
        .containsExactly(Rule.IDS);
    assertThat(broken(RING, ring().withEphemeralPort(50001))).containsExactly(Rule.IDS);
  }

  @Test
  void twoNodesThatShareARunner() {
    ShardAssignments shared =
        new ShardAssignments(
            CARD.modelId(),
            ImmutableMap.of(FIRST, stage(0, 0, 10)),
            ImmutableMap.of(A, FIRST, B, FIRST));
    assertThat(broken(RING, ring().withShardAssignments(shared))).contains(Rule.IDS, Rule.RANKS);
  }

  @Test
  void anInstanceWithoutNodes() {
    ShardAssignments none =
        new ShardAssignments(CARD.modelId(), ImmutableMap.of(), ImmutableMap.of());
    assertThat(broken(RING, ring().withShardAssignments(none))).contains(Rule.NODE_COUNT);
  }

  @Test
  void ranksThatAreTakenOrOutOfRange() {
    assertThat(broken(RING, ring().withShardAssignments(shards(stage(0, 0, 6), stage(0, 6, 10)))))
        .contains(Rule.RANKS);
    assertThat(broken(RING, ring().withShardAssignments(shards(stage(0, 0, 6), stage(2, 6, 10)))))
        .contains(Rule.RANKS);
  }

  @Test
  void layersWithAGapAnOverlapAnEmptyStageOrAnEarlyEnd() {
    for (int[] stages : new int[][] {{5, 6, 10}, {6, 5, 10}, {10, 10, 10}, {6, 6, 9}}) {
      ShardAssignments shards = shards(stage(0, 0, stages[0]), stage(1, stages[1], stages[2]));
      assertThat(broken(RING.withFreeMemory(ample()), ring().withShardAssignments(shards)))
          .containsExactly(Rule.LAYERS);
    }
  }

  private static Map<NodeId, Memory> ample() {
    return Map.of(A, Memory.ofGib(1), B, Memory.ofGib(1));
  }

  @Test
  void aNodeThatCannotHoldItsShareOrHasNotReportedMemory() {
    assertThat(
            broken(
                RING.withFreeMemory(Map.of(A, Memory.ofBytes(59), B, Memory.ofBytes(40))), ring()))
        .containsExactly(Rule.MEMORY);
    assertThat(broken(RING.withFreeMemory(Map.of(A, Memory.ofBytes(60))), ring()))
        .containsExactly(Rule.MEMORY);
  }

  @Test
  void shardsOfAnotherModelCard() {
    assertThat(broken(RING.withModelCard(CARD.withHiddenSize(65)), ring()))
        .containsExactly(Rule.MODEL);
  }

  @Test
  void modelsThatDoNotSupportTheSharding() {
    ModelCard noPipeline = CARD.withSupportsPipeline(false);
    assertThat(broken(RING.withModelCard(noPipeline), ring())).contains(Rule.SHARDING);
    PlacementRequest tensor = RING.withSharding(Sharding.TENSOR);
    assertThat(broken(tensor, ring())).contains(Rule.SHARDING, Rule.LAYERS);
  }

  @Test
  void slicesThatDoNotDivideTheHiddenSizeOrAreTooLarge() {
    PlacementRequest tensor = RING.withSharding(Sharding.TENSOR);
    assertThat(broken(tensor.withFreeMemory(ample()), sliced(CARD))).isEmpty();
    ModelCard odd = CARD.withHiddenSize(65);
    assertThat(broken(tensor.withFreeMemory(ample()).withModelCard(odd), sliced(odd)))
        .containsExactly(Rule.SHARDING);
    assertThat(broken(tensor, sliced(CARD))).containsExactly(Rule.MEMORY);
  }

  private static Instance sliced(ModelCard card) {
    return ring()
        .withShardAssignments(
            shards(
                new TensorShardMetadata(card, 0, 2, false, null, 0, 10, 10),
                new TensorShardMetadata(card, 1, 2, false, null, 0, 10, 10)));
  }

  @Test
  void guidanceGroupsOfAnotherShape() {
    ModelCard cfg = CARD.withUsesCfg(true);
    PlacementRequest request = RING.withModelCard(cfg).withFreeMemory(ample());
    assertThat(broken(request, guided(cfg, 1, 10))).isEmpty();
    assertThat(broken(request, guided(cfg, 0, 10))).containsExactly(Rule.SHARDING);
    assertThat(broken(request, guided(cfg, 1, 9))).containsExactly(Rule.LAYERS);
    assertThat(broken(request, ring())).contains(Rule.SHARDING);
  }

  private static Instance guided(ModelCard card, int secondGroup, int end) {
    return ring()
        .withShardAssignments(
            shards(
                new CfgShardMetadata(card, 0, 2, false, null, 0, 10, 10, 0, 2, 0, 1),
                new CfgShardMetadata(card, 1, 2, false, null, 0, end, 10, secondGroup, 2, 0, 1)));
  }

  @Test
  void ringHostsThatDoNotAnswer() {
    Topology oneWay = TOPOLOGY.withoutEdge(socket(B, A, "10.0.0.1"));
    assertThat(broken(RING.withTopology(oneWay), ring())).containsExactly(Rule.RING_HOSTS);
    assertThat(broken(RING, ring().withHostsByNode(ImmutableMap.of())))
        .containsExactly(Rule.RING_HOSTS);
  }

  @Test
  void rdmaDevicesThatAreMissingOrOfAnotherName() {
    Topology oneWay = TOPOLOGY.withoutEdge(rdma(B, A, "rdma_ba"));
    assertThat(broken(MESH.withTopology(oneWay), mesh())).containsExactly(Rule.RDMA_DEVICES);
    Topology renamed = oneWay.withEdge(rdma(B, A, "rdma_other"));
    assertThat(broken(MESH.withTopology(renamed), mesh())).containsExactly(Rule.RDMA_DEVICES);
    assertThat(broken(MESH, mesh().withJacclDevices(ImmutableList.of())))
        .containsExactly(Rule.RDMA_DEVICES);
  }

  @Test
  void coordinatorsThatCannotBeReached() {
    Topology deaf = TOPOLOGY.withoutEdge(socket(B, A, "10.0.0.1"));
    assertThat(broken(MESH.withTopology(deaf), mesh())).containsExactly(Rule.COORDINATORS);
    assertThat(broken(MESH, mesh().withJacclCoordinators(ImmutableMap.of(A, "0.0.0.0:50000"))))
        .containsExactly(Rule.COORDINATORS);
  }

  @Test
  void aReasonNamesTheNodeAndTheNumbers() {
    PlacementRequest tight =
        RING.withFreeMemory(Map.of(A, Memory.ofBytes(59), B, Memory.ofBytes(40)));
    assertThat(PlacementValidator.violations(tight, ring()))
        .extracting(PlacementViolation::reason)
        .containsExactly("node a needs 60 bytes for its share and has 59 free");
  }
}
