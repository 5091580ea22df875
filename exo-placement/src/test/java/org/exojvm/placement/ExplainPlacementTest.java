package org.exojvm.placement;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.CacheDemand;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.api.placement.PlacementScore;
import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.api.placement.RefusalCode;
import org.exojvm.api.topology.NodeCycle;
import org.exojvm.placement.explain.Conflict;
import org.exojvm.placement.explain.Constraint;
import org.exojvm.placement.explain.Exclusion;
import org.exojvm.placement.explain.Explanation;
import org.exojvm.placement.explain.NodeVerdict;
import org.exojvm.placement.explain.PlacementExplainer;
import org.exojvm.placement.explain.Relaxation;
import org.exojvm.placement.explain.RememberedCluster;
import org.exojvm.placement.explain.SizeClass;
import org.exojvm.placement.explain.SizeClass.Verdict;
import org.junit.jupiter.api.Test;

/** Goal: the answers to "why not?" in the cases that people meet. */
class ExplainPlacementTest {

  private static final LargestCycleStrategy LARGEST = new LargestCycleStrategy();

  private static Explanation explain(PlacementRequest request) {
    return PlacementExplainer.explainPlacement(LARGEST, request);
  }

  private static List<String> advice(Explanation explanation) {
    return explanation.relaxations().stream().map(Relaxation::sentence).toList();
  }

  private static ImmutableSet<Constraint> conflict(Explanation explanation) {
    return Objects.requireNonNull(explanation.conflict()).constraints();
  }

  private static List<String> sizes(Explanation explanation) {
    return explanation.sizes().stream()
        .map(sizes -> sizes.smallest() + "-" + sizes.largest() + " " + told(sizes))
        .toList();
  }

  private static String told(SizeClass sizes) {
    return switch (sizes.verdict()) {
      case Verdict.Fits(var placed, var shares) -> "fits";
      case Verdict.Excluded(Exclusion why) -> why.kind() + " " + why.sentence();
    };
  }

  private static CacheDemand cache(int tokens, int requests, Memory perToken) {
    return new CacheDemand(tokens, requests, perToken.inBytes(), Memory.ZERO, 1);
  }

  @Test
  void tooLongAContextIsCutToTheLongestRoundOneThatFits() {
    Explanation explanation =
        explain(
            Cluster.of(64, 64)
                .meshed()
                .request(Cluster.card(100, 40))
                .withCache(cache(131_072, 1, Memory.ofBytes(1 << 19))));
    assertThat(advice(explanation))
        .startsWith("fits if context <= 56k tokens (asked for 128k tokens)");
    assertThat(conflict(explanation)).containsExactly(Constraint.CACHE);
  }

  @Test
  void fewerRequestsAtATimeAreOfferedToo() {
    Explanation explanation =
        explain(
            Cluster.of(64, 64)
                .meshed()
                .request(Cluster.card(100, 40))
                .withCache(cache(16_384, 8, Memory.ofBytes(1 << 19))));
    assertThat(advice(explanation)).contains("fits if concurrency <= 3 (asked for 8)");
  }

  @Test
  void anAssumedCacheOffersNoShorterContext() {
    Explanation explanation =
        explain(
            Cluster.of(64, 64)
                .meshed()
                .request(Cluster.card(100, 40))
                .withCache(new CacheDemand(131_072, 1, null, Cluster.gib(64), 1)));
    assertThat(advice(explanation)).noneMatch(sentence -> sentence.contains("context"));
    assertThat(Objects.requireNonNull(explanation.conflict()).sentence())
        .isEqualTo("Cannot be met on this cluster: an assumed cache of 64 GiB.");
  }

  @Test
  void aNodeThatWouldHelpByReturningIsNamed() {
    Cluster whole = Cluster.of(64, 64, 64).meshed();
    PlacementRequest all = whole.request(Cluster.card(150, 40));
    NodeId gone = Cluster.id("c");
    Explanation explanation =
        PlacementExplainer.explainPlacement(
            LARGEST,
            all.withTopology(all.topology().withoutNode(gone)),
            new RememberedCluster(
                all.topology(),
                all.freeMemory(),
                ImmutableMap.of(
                    Cluster.id("a"), Cluster.gib(64), Cluster.id("b"), Cluster.gib(64))));
    assertThat(advice(explanation))
        .containsExactly(
            "fits if node c returns with 64 GiB free",
            "fits if a new node with 23 GiB free joins, linked to all others");
    assertThat(explanation.nodes().getLast().obstacles().getFirst().sentence())
        .isEqualTo("has left the cluster, had 64 GiB free");
    assertThat(conflict(explanation)).isEmpty();
  }

