package org.exojvm.placement;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.CacheDemand;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementRequests;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementValidator;
import org.exojvm.placement.explain.PlacementPreviews;
import org.exojvm.placement.explain.Preview;
import org.exojvm.placement.explain.Previews;
import org.exojvm.placement.explain.Previews.Listed;
import org.exojvm.placement.explain.Previews.UnknownNodes;
import org.exojvm.placement.explain.SizeClass.Verdict;
import org.junit.jupiter.api.Test;

/** Goal: every way of placing a model is listed once, with what each node would give. */
class PlacementPreviewsTest {

  private static final LargestCycleStrategy LARGEST = new LargestCycleStrategy();

  private static List<Preview> listed(Previews previews) {
    return ((Listed) previews).previews();
  }

  private static List<String> told(List<Preview> previews) {
    return previews.stream()
        .map(
            preview ->
                preview.sharding().wireName()
                    + " "
                    + preview.instanceMeta().wireName()
                    + " "
                    + preview.size()
                    + " "
                    + told(preview.verdict()))
        .toList();
  }

  private static String told(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Fits(var placed, var shares) ->
          shares.entrySet().stream()
              .map(share -> share.getKey().value() + "=" + share.getValue().inBytes())
              .collect(Collectors.joining(" "));
      case Verdict.Excluded(var why) -> why.kind().toString();
    };
  }

  @Test
  void everyShardingBackEndAndSizeIsListedWithTrueShares() {
    PlacementRequest request =
        Cluster.empty()
            .node("a", Memory.ofBytes(90))
            .node("b", Memory.ofBytes(30))
            .meshed()
            .rdmaMeshed()
            .request(Cluster.card(Memory.ofBytes(41), 4))
            .withCache(new CacheDemand(8, 1, 1L, Memory.ZERO, 1));
    // Of 41 bytes in 4 layers the reference says 21 and 20; here a holds 3 layers and b one.
    assertThat(told(listed(PlacementPreviews.list(LARGEST, request))))
        .containsExactly(
            "Pipeline MlxRing 1 a=49",
            "Pipeline MlxRing 2 a=36 b=12",
            "Pipeline MlxJaccl 1 SINGLE_NODE",
            "Pipeline MlxJaccl 2 a=36 b=12",
            "Tensor MlxRing 1 a=49",
            "Tensor MlxRing 2 a=29 b=29",
            "Tensor MlxJaccl 1 SINGLE_NODE",
            "Tensor MlxJaccl 2 a=29 b=29");
  }

  @Test
  void onlyTheGivenNodesTakePart() {
    PlacementRequest request = Cluster.of(64, 64, 64).meshed().request(Cluster.card(10, 40));
    List<Preview> previews =
        listed(PlacementPreviews.list(LARGEST, request, Cluster.ids("b", "c")));
    assertThat(previews).hasSize(8);
    for (Preview preview : previews) {
      if (preview.verdict() instanceof Verdict.Fits(Placed placed, var shares)) {
        assertThat(Cluster.ids("b", "c")).containsAll(shares.keySet());
      }
    }
  }

  @Test
  void nodesThatNobodyKnowsAreNamed() {
    PlacementRequest request = Cluster.of(64).request(Cluster.card(10, 40));
    assertThat(PlacementPreviews.list(LARGEST, request, Cluster.ids("z", "a", "y")))
        .isEqualTo(new UnknownNodes(ImmutableList.of(Cluster.id("y"), Cluster.id("z"))));
  }

  @Test
  void theBoundsOfTheRequestDoNotHideSizes() {
    PlacementRequest request = Cluster.of(64, 64).meshed().request(Cluster.card(10, 40));
    assertThat(PlacementPreviews.list(LARGEST, request.withMinNodes(2).withMaxNodes(2)))
        .isEqualTo(PlacementPreviews.list(LARGEST, request));
  }

  @Provide
  Arbitrary<PlacementRequest> requests() {
    return PlacementRequests.any();
  }

  @Property(tries = 200)
  void everyPreviewThatFitsIsAValidPlacementOfItsKind(
      @ForAll("requests") PlacementRequest request) {
    List<Preview> previews = listed(PlacementPreviews.list(LARGEST, request));
    assertThat(previews).hasSize(4 * request.topology().size());
    for (Preview preview : previews) {
      if (preview.verdict() instanceof Verdict.Fits(Placed placed, var shares)) {
        assertThat(shares).hasSize(preview.size());
        assertThat(preview.size() == 1 && preview.instanceMeta() == InstanceMeta.MLX_JACCL)
            .isFalse();
        assertThat(PlacementValidator.violations(asked(request, preview), placed.instance()))
            .isEmpty();
      }
    }
  }

  private static PlacementRequest asked(PlacementRequest request, Preview preview) {
    Sharding sharding = preview.sharding();
    return request
        .withSharding(sharding)
        .withInstanceMeta(preview.instanceMeta())
        .withMinNodes(preview.size())
        .withMaxNodes(preview.size());
  }
}
