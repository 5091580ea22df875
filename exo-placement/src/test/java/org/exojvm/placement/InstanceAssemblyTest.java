package org.exojvm.placement;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.Stream;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Host;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.Instance.MlxRingInstance;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.instance.ShardMetadata.CfgShardMetadata;
import org.exojvm.api.instance.ShardMetadata.TensorShardMetadata;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.topology.NodeCycle;
import org.junit.jupiter.api.Test;

/** Goal: shards and hosts follow the rank order that a strategy has chosen. */
class InstanceAssemblyTest {

  private static Instance assembled(PlacementRequest request, String... ranks) {
    ImmutableList<NodeId> nodes =
        Stream.of(ranks).map(Cluster::id).collect(ImmutableList.toImmutableList());
    return ((Assembly.Built<Instance>) InstanceAssembly.of(request, new NodeCycle(nodes))).part();
  }

  private static List<ShardMetadata> shards(Instance instance) {
    return instance.shardAssignments().runnerToShard().values().asList();
  }

  @Test
  void pipelineStagesAreConsecutiveInRankOrder() {
    PlacementRequest request = Cluster.of(30, 60, 10).meshed().request(Cluster.card(90, 10));
    Instance instance = assembled(request, "b", "a", "c");
    assertThat(shards(instance)).extracting(ShardMetadata::startLayer).containsExactly(0, 6, 9);
    assertThat(shards(instance)).extracting(ShardMetadata::endLayer).containsExactly(6, 9, 10);
    assertThat(instance.shardAssignments().nodeToRunner())
        .containsEntry(Cluster.id("b"), RunnerId.of("runner-0"))
        .containsEntry(Cluster.id("c"), RunnerId.of("runner-2"));
  }

  @Test
  void everyTensorRankHoldsASliceOfEveryLayer() {
    PlacementRequest request =
        Cluster.of(60, 60).meshed().request(Cluster.card(90, 10)).withSharding(Sharding.TENSOR);
    assertThat(shards(assembled(request, "a", "b")))
        .allMatch(
            shard ->
                shard instanceof TensorShardMetadata
                    && shard.startLayer() == 0
                    && shard.endLayer() == 10
                    && shard.worldSize() == 2);
  }

  @Test
  void theSecondGuidanceGroupMirrorsTheFirst() {
    PlacementRequest request =
        Cluster.of(60, 30, 60, 60).meshed().request(Cluster.card(60, 9).withUsesCfg(true));
    List<ShardMetadata> shards = shards(assembled(request, "a", "b", "c", "d"));
    assertThat(shards).extracting(ShardMetadata::startLayer).containsExactly(0, 6, 6, 0);
    assertThat(shards)
        .extracting(shard -> ((CfgShardMetadata) shard).cfgRank())
        .containsExactly(0, 0, 1, 1);
    assertThat(shards)
        .extracting(shard -> ((CfgShardMetadata) shard).pipelineRank())
        .containsExactly(0, 1, 1, 0);
    assertThat(shards).allMatch(shard -> ((CfgShardMetadata) shard).pipelineWorldSize() == 2);
  }

  @Test
  void anOddNumberOfNodesIsAPlainPipelineEvenWithGuidance() {
    PlacementRequest request =
        Cluster.of(60, 60, 60).meshed().request(Cluster.card(60, 9).withUsesCfg(true));
    assertThat(shards(assembled(request, "a", "b", "c")))
        .allMatch(ShardMetadata.PipelineShardMetadata.class::isInstance);
  }

  @Test
  void everyNodeOfARingListsItselfItsNeighboursAndNobodyElse() {
    PlacementRequest request = Cluster.of(60, 60, 60, 60).ringed().request(Cluster.card(60, 9));
    MlxRingInstance ring = (MlxRingInstance) assembled(request, "a", "b", "c", "d");
    assertThat(ring.hostsByNode().get(Cluster.id("a")))
        .containsExactly(
            new Host("0.0.0.0", 50000),
            new Host("10.0.0.2", 50000),
            new Host("198.51.100.1", 0),
            new Host("10.0.0.4", 50000));
  }
}
