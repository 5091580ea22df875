package org.exojvm.placement.internal.preference;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.PlacementPreference;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.CostEstimate;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementScore;
import org.exojvm.api.topology.NodeCycle;
import org.exojvm.placement.Assembly;
import org.exojvm.placement.InstanceAssembly;
import org.exojvm.placement.cost.CostModel;
import org.exojvm.placement.internal.CandidateOrder;
import org.exojvm.placement.internal.CycleSearch;
import org.jspecify.annotations.Nullable;

/**
 * Finds the placement that the cost model likes best. Up to {@link EveryOrder#MAX_NODES} usable
 * nodes every rank order is rated and the answer is proved; beyond that it is the best of what is
 * found from several starting points.
 */
public final class PreferenceSearch {

  /** Starting points that are improved on; the others are only rated. */
  static final int MAX_IMPROVED = 8;

  /** Rounds of improvement of one starting point. */
  static final int MAX_ROUNDS = 32;

  /**
   * Most ranks looked at, over all rank orders, on a cluster that is too large to rate them all.
   * Smaller: groups of a dozen nodes are improved less. Larger: a request on hundreds of nodes
   * takes seconds.
   */
  static final int MAX_RANKS = 200_000;

  private final PlacementRequest request;
  private final CandidateOrder cycles;
  private final Ratings ratings;
  private final Comparator<Rated> order;

  private PreferenceSearch(
      PlacementRequest request, CandidateOrder cycles, Comparator<Rated> order, Ratings ratings) {
    this.request = request;
    this.cycles = cycles;
    this.order = order;
    this.ratings = ratings;
  }

  /**
   * Returns the placement that the preference of the request asks for, or why there is none.
   *
   * @param cycles order in which cycles are tried where the preference has no say
   */
  public static PlacementResult place(PlacementRequest request, CandidateOrder cycles) {
    PlacementPreference preference = request.preference();
    return switch (preference) {
      case INTERACTIVITY, THROUGHPUT -> place(request, preference, cycles, EveryOrder.MAX_NODES);
      case SPREAD, PACK -> estimated(request, CycleSearch.place(request, cycles));
      case null -> estimated(request, CycleSearch.place(request, cycles));
    };
  }

  /**
   * Returns the placement with the best estimate, or why there is none.
   *
   * @param preference what the estimate is judged by, {@link PlacementPreference#INTERACTIVITY} or
   *     {@link PlacementPreference#THROUGHPUT}
   * @param exactNodes most usable nodes of which every rank order is rated
   */
  public static PlacementResult place(
      PlacementRequest request,
      PlacementPreference preference,
      CandidateOrder cycles,
      int exactNodes) {
    PlacementRequest plain = request.withPreference(null);
    PlacementResult any = CycleSearch.place(plain, cycles);
    if (!(any instanceof Placed first)) {
      return any;
    }
    // Where a mesh of several nodes is possible, a single node is none (D10).
    boolean meshOfSeveral =
        request.instanceMeta() == InstanceMeta.MLX_JACCL
            && first.score().cycle().nodes().size() > 1;
    int min = Math.max(meshOfSeveral ? 2 : 1, request.minNodes());
    ImmutableList<NodeId> usable = StartingPoints.usable(plain);
    boolean all = usable.size() <= exactNodes;
    long limit = all ? request.searchBudget() : Math.min(MAX_RANKS, request.searchBudget());
    return new PreferenceSearch(
            plain, cycles, Rated.order(preference), new Ratings(plain, min, limit))
        .place(first, usable, all);
  }

  private static PlacementResult estimated(PlacementRequest request, PlacementResult result) {
    if (!(result instanceof Placed(var instance, var score, long considered, boolean proved))) {
      return result;
    }
    CostEstimate estimate =
        new CostModel(request).estimate(score.cycle().nodes(), instance.shardAssignments());
    return new Placed(
        instance,
        new PlacementScore(score.cycle(), score.hasLeaf(), score.totalFreeMemory(), estimate),
        considered,
        proved);
  }

  private PlacementResult place(Placed first, ImmutableList<NodeId> usable, boolean all) {
    Rated best = all ? EveryOrder.best(usable, ratings, order) : improved(first, usable);
    return best == null ? estimated(request, first) : placed(best, first, all && ratings.goOn());
  }

  private PlacementResult placed(Rated best, Placed first, boolean proved) {
    NodeCycle ranks = new NodeCycle(best.ranks());
    if (!(InstanceAssembly.of(request, ranks) instanceof Assembly.Built<Instance>(var instance))) {
      return estimated(request, first);
    }
    boolean leaf = Iterables.any(best.ranks(), request.topology()::isLeaf);
    return new Placed(
        instance,
        new PlacementScore(ranks, leaf, Memory.ofBytes(best.freeBytes()), best.estimate()),
        first.considered() + ratings.count(),
        proved);
  }

  private @Nullable Rated improved(Placed first, ImmutableList<NodeId> usable) {
    List<Rated> pool = new ArrayList<>();
    ratings.rate(first.score().cycle().nodes()).ifPresent(pool::add);
    for (PlacementRequest start : StartingPoints.of(request, ratings, usable)) {
      if (CycleSearch.place(start, cycles) instanceof Placed placed) {
        ratings.rate(placed.score().cycle().nodes()).ifPresent(pool::add);
      }
    }
    for (ImmutableList<NodeId> pair : StartingPoints.pairs(usable)) {
      ratings.rate(pair).ifPresent(pool::add);
    }
    pool.sort(order);
    Rated best = null;
    for (Rated start : pool.subList(0, Math.min(MAX_IMPROVED, pool.size()))) {
      Rated end = improved(start, StartingPoints.outsiders(request, usable));
      best = best == null || order.compare(end, best) < 0 ? end : best;
    }
    return best;
  }

  /** Takes the best step as long as there is a better one. */
  private Rated improved(Rated start, List<NodeId> outsiders) {
    Rated best = start;
    for (int round = 0; round < MAX_ROUNDS && ratings.goOn(); round++) {
      List<Rated> better = new ArrayList<>(List.of(best));
      Steps.visit(
          best.ranks(),
          outsiders,
          next -> {
            ratings.rate(next).ifPresent(better::add);
            return ratings.goOn();
          });
      better.sort(order);
      if (better.getFirst().equals(best)) {
        return best;
      }
      best = better.getFirst();
    }
    return best;
  }
}
