package org.exojvm.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableMap;
import java.util.stream.LongStream;
import org.exojvm.api.hardware.ChipSpeed;
import org.exojvm.api.hardware.HardwareProfile;
import org.exojvm.api.hardware.LinkKind;
import org.exojvm.api.hardware.LinkSpeed;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.node.InterfaceType;
import org.exojvm.api.node.NodeIdentity;
import org.exojvm.api.placement.CacheDemand;
import org.exojvm.api.placement.CostEstimate;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.junit.jupiter.api.Test;

/**
 * Goal: the estimate follows its formulas, and its order agrees with published measurements.
 * Method: M3 Ultras all to all, as in the published comparisons.
 */
class CostModelTest {

  private static final NodeIdentity M3_ULTRA = NodeIdentity.unknown().withChipId("Apple M3 Ultra");

  /** Qwen3-235B-A22B in 8 bit: 22 of 235 billion weights work on a token. */
  private static final ModelCard QWEN =
      Cluster.card(Memory.ofBytes(268_000_000_000L), 94)
          .withHiddenSize(4096)
          .withQuantization("8bit");

  /** A dense model of 70 billion weights in 8 bit. */
  private static final ModelCard DENSE =
      Cluster.card(Memory.ofBytes(75_000_000_000L), 80)
          .withHiddenSize(8192)
          .withQuantization("8bit");

  private static PlacementRequest studios(int nodes, ModelCard card) {
    Cluster cluster = Cluster.of(LongStream.generate(() -> 480).limit(nodes).toArray());
    ImmutableMap.Builder<NodeId, NodeIdentity> identities = ImmutableMap.builder();
    for (int i = 0; i < nodes; i++) {
      String name = Character.toString('a' + i);
      cluster.network(name, "10.0.0." + (i + 1), InterfaceType.ETHERNET);
      identities.put(Cluster.id(name), M3_ULTRA);
    }
    return cluster
        .meshed()
        .rdmaMeshed()
        .request(card)
        .withMinNodes(nodes)
        .withNodeIdentities(identities.buildOrThrow());
  }

  private static PlacementRequest tensorOverRdma(PlacementRequest request) {
    return request.withSharding(Sharding.TENSOR).withInstanceMeta(InstanceMeta.MLX_JACCL);
  }

  private static CostEstimate estimate(PlacementRequest request) {
    PlacementResult result = new LargestCycleStrategy().place(request);
    CostEstimate estimate = ((Placed) result).score().estimate();
    assertThat(estimate).isNotNull();
    return estimate;
  }

  private static double tokensPerSecond(PlacementRequest request) {
    return 1 / estimate(request).secondsPerToken();
  }

  @Test
  void tensorOverRdmaOnFourBeatsAPipelineOverEthernetAsPublished() {
    PlacementRequest four = studios(4, QWEN).withActiveShare(22.0 / 235);
    double ratio = tokensPerSecond(tensorOverRdma(four)) / tokensPerSecond(four);
    // Published: 31.9 against 15.2 tokens per second.
    assertThat(ratio).isBetween(31.9 / 15.2 * 0.8, 31.9 / 15.2 * 1.2);
  }

  @Test
  void tensorOverRdmaSpeedsADenseModelUpAsPublished() {
    double one = tokensPerSecond(studios(1, DENSE));
    double two = tokensPerSecond(tensorOverRdma(studios(2, DENSE)));
    double four = tokensPerSecond(tensorOverRdma(studios(4, DENSE)));
    assertThat(two / one).isCloseTo(1.8, within(0.1));
    assertThat(four / one).isCloseTo(3.2, within(0.15));
  }

  @Test
  void aSingleNodeReadsItsWeightsOncePerToken() {
    CostEstimate estimate = estimate(studios(1, DENSE));
    assertThat(estimate.secondsPerToken()).isCloseTo(75e9 / (819e9 * 0.775), within(1e-9));
    assertThat(estimate.hops()).isZero();
  }

  @Test
  void aPipelinePaysForItsHopsAndATensorGroupForItsSums() {
    CostEstimate pipeline = estimate(studios(3, DENSE));
    assertThat(pipeline.hops()).isEqualTo(3);
    assertThat(pipeline.linkSeconds()).isCloseTo(3 * (200e-6 + 2 * 8192 / 125e6), within(1e-12));
    assertThat(pipeline.syncSeconds()).isZero();
    CostEstimate tensor = estimate(tensorOverRdma(studios(4, DENSE)));
    assertThat(tensor.syncSeconds())
        .isCloseTo(80 * 2 * (36e-6 + 9e-6 + 2 * 8192 / 10e9), within(1e-12));
    assertThat(tensor.linkSeconds()).isZero();
  }

  @Test
  void thePartsAddUp() {
    for (PlacementRequest request :
        new PlacementRequest[] {studios(3, DENSE), tensorOverRdma(studios(4, QWEN))}) {
      CostEstimate estimate = estimate(request);
      assertThat(
              estimate.memorySeconds()
                  + estimate.computeSeconds()
                  + estimate.linkSeconds()
                  + estimate.syncSeconds())
          .isCloseTo(estimate.secondsPerToken(), within(1e-12));
    }
  }

  @Test
  void aPipelineServesMoreRequestsAtATimeInAboutTheTimeOfOne() {
    PlacementRequest alone = studios(4, DENSE).withCache(new CacheDemand(0, 1, 0L, Memory.ZERO, 1));
    PlacementRequest many = alone.withCache(new CacheDemand(0, 16, 0L, Memory.ZERO, 1));
    assertThat(estimate(many).tokensPerSecond())
        .isGreaterThan(8 * estimate(alone).tokensPerSecond());
  }

  @Test
  void aBatchReadsMoreExpertsThanOneToken() {
    PlacementRequest sparse =
        studios(1, QWEN).withActiveShare(0.1).withCache(new CacheDemand(0, 10, 0L, Memory.ZERO, 1));
    CostEstimate estimate = estimate(sparse);
    // Ten tokens read 1 - 0.9^10 = 65 % of the weights, not 100 % and not 10 %.
    assertThat(10 / estimate.tokensPerSecond() / estimate.secondsPerToken())
        .isCloseTo(6.51, within(0.01));
  }

  @Test
  void aHostOverridesTheSpeedOfANodeAndOfALink() {
    PlacementRequest request = studios(2, DENSE);
    HardwareProfile slower =
        request
            .hardware()
            .withNode(Cluster.id("a"), new ChipSpeed(100e9, null))
            .withLink(LinkKind.ETHERNET, new LinkSpeed(125e6, 0.1));
    CostEstimate before = estimate(request);
    CostEstimate after = estimate(request.withHardware(slower));
    assertThat(after.linkSeconds()).isGreaterThan(before.linkSeconds() + 0.19);
    assertThat(after.memorySeconds()).isGreaterThan(before.memorySeconds() * 3);
  }

  @Test
  void whatIsNotKnownIsListed() {
    PlacementRequest request =
        studios(1, DENSE)
            .withNodeIdentities(ImmutableMap.of())
            .withCache(new CacheDemand(1000, 1, null, Memory.ofBytes(7), 1));
    assertThat(estimate(request).assumptions())
        .satisfiesExactly(
            chips -> assertThat(chips).contains("Unknown", "68 GB/s"),
            weights -> assertThat(weights).contains("org/model"),
            cache -> assertThat(cache).contains("7 bytes"));
  }
}