  @Test
  void missingMemoryIsToldByNodeAndByTheLeastThatHelps() {
    Explanation explanation = explain(Cluster.of(64, 32).meshed().request(Cluster.card(100, 50)));
    assertThat(sizes(explanation))
        .containsExactly("1-2 MEMORY all 2 usable nodes together have 96 GiB free, needs 100 GiB");
    assertThat(advice(explanation)).contains("fits if node a frees 4 GiB more (has 64 GiB)");
  }

  @Test
  void aSilentNodeIsToldWhatItHasToReport() {
    Explanation explanation =
        explain(Cluster.of(64).silentNode("b").meshed().request(Cluster.card(96, 48)));
    assertThat(explanation.nodes().getLast())
        .satisfies(
            silent -> {
              assertThat(silent.free()).isNull();
              assertThat(silent.obstacles().getFirst().kind()).isEqualTo(NodeVerdict.Kind.SILENT);
            });
    assertThat(advice(explanation)).contains("fits if node b reports at least 32 GiB free");
    assertThat(sizes(explanation)).endsWith("2-2 TOO_FEW_NODES only 1 of 2 nodes may take part");
  }

  @Test
  void missingRdmaPairsAreNamedAndARingIsOffered() {
    Explanation explanation =
        explain(
            Cluster.of(64, 64, 64)
                .meshed()
                .rdma("a", "b")
                .rdma("b", "a")
                .request(Cluster.card(150, 40))
                .withInstanceMeta(InstanceMeta.MLX_JACCL));
    assertThat(sizes(explanation))
        .endsWith(
            "3-3 RDMA no nodes with the memory have RDMA between all of them; missing: a<->c,"
                + " b<->c");
    assertThat(advice(explanation)).startsWith("fits as a ring (MlxRing) instead of RDMA");
    assertThat(conflict(explanation)).containsExactly(Constraint.RDMA);
    assertThat(explanation.nodes().getLast().obstacles().getFirst().sentence())
        .isEqualTo("has no RDMA link both ways to any other node");
  }

  @Test
  void oneMissingCableIsNamed() {
    PlacementRequest request =
        Cluster.of(64, 64, 64)
            .meshed()
            .rdma("a", "b")
            .rdma("b", "a")
            .rdma("a", "c")
            .rdma("c", "a")
            .request(Cluster.card(150, 40))
            .withInstanceMeta(InstanceMeta.MLX_JACCL);
    assertThat(advice(explain(request)))
        .contains("fits if nodes b and c are linked both ways by RDMA");
  }

  @Test
  void aSingleNodeDoesNotStandInForAMesh() {
    Explanation explanation =
        explain(
            Cluster.of(64, 64)
                .meshed()
                .request(Cluster.card(10, 40))
                .withInstanceMeta(InstanceMeta.MLX_JACCL));
    assertThat(sizes(explanation))
        .startsWith(
            "1-1 SINGLE_NODE one node would hold it, but RDMA is asked for and larger candidates"
                + " exist");
  }

  @Test
  void sizesThatDoNotDivideAreJoinedAndPipelineIsOffered() {
    Explanation explanation =
        explain(
            Cluster.of(64, 64, 64, 64)
                .meshed()
                .request(Cluster.card(150, 40).withHiddenSize(1001))
                .withSharding(Sharding.TENSOR));
    assertThat(sizes(explanation))
        .containsExactly(
            "1-1 MEMORY no node has more than 64 GiB free, needs 150 GiB",
            "2-4 SHARDING the number of nodes does not divide the hidden size 1001");
    assertThat(advice(explanation)).startsWith("fits with Pipeline sharding");
    assertThat(conflict(explanation)).containsExactly(Constraint.SHARDING);
  }

  @Test
  void sizesAboveTheLayersAreJoined() {
    Explanation explanation = explain(Cluster.of(8, 8, 8, 8).meshed().request(Cluster.card(10, 2)));
    assertThat(sizes(explanation))
        .containsExactly(
            "1-1 MEMORY no node has more than 8 GiB free, needs 10 GiB",
            "2-2 fits",
            "3-4 TOO_FEW_LAYERS the model has 2 layers, and every stage needs one");
    assertThat(explanation.isPlaced()).isTrue();
  }

  @Test
  void boundsThatDoNotFitAreMovedToTheNearestThatDo() {
    PlacementRequest request = Cluster.of(64, 64, 64, 64).meshed().request(Cluster.card(150, 40));
    assertThat(advice(explain(request.withMinNodes(9)))).startsWith("fits if min-nodes <= 4");
    assertThat(advice(explain(request.withMaxNodes(2)))).startsWith("fits if max-nodes >= 3");
    assertThat(conflict(explain(request.withMaxNodes(2)))).containsExactly(Constraint.MAX_NODES);
  }

