package org.exojvm.placement.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult.Unplaceable;

/**
 * What a refusal adds to its detail where people would wonder: that more memory or another link can
 * be the reason, and that the search was not exhaustive. The text of the reference stays.
 *
 * @param request what was to be placed
 * @param proved whether it is certain that there is no placement
 * @param budgetEnded whether a larger budget might find one
 */
record RefusalNotes(PlacementRequest request, boolean proved, boolean budgetEnded) {

  Unplaceable refused(PlacementRefusal refusal) {
    return refused(ImmutableList.of(refusal));
  }

  /** Returns the result, with the best candidate's refusal first. */
  Unplaceable refused(ImmutableList<PlacementRefusal> refusals) {
    ImmutableList<PlacementRefusal> all =
        refusals.stream().map(this::explained).collect(ImmutableList.toImmutableList());
    return new Unplaceable(
        withDetail(all.getFirst(), certainty()), all.subList(1, all.size()), proved);
  }

  private String certainty() {
    if (proved) {
      return "";
    }
    return budgetEnded
        ? "; the search budget of %d ended, a larger one may find more"
            .formatted(request.searchBudget())
        : "; not every set of nodes was looked at, so there may be a placement";
  }

  private PlacementRefusal explained(PlacementRefusal refusal) {
    return switch (refusal.code()) {
      case NODE_MEMORY -> withDetail(refusal, rounding() + singles());
      case NO_RDMA, COORDINATOR_UNREACHABLE, TOO_FEW_LAYERS -> withDetail(refusal, singles());
      default -> refusal;
    };
  }

  /**
   * Whoever has the memory together could hold shares in exact proportion, but layers are whole.
   */
  private String rounding() {
    if (request.sharding() == Sharding.TENSOR) {
      return "";
    }
    return request.modelCard().usesCfg()
        ? "; layers are whole and shared by the memory of one guidance group, the other holds the"
            + " same"
        : "; an exact share would fit, but layers are handed out whole";
  }

  /** A candidate for a mesh, usable or not, keeps a single node from qualifying (D10). */
  private String singles() {
    if (request.instanceMeta() != InstanceMeta.MLX_JACCL || Sizes.minNodes(request) > 1) {
      return "";
    }
    Memory demand = request.demand();
    return request.freeMemory().entrySet().stream()
        .filter(entry -> request.topology().contains(entry.getKey()))
        .filter(entry -> !request.forbiddenNodes().contains(entry.getKey()))
        .filter(entry -> ImmutableSet.of(entry.getKey()).containsAll(request.requiredNodes()))
        .filter(entry -> entry.getValue().compareTo(demand) >= 0)
        .map(Map.Entry::getKey)
        .sorted()
        .findFirst()
        .map(
            node ->
                ("; node %s alone could host the model, but a single node qualifies only where"
                        + " there are no larger candidates")
                    .formatted(node.value()))
        .orElse("");
  }

  private static PlacementRefusal withDetail(PlacementRefusal refusal, String note) {
    return note.isEmpty()
        ? refusal
        : new PlacementRefusal(
            refusal.code(),
            refusal.referenceText(),
            refusal.numbers(),
            refusal.detail() + note,
            refusal.hint());
  }
}
