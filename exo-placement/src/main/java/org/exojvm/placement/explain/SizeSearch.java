package org.exojvm.placement.explain;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.placement.explain.Exclusion.Kind;
import org.exojvm.placement.explain.SizeClass.Verdict;

/** Asks for every exact number of nodes in turn. */
final class SizeSearch {

  /** Largest number of nodes that is asked for on its own. */
  static final int MAX_SIZE = 64;

  private final PlacementRequest request;
  private final Trials trials;
  private final SizeRules rules;
  private final RefusedSizes refused;

  SizeSearch(PlacementRequest request, Trials trials) {
    this.request = request;
    this.trials = trials;
    UsableNodes usable = UsableNodes.of(request);
    this.rules = new SizeRules(usable);
    this.refused = new RefusedSizes(usable);
  }

  /** Returns the classes from one node to all of them. */
  ImmutableList<SizeClass> classes(PlacementResult outcome) {
    List<SizeClass> bySize = new ArrayList<>();
    for (int size = 1; size <= request.topology().size(); size++) {
      bySize.add(new SizeClass(size, size, verdict(size, outcome)));
    }
    return SizeClass.merged(bySize);
  }

  private Verdict verdict(int size, PlacementResult outcome) {
    if (outcome instanceof Placed placed && placed.score().cycle().nodes().size() == size) {
      return fits(placed);
    }
    Verdict verdict = verdict(size);
    return size == 1 && verdict instanceof Verdict.Fits && isNoMesh()
        ? new Verdict.Excluded(singleNode())
        : verdict;
  }

  /** Returns what is to be said of exactly this number of nodes. */
  Verdict verdict(int size) {
    Exclusion excluded = rules.exclusion(size);
    if (excluded != null) {
      return new Verdict.Excluded(excluded);
    }
    if (size > MAX_SIZE) {
      return notSearched();
    }
    return switch (trials.ask(request.withMinNodes(size).withMaxNodes(size))) {
      case Placed placed -> fits(placed);
      case Unplaceable unplaceable -> new Verdict.Excluded(refused.exclusion(size, unplaceable));
    };
  }

  private Verdict fits(Placed placed) {
    return new Verdict.Fits(placed, Shares.of(request, placed.instance()));
  }

  /** The single node was not taken although the request allows it and it fits (D10). */
  private boolean isNoMesh() {
    Integer max = request.maxNodes();
    return request.instanceMeta() == InstanceMeta.MLX_JACCL && (max == null || max > 1);
  }

  private static Exclusion singleNode() {
    return Exclusion.certain(
        Kind.SINGLE_NODE,
        "one node would hold it, but RDMA is asked for and larger candidates exist",
        ImmutableMap.of());
  }

  private static Verdict notSearched() {
    return new Verdict.Excluded(
        new Exclusion(
            Kind.NOT_KNOWN,
            "sizes above %d are not looked at one by one".formatted(MAX_SIZE),
            ImmutableMap.of("maxSize", (long) MAX_SIZE),
            false));
  }
}
