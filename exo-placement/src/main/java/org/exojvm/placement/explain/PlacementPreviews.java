package org.exojvm.placement.explain;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.HashSet;
import java.util.Set;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.placement.explain.Exclusion.Kind;
import org.exojvm.placement.explain.SizeClass.Verdict;

/**
 * Lists the ways of placing a model: for every sharding, back end and exact number of nodes the
 * best placement, or what excludes it.
 *
 * <p>The bounds of the request on the number of nodes, its sharding and its back end are left
 * aside, since all are listed; its required and forbidden nodes hold. A single node is always a
 * ring and is listed as one only.
 */
public final class PlacementPreviews {

  /** Largest number of nodes listed. */
  public static final int MAX_SIZE = 32;

  /** Most calls of the strategy: every way of every size, JACCL up to its largest mesh. */
  public static final int MAX_STRATEGY_CALLS = 2 * (MAX_SIZE + 8);

  /** In the order in which the reference lists them. */
  private static final ImmutableList<Sharding> SHARDINGS =
      ImmutableList.of(Sharding.PIPELINE, Sharding.TENSOR);

  private PlacementPreviews() {}

  /** Lists the ways of placing a model on all nodes that the request allows. */
  public static Previews list(PlacementStrategy strategy, PlacementRequest request) {
    return list(strategy, request, ImmutableSet.copyOf(request.topology().nodes()));
  }

  /**
   * Lists the ways of placing a model on some nodes only.
   *
   * @param strategy the strategy to ask
   * @param request what is to be placed
   * @param among the nodes that may take part; the others are forbidden
   */
  public static Previews list(
      PlacementStrategy strategy, PlacementRequest request, Set<NodeId> among) {
    ImmutableList<NodeId> unknown =
        among.stream()
            .filter(node -> !request.topology().contains(node))
            .sorted()
            .collect(ImmutableList.toImmutableList());
    if (!unknown.isEmpty()) {
      return new Previews.UnknownNodes(unknown);
    }
    Trials trials =
        new Trials(strategy, MAX_STRATEGY_CALLS, PlacementExplainer.SEARCH_BUDGET_PER_CALL);
    ImmutableList.Builder<Preview> previews = ImmutableList.builder();
    PlacementRequest base = forbiddingOthers(request, among).withMinNodes(1).withMaxNodes(null);
    for (Sharding sharding : SHARDINGS) {
      for (InstanceMeta meta : InstanceMeta.values()) {
        addSizes(base.withSharding(sharding).withInstanceMeta(meta), among, trials, previews);
      }
    }
    return new Previews.Listed(previews.build(), trials.wasBounded());
  }

  private static PlacementRequest forbiddingOthers(PlacementRequest request, Set<NodeId> among) {
    Set<NodeId> forbidden = new HashSet<>(request.forbiddenNodes());
    for (NodeId node : request.topology().nodes()) {
      if (!among.contains(node)) {
        forbidden.add(node);
      }
    }
    return request.withForbiddenNodes(forbidden);
  }

  private static void addSizes(
      PlacementRequest request,
      Set<NodeId> among,
      Trials trials,
      ImmutableList.Builder<Preview> previews) {
    SizeSearch search = new SizeSearch(request, trials);
    for (int size = 1; size <= Math.min(MAX_SIZE, among.size()); size++) {
      boolean singleMesh = size == 1 && request.instanceMeta() == InstanceMeta.MLX_JACCL;
      previews.add(
          new Preview(
              request.sharding(),
              request.instanceMeta(),
              size,
              singleMesh ? listedAsRing() : search.verdict(size)));
    }
  }

  private static Verdict listedAsRing() {
    return new Verdict.Excluded(
        Exclusion.certain(
            Kind.SINGLE_NODE,
            "a single node is a ring; see there",
            ImmutableMap.of("minNodes", 2L)));
  }
}
