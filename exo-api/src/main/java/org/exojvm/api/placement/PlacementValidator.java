package org.exojvm.api.placement;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.instance.Instance;

/**
 * Tells whether an instance is a valid placement for a request: whether it does what was asked for,
 * and whether it can work on the topology and the free memory of the request. Which of several
 * valid placements is best is for the strategy to say.
 *
 * <p>It is written from the rules alone and shares no code with the strategies, so that a fault of
 * theirs does not hide here. The master asks it before an instance is created, tests ask it after
 * every placement.
 */
public final class PlacementValidator {

  private PlacementValidator() {}

  /**
   * Returns everything that is wrong with a placement; empty when it is valid.
   *
   * @param request what was asked for, and the cluster as it is
   * @param instance the instance proposed
   */
  public static ImmutableList<PlacementViolation> violations(
      PlacementRequest request, Instance instance) {
    Violations found = new Violations();
    RankedNodes ranked = RankedNodes.of(request, instance, found);
    NodeRules.check(request, ranked, found);
    ShardRules.check(request, ranked, found);
    if (ranked.isConsistent()) {
      MemoryRules.check(request, ranked, found);
      switch (instance) {
        case Instance.MlxRingInstance ring -> RingRules.check(request, ring, ranked, found);
        case Instance.MlxJacclInstance mesh -> MeshRules.check(request, mesh, ranked, found);
      }
    }
    return found.all();
  }
}
