package org.exojvm.placement.explain;

import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.placement.explain.Exclusion.Kind;

/** Turns the refusal of one size into what excludes it, with the nodes and links behind it. */
record RefusedSizes(UsableNodes usable) {

  Exclusion exclusion(int size, Unplaceable refused) {
    PlacementRefusal refusal = refused.refusal();
    return switch (refusal.code()) {
      case INSUFFICIENT_MEMORY -> insufficient(size, refused);
      case NODE_MEMORY, NO_MEMORY -> told(Kind.MEMORY, refused);
      case TENSOR_UNSUPPORTED, PIPELINE_UNSUPPORTED, TENSOR_NOT_DIVISIBLE ->
          told(Kind.SHARDING, refused);
      case TOO_FEW_LAYERS -> told(Kind.TOO_FEW_LAYERS, refused);
      case NO_RDMA, RDMA_PAIR_MISSING -> noRdma(size, refused);
      case RING_CONNECTIVITY, COORDINATOR_UNREACHABLE -> told(Kind.LINKS, refused);
      case CONTRADICTION -> told(Kind.CONTRADICTION, refused);
      case STRATEGY_FAILED -> told(Kind.NOT_KNOWN, refused);
    };
  }

  private static Exclusion told(Kind kind, Unplaceable refused) {
    PlacementRefusal refusal = refused.refusal();
    return new Exclusion(kind, refusal.detail(), refusal.numbers(), refused.proved());
  }

  private Exclusion noRdma(int size, Unplaceable refused) {
    String pairs = usable.unwiredPairs(size);
    return pairs.isEmpty()
        ? told(Kind.RDMA, refused)
        : new Exclusion(
            Kind.RDMA,
            "no nodes with the memory have RDMA between all of them; missing: " + pairs,
            refused.refusal().numbers(),
            refused.proved());
  }

  /**
   * The roomiest nodes have the memory, see {@link SizeMemory}; so links or reports are missing.
   */
  private Exclusion insufficient(int size, Unplaceable refused) {
    if (refused.refusal().numbers().containsKey("freeBytes")) {
      return told(Kind.MEMORY, refused);
    }
    String pairs = usable.unwiredPairs(size);
    return pairs.isEmpty()
        ? told(Kind.LINKS, refused)
        : new Exclusion(
            Kind.LINKS,
            refused.refusal().detail() + "; not linked both ways: " + pairs,
            refused.refusal().numbers(),
            refused.proved());
  }
}