  @Test
  void aContradictionIsAConflictOfTwo() {
    Explanation explanation =
        explain(
            Cluster.of(64, 64)
                .meshed()
                .request(Cluster.card(10, 40))
                .withRequiredNodes(Cluster.id("a"))
                .withForbiddenNodes(Cluster.id("a")));
    assertThat(explanation.conflict())
        .isEqualTo(
            new Conflict(
                ImmutableSet.of(Constraint.REQUIRED_NODES, Constraint.FORBIDDEN_NODES),
                true,
                "Cannot be met together: required nodes [a] + forbidden nodes [a]."));
    assertThat(advice(explanation))
        .containsExactly("fits if node a is not required", "fits if node a is allowed");
  }

  @Test
  void twoChangesAreOfferedWhereNoSingleOneHelps() {
    Explanation explanation =
        explain(
            Cluster.of(64, 64, 64)
                .meshed()
                .request(Cluster.card(150, 40))
                .withInstanceMeta(InstanceMeta.MLX_JACCL)
                .withMaxNodes(1));
    assertThat(advice(explanation))
        .startsWith("fits as a ring (MlxRing) instead of RDMA and if max-nodes >= 3");
  }

  @Test
  void aRequiredNodeNobodyKnowsIsSaidToBeMissing() {
    Explanation explanation =
        explain(
            Cluster.of(64, 64)
                .meshed()
                .request(Cluster.card(10, 40))
                .withRequiredNodes(Cluster.id("ghost")));
    assertThat(explanation.nodes().getLast().obstacles().getFirst().sentence())
        .isEqualTo("is not in the cluster and is required");
    assertThat(advice(explanation)).containsExactly("fits if node ghost is not required");
  }

  @Test
  void nodesTellWhatKeepsThemOut() {
    Explanation explanation =
        explain(
            Cluster.of(64, 64, 1)
                .ringed()
                .node("d", Cluster.gib(64))
                .request(Cluster.card(120, 40))
                .withForbiddenNodes(Cluster.id("b")));
    assertThat(
            explanation.nodes().stream()
                .map(
                    node ->
                        node.node().value()
                            + node.obstacles().stream()
                                .map(obstacle -> " " + obstacle.sentence())
                                .toList()))
        .containsExactly(
            "a[]",
            "b[ is forbidden]",
            "c[ 1 GiB free, even one layer needs 3 GiB]",
            "d[ has no socket link both ways to any other node]");
  }

  @Test
  void nodesOfAnEmptyClusterAreNotInvented() {
    Explanation explanation = explain(Cluster.empty().request(Cluster.card(10, 40)));
    assertThat(explanation.sizes()).isEmpty();
    assertThat(explanation.nodes()).isEmpty();
    assertThat(advice(explanation))
        .containsExactly("fits if a new node with 10 GiB free joins, linked to all others");
  }

  @Test
  void noNodeIsAskedToFreeMoreThanIsBuiltIn() {
    PlacementRequest request = Cluster.of(60, 60).meshed().request(Cluster.card(130, 40));
    RememberedCluster builtIn =
        new RememberedCluster(
            request.topology(),
            Map.of(),
            ImmutableMap.of(Cluster.id("a"), Cluster.gib(64), Cluster.id("b"), Cluster.gib(96)));
    assertThat(advice(PlacementExplainer.explainPlacement(LARGEST, request, builtIn)))
        .noneMatch(sentence -> sentence.contains("node a frees"))
        .anyMatch(sentence -> sentence.contains("node b frees"));
  }

  @Test
  void whatAStrategyAnswersByMistakeIsToldAsItsFault() {
    PlacementRequest request = Cluster.of(64, 64).meshed().request(Cluster.card(10, 40));
    Placed placed = (Placed) LARGEST.place(request);
    PlacementScore alien =
        new PlacementScore(new NodeCycle(ImmutableList.of(Cluster.id("x"))), false, Memory.ZERO);
    assertFault(asked -> new Placed(placed.instance(), alien, 1, true), request);
    assertFault(asked -> new Placed(placed.instance(), nothing(), 1, true), request);
    assertFault(asked -> new Unplaceable(nothing(), ImmutableList.of()), request);
    assertFault(asked -> nothing(), request);
    assertFault(
        asked -> {
          throw new AssertionError("boom");
        },
        request);
  }

  private static void assertFault(
      Function<PlacementRequest, PlacementResult> answer, PlacementRequest request) {
    Explanation explanation =
        PlacementExplainer.explainPlacement(strategy(answer), request, RememberedCluster.NONE);
    assertThat(explanation.outcome())
        .isInstanceOfSatisfying(
            Unplaceable.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo(RefusalCode.STRATEGY_FAILED));
  }

  private static PlacementStrategy strategy(Function<PlacementRequest, PlacementResult> answer) {
    return new PlacementStrategy() {
      @Override
      public String name() {
        return "mistaken";
      }

      @Override
      public PlacementResult place(PlacementRequest request) {
        return answer.apply(request);
      }
    };
  }

  /** A host's code need not be compiled with our checks. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }
}
