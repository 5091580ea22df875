package org.exojvm.placement.explain;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementResult.Placed;

/**
 * All candidates of a number of nodes, or of several numbers that are excluded for one reason.
 *
 * @param smallest least number of nodes of the class
 * @param largest largest number of nodes of the class
 * @param verdict the best placement, or the reason
 */
public record SizeClass(int smallest, int largest, Verdict verdict) {

  /** What is to be said of a class. */
  public sealed interface Verdict {

    /**
     * There is a placement of this size.
     *
     * @param placed the best one in the eyes of the strategy
     * @param memoryByNode what each node gives: its share of weights and cache
     */
    record Fits(Placed placed, ImmutableMap<NodeId, Memory> memoryByNode) implements Verdict {}

    /**
     * There is none.
     *
     * @param exclusion why not
     */
    record Excluded(Exclusion exclusion) implements Verdict {}
  }

  /** Returns the classes with neighbours joined where the reason is the same. */
  static ImmutableList<SizeClass> merged(List<SizeClass> bySize) {
    List<SizeClass> merged = new ArrayList<>();
    for (SizeClass next : bySize) {
      boolean same =
          !merged.isEmpty()
              && next.verdict() instanceof Verdict.Excluded
              && merged.getLast().verdict().equals(next.verdict());
      if (same) {
        SizeClass last = merged.removeLast();
        merged.add(new SizeClass(last.smallest(), next.largest(), last.verdict()));
      } else {
        merged.add(next);
      }
    }
    return ImmutableList.copyOf(merged);
  }
}
