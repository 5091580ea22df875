package org.exojvm.placement.explain;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.placement.CacheDemand;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.placement.internal.Texts;

/**
 * Finds the smallest set of wishes that cannot be met together, by trying sets of growing size. A
 * wish for RDMA or for a sharding is given up by trying the others too, so that a set without them
 * asks up to four questions; no question is asked twice. Seven wishes make 128 questions at most.
 *
 * <p>Sets are tried one by one because giving up less does not always help less: with fewer nodes
 * allowed, a single node may stand in for an RDMA mesh (D10).
 */
final class ConflictSearch {

  private record Question(Set<Constraint> kept, Sharding sharding, InstanceMeta meta) {}

  private final PlacementRequest request;
  private final Trials trials;
  private final ImmutableSet<Constraint> stated;
  private final Map<Question, Boolean> answers = new HashMap<>();

  /** Searches for a request that the strategy has refused. */
  ConflictSearch(PlacementRequest request, Trials trials) {
    this.request = request;
    this.trials = trials;
    EnumSet<Constraint> all = EnumSet.allOf(Constraint.class);
    all.removeIf(constraint -> !constraint.isStated(request));
    this.stated = ImmutableSet.copyOf(all);
    answers.put(question(stated, request.sharding(), request.instanceMeta()), false);
  }

  Conflict smallest() {
    for (int size = 0; size < stated.size(); size++) {
      for (Set<Constraint> kept : Sets.combinations(stated, size)) {
        if (!isPlaceable(kept)) {
          return trials.wasBounded() ? conflict(stated, false) : conflict(kept, true);
        }
      }
    }
    return conflict(stated, true);
  }

  /** Returns whether the request can be placed with only these wishes kept. */
  private boolean isPlaceable(Set<Constraint> kept) {
    for (Sharding sharding : shardings(kept)) {
      for (InstanceMeta meta : metas(kept)) {
        if (answers.computeIfAbsent(question(kept, sharding, meta), this::ask)) {
          return true;
        }
      }
    }
    return false;
  }

  private List<Sharding> shardings(Set<Constraint> kept) {
    return kept.contains(Constraint.SHARDING)
        ? List.of(request.sharding())
        : ImmutableList.copyOf(Sharding.values());
  }

  private List<InstanceMeta> metas(Set<Constraint> kept) {
    return kept.contains(Constraint.RDMA) || !stated.contains(Constraint.RDMA)
        ? List.of(request.instanceMeta())
        : List.of(InstanceMeta.MLX_RING, InstanceMeta.MLX_JACCL);
  }

  private static Question question(Set<Constraint> kept, Sharding sharding, InstanceMeta meta) {
    EnumSet<Constraint> others = EnumSet.noneOf(Constraint.class);
    others.addAll(kept);
    others.removeAll(EnumSet.of(Constraint.RDMA, Constraint.SHARDING));
    return new Question(others, sharding, meta);
  }

  private boolean ask(Question question) {
    Set<Constraint> kept = question.kept();
    return trials.places(
        request
            .withSharding(question.sharding())
            .withInstanceMeta(question.meta())
            .withRequiredNodes(
                kept.contains(Constraint.REQUIRED_NODES)
                    ? request.requiredNodes()
                    : ImmutableSet.of())
            .withForbiddenNodes(
                kept.contains(Constraint.FORBIDDEN_NODES)
                    ? request.forbiddenNodes()
                    : ImmutableSet.of())
            .withMinNodes(kept.contains(Constraint.MIN_NODES) ? request.minNodes() : 1)
            .withMaxNodes(kept.contains(Constraint.MAX_NODES) ? request.maxNodes() : null)
            .withCache(kept.contains(Constraint.CACHE) ? request.cache() : CacheDemand.NONE));
  }

  private Conflict conflict(Set<Constraint> kept, boolean smallest) {
    return new Conflict(ImmutableSet.copyOf(kept), smallest, sentence(kept, smallest));
  }

  private String sentence(Set<Constraint> kept, boolean smallest) {
    if (kept.isEmpty()) {
      return "The model does not fit this cluster, whatever is given up: its weights take %s."
          .formatted(Texts.size(request.modelCard().storageSize()));
    }
    String wishes =
        kept.stream().map(wish -> wish.text(request)).collect(Collectors.joining(" + "));
    if (!smallest) {
      return "Cannot be met together (a smaller set may do): " + wishes + ".";
    }
    return (kept.size() == 1 ? "Cannot be met on this cluster: " : "Cannot be met together: ")
        + wishes
        + ".";
  }
}
