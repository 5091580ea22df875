package org.exojvm.placement.internal.preference;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.exojvm.api.id.NodeId;
import org.jspecify.annotations.Nullable;

/** Rates every rank order of a handful of nodes. */
final class EveryOrder {

  /** Most nodes: 13,699 orders of seven nodes that all reach each other. */
  static final int MAX_NODES = 7;

  private final Ratings ratings;
  private final Comparator<Rated> order;
  private @Nullable Rated best;

  private EveryOrder(Ratings ratings, Comparator<Rated> order) {
    this.ratings = ratings;
    this.order = order;
  }

  /** Returns the best order of any of the nodes, or null when none can host the model. */
  static @Nullable Rated best(
      ImmutableList<NodeId> nodes, Ratings ratings, Comparator<Rated> order) {
    EveryOrder search = new EveryOrder(ratings, order);
    search.extend(new ArrayList<>(), nodes);
    return search.best;
  }

  /** As deep as there are nodes, so {@link #MAX_NODES} at most. */
  private void extend(List<NodeId> ranks, ImmutableList<NodeId> nodes) {
    if (!ranks.isEmpty()) {
      ratings.rate(ImmutableList.copyOf(ranks)).ifPresent(this::keepBetter);
    }
    if (ranks.size() == ratings.maxNodes()) {
      return;
    }
    for (NodeId next : nodes) {
      if (!ranks.contains(next) && (ranks.isEmpty() || ratings.areWired(ranks.getLast(), next))) {
        ranks.add(next);
        extend(ranks, nodes);
        ranks.removeLast();
      }
    }
  }

  private void keepBetter(Rated rated) {
    Rated known = best;
    best = known == null || order.compare(rated, known) < 0 ? rated : known;
  }
}
