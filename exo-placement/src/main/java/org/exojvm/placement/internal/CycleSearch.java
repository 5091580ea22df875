package org.exojvm.placement.internal;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementScore;
import org.exojvm.api.placement.RefusalCode;
import org.exojvm.placement.Assembly;
import org.exojvm.placement.internal.Candidate.Attempt;
import org.jspecify.annotations.Nullable;

/**
 * Places a request on a cycle: finds the cycles that qualify, tries them in order until one can
 * host the model (D8), and otherwise explains the best.
 */
public final class CycleSearch {

  /** Most candidates whose refusals are looked at; one of each kind is told. */
  static final int MAX_EXPLAINED_CANDIDATES = 64;

  /** One candidate may take this part of what is left of the budget, so that the next has some. */
  private static final int PART_OF_BUDGET = 8;

  private final PlacementRequest request;
  private final CandidateOrder order;
  private final SearchBudget budget;

  private CycleSearch(PlacementRequest request, CandidateOrder order) {
    this.request = request;
    this.order = order.preferredBy(request);
    this.budget = new SearchBudget(request.searchBudget());
  }

  /** Returns the first candidate in an order that can host the model, or why there is none. */
  public static PlacementResult place(PlacementRequest request, CandidateOrder order) {
    PlacementRefusal contradiction = SearchRefusals.contradiction(request);
    return contradiction == null
        ? new CycleSearch(request, order).place()
        : unplaceable(contradiction);
  }

  private PlacementResult place() {
    Candidates all = Candidates.of(request, budget);
    List<Candidate> roomy =
        all.cycles().stream().filter(cycle -> cycle.freeBytes() >= demandBytes()).toList();
    if (roomy.isEmpty()) {
      return unplaceable(
          all.cycles().stream()
              .max(Comparator.comparingLong(Candidate::freeBytes))
              .map(best -> SearchRefusals.memory(request, best))
              .orElseGet(() -> SearchRefusals.noCycle(request)));
    }
    List<Candidate> splittable = roomy.stream().filter(this::splits).toList();
    PlacementRefusal unsuited = unsuited(roomy, splittable);
    if (unsuited != null) {
      return unplaceable(unsuited);
    }
    List<Candidate> wired = wired(splittable);
    return wired.isEmpty()
        ? unplaceable(SearchRefusals.noRdma(splittable.size()))
        : tryAll(wired.stream().sorted(order.comparator()).toList(), all.complete());
  }

  private long demandBytes() {
    return request.demand().inBytes();
  }

  private boolean splits(Candidate cycle) {
    return request.sharding() != Sharding.TENSOR
        || request.modelCard().hiddenSize() % cycle.size() == 0;
  }

  /** Returns why the model cannot be split as asked for, or null. */
  private @Nullable PlacementRefusal unsuited(List<Candidate> roomy, List<Candidate> splittable) {
    ModelCard card = request.modelCard();
    if (request.sharding() == Sharding.PIPELINE) {
      return card.supportsPipeline() ? null : SearchRefusals.pipelineUnsupported(card);
    }
    if (!card.supportsTensor()) {
      return SearchRefusals.tensorUnsupported(card);
    }
    return splittable.isEmpty() ? SearchRefusals.notDivisible(card, roomy) : null;
  }

  /**
   * RDMA means all pairs; a single node will do only where there is nothing but single nodes (D10).
   */
  private List<Candidate> wired(List<Candidate> splittable) {
    boolean mesh = request.instanceMeta() == InstanceMeta.MLX_JACCL;
    if (!mesh || splittable.stream().allMatch(cycle -> cycle.size() == 1)) {
      return splittable;
    }
    return splittable.stream().filter(cycle -> cycle.size() > 1 && cycle.isMesh()).toList();
  }

  private PlacementResult tryAll(List<Candidate> candidates, boolean complete) {
    boolean proved = complete;
    long considered = 0;
    for (Candidate candidate : candidates) {
      considered++;
      switch (attempt(candidate)) {
        case Attempt.Fits(var ranks, var instance) -> {
          PlacementScore score =
              new PlacementScore(ranks, candidate.hasLeaf(), Memory.ofBytes(candidate.freeBytes()));
          return new PlacementResult.Placed(instance, score, considered, proved);
        }
        case Attempt.Fails(boolean provedHere) -> proved &= provedHere;
      }
    }
    return explained(candidates);
  }

  /** Explains the best candidate, and the best one for each further kind of reason. */
  private static PlacementResult explained(List<Candidate> candidates) {
    Map<RefusalCode, PlacementRefusal> refusals = new LinkedHashMap<>();
    int explained = Math.min(candidates.size(), MAX_EXPLAINED_CANDIDATES);
    for (Candidate candidate : candidates.subList(0, explained)) {
      if (candidate.explain() instanceof Assembly.Refused<Instance>(var refusal)) {
        refusals.putIfAbsent(refusal.code(), refusal);
      }
    }
    List<PlacementRefusal> all = List.copyOf(refusals.values());
    return new PlacementResult.Unplaceable(
        all.getFirst(), ImmutableList.copyOf(all.subList(1, all.size())));
  }

  private Attempt attempt(Candidate candidate) {
    SearchBudget part = budget.part(PART_OF_BUDGET);
    Attempt attempt = candidate.attempt(part);
    budget.settle(part, PART_OF_BUDGET);
    return attempt;
  }

  private static PlacementResult unplaceable(PlacementRefusal refusal) {
    return new PlacementResult.Unplaceable(refusal, ImmutableList.of());
  }
}
