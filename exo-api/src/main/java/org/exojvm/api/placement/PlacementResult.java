package org.exojvm.api.placement;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.instance.Instance;

/** The answer of a {@link PlacementStrategy}. */
public sealed interface PlacementResult {

  /**
   * There is a placement.
   *
   * @param instance the instance, complete but for the intent it belongs to
   * @param score why this one, in the terms of the strategy
   * @param considered number of candidates looked at
   * @param provedOptimal whether no better candidate can exist; false when the budget ran out first
   */
  record Placed(Instance instance, PlacementScore score, long considered, boolean provedOptimal)
      implements PlacementResult {}

  /**
   * There is none.
   *
   * @param refusal the reason of the best candidate; its text is what people see
   * @param others further reasons, one per class of candidates, most promising first
   * @param proved whether no placement can exist; false when the budget ran out first, so that a
   *     larger one might find something
   */
  record Unplaceable(
      PlacementRefusal refusal, ImmutableList<PlacementRefusal> others, boolean proved)
      implements PlacementResult {

    /** Creates a refusal that proves nothing. */
    public Unplaceable(PlacementRefusal refusal, ImmutableList<PlacementRefusal> others) {
      this(refusal, others, false);
    }
  }
}
