package org.exojvm.placement;

import com.google.common.collect.ImmutableList;
import java.util.Iterator;
import java.util.stream.Stream;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.api.placement.PlacementScore;
import org.exojvm.api.topology.NodeCycle;
import org.jspecify.annotations.Nullable;

/**
 * The rest of a strategy, once it has chosen nodes: checks that the request allows them, assembles
 * the instance, scores it, and turns whatever stands in the way into a refusal with its reason.
 *
 * <pre>{@code
 * public PlacementResult place(PlacementRequest request) {
 *   return Placing.firstOf(request, myCandidatesInMyOrder(request));
 * }
 * }</pre>
 */
public final class Placing {

  private Placing() {}

  /**
   * Returns the placement on these nodes, or why they cannot host it. Whether a better one exists
   * is not looked at, so that neither answer is proved.
   *
   * @param request what is to be placed, and on what
   * @param ranks the nodes chosen, the first one rank 0
   */
  public static PlacementResult of(PlacementRequest request, NodeCycle ranks) {
    return firstOf(request, Stream.of(ranks));
  }

  /**
   * Returns the placement on the first candidate that can host it; otherwise the reason of the
   * first one, with those of the others behind it, one of each kind. At most as many candidates are
   * looked at as the search budget of the request allows, and always one.
   *
   * @param request what is to be placed, and on what
   * @param candidates nodes in rank order, best first
   */
  public static PlacementResult firstOf(PlacementRequest request, Stream<NodeCycle> candidates) {
    PlacementRefusal contradiction = RequestRules.contradiction(request);
    if (contradiction != null) {
      return new Unplaceable(contradiction, ImmutableList.of(), true);
    }
    RefusalsByCode refusals = new RefusalsByCode();
    long considered = 0;
    Iterator<NodeCycle> left = candidates.limit(Math.max(1, request.searchBudget())).iterator();
    while (left.hasNext()) {
      NodeCycle ranks = left.next();
      considered++;
      switch (assemble(request, ranks)) {
        case Assembly.Built<Instance>(Instance instance) -> {
          return new Placed(instance, score(request, ranks), considered, false);
        }
        case Assembly.Refused<Instance>(PlacementRefusal refusal) -> refusals.add(refusal);
      }
    }
    return refusals.isEmpty()
        ? new Unplaceable(RequestRules.noCandidate(request), ImmutableList.of())
        : new Unplaceable(refusals.first(), refusals.others());
  }

  private static Assembly<Instance> assemble(PlacementRequest request, NodeCycle ranks) {
    @Nullable PlacementRefusal broken = RequestRules.broken(request, ranks.nodes());
    return broken == null ? InstanceAssembly.of(request, ranks) : new Assembly.Refused<>(broken);
  }

  private static PlacementScore score(PlacementRequest request, NodeCycle ranks) {
    Memory free = Memory.ZERO;
    for (var node : ranks.nodes()) {
      free = free.plus(request.freeMemory().getOrDefault(node, Memory.ZERO));
    }
    boolean hasLeaf = ranks.nodes().stream().anyMatch(request.topology()::isLeaf);
    return new PlacementScore(ranks, hasLeaf, free);
  }
}
