package org.exojvm.placement.internal;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementScore;
import org.exojvm.api.placement.RefusalCode;
import org.exojvm.api.topology.NodeCycle;
import org.exojvm.placement.Assembly;
import org.exojvm.placement.InstanceAssembly;
import org.exojvm.placement.JacclMesh;
import org.jspecify.annotations.Nullable;

/**
 * Says why there is no placement, in terms of the cycles along links of any kind: which kind of
 * reason it is, and what stands in the way of the best of them. The cycles are looked for only when
 * they are asked for.
 */
final class Explanation {

  /** Most candidates whose refusals are looked at; one of each kind is told. */
  static final int MAX_EXPLAINED_CANDIDATES = 64;

  private final ClusterGraph graph;
  private final PlacementRequest request;
  private final CandidateOrder order;
  private final SearchBudget budget;
  private @Nullable LinkedCycles known;

  Explanation(ClusterGraph graph, CandidateOrder order, SearchBudget budget) {
    this.graph = graph;
    this.request = graph.request();
    this.order = order;
    this.budget = budget;
  }

  private LinkedCycles cycles() {
    LinkedCycles cycles = known;
    if (cycles == null) {
      cycles = LinkedCycles.of(graph, budget);
      known = cycles;
    }
    return cycles;
  }

  /** Returns whether all cycles have been looked at. */
  boolean isComplete() {
    return cycles().complete();
  }

  /** Returns whether the candidates are nothing but single nodes (D10). */
  boolean hasOnlySingles() {
    return roomy().stream().filter(this::splits).allMatch(cycle -> cycle.set().size() == 1)
        && (isComplete() || !hasRoomyPair());
  }

  /** Pairs need no search, so a budget that ended does not hide them. */
  private boolean hasRoomyPair() {
    for (int a = 0; a < graph.size(); a++) {
      for (NodeId sink : request.topology().neighbours(graph.node(a))) {
        int b = graph.number(sink);
        if (b > a
            && LinkedCycles.isAllowed(graph, a, b)
            && !request.topology().links(sink, graph.node(a)).isEmpty()
            && NodeSet.of(graph, a, b).freeBytes() >= request.demand().inBytes()
            && (request.sharding() != Sharding.TENSOR
                || request.modelCard().hiddenSize() % 2 == 0)) {
          return true;
        }
      }
    }
    return false;
  }

  private List<LinkedCycle> roomy() {
    long demand = request.demand().inBytes();
    return cycles().cycles().stream().filter(cycle -> cycle.set().freeBytes() >= demand).toList();
  }

  private boolean splits(LinkedCycle cycle) {
    return request.sharding() != Sharding.TENSOR
        || request.modelCard().hiddenSize() % cycle.set().size() == 0;
  }

  /**
   * Returns the refusal.
   *
   * @param proved whether it is certain that there is no placement
   * @param budgetEnded whether a larger budget might find one
   */
  PlacementResult refuse(boolean proved, boolean budgetEnded) {
    RefusalNotes notes = new RefusalNotes(request, proved, budgetEnded);
    List<LinkedCycle> roomy = roomy();
    if (roomy.isEmpty()) {
      return notes.refused(
          cycles().cycles().stream()
              .map(LinkedCycle::set)
              .max(Comparator.comparingLong(NodeSet::freeBytes))
              .map(best -> SearchRefusals.memory(request, best))
              .orElseGet(() -> SearchRefusals.noCycle(request)));
    }
    List<LinkedCycle> splittable = roomy.stream().filter(this::splits).toList();
    PlacementRefusal unsuited = unsuited(roomy, splittable);
    if (unsuited != null) {
      return notes.refused(unsuited);
    }
    List<LinkedCycle> wired = wired(splittable);
    return wired.isEmpty()
        ? notes.refused(SearchRefusals.noRdma(splittable.size()))
        : explained(wired, notes);
  }

  /** Returns why the model cannot be split as asked for, or null. */
  private @Nullable PlacementRefusal unsuited(
      List<LinkedCycle> roomy, List<LinkedCycle> splittable) {
    ModelCard card = request.modelCard();
    if (request.sharding() == Sharding.PIPELINE) {
      return card.supportsPipeline() ? null : SearchRefusals.pipelineUnsupported(card);
    }
    if (!card.supportsTensor()) {
      return SearchRefusals.tensorUnsupported(card);
    }
    return splittable.isEmpty()
        ? SearchRefusals.notDivisible(card, roomy.stream().map(LinkedCycle::set).toList())
        : null;
  }

  /** RDMA means all pairs. */
  private List<LinkedCycle> wired(List<LinkedCycle> splittable) {
    if (!graph.isMesh() || splittable.stream().allMatch(cycle -> cycle.set().size() == 1)) {
      return splittable;
    }
    return splittable.stream().filter(cycle -> isMesh(cycle.set())).toList();
  }

  private boolean isMesh(NodeSet set) {
    return set.size() > 1
        && set.size() <= JacclMesh.MAX_NODES
        && Subgraph.of(graph, set.members()).leastDegree() == set.size() - 1;
  }

  /** Explains the best candidate, and the best one for each further kind of reason. */
  private PlacementResult explained(List<LinkedCycle> candidates, RefusalNotes notes) {
    Comparator<LinkedCycle> bestFirst = Comparator.comparing(LinkedCycle::set, order.comparator());
    Map<RefusalCode, PlacementRefusal> refusals = new LinkedHashMap<>();
    for (LinkedCycle candidate :
        candidates.stream().sorted(bestFirst).limit(MAX_EXPLAINED_CANDIDATES).toList()) {
      NodeCycle ranks = new NodeCycle(graph.nodes(candidate.naturalOrder().get()));
      switch (InstanceAssembly.of(request, ranks)) {
        case Assembly.Refused<Instance>(var refusal) ->
            refusals.putIfAbsent(refusal.code(), refusal);
        case Assembly.Built<Instance>(var instance) -> {
          // The budget of the search ended before it came here.
          return placed(candidate.set(), ranks, instance);
        }
      }
    }
    return notes.refused(ImmutableList.copyOf(refusals.values()));
  }

  private static PlacementResult placed(NodeSet set, NodeCycle ranks, Instance instance) {
    PlacementScore score =
        new PlacementScore(ranks, set.hasLeaf(), Memory.ofBytes(set.freeBytes()));
    return new PlacementResult.Placed(instance, score, 1, false);
  }
}
