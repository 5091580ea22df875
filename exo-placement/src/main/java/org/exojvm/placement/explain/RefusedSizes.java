package org.exojvm.placement.explain;

import com.google.common.collect.ImmutableMap;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.placement.explain.Exclusion.Kind;
import org.exojvm.placement.internal.Texts;

/** Turns the refusal of one size into what excludes it, with the nodes and links behind it. */
record RefusedSizes(UsableNodes usable) {

  /** Sizes up to this have the memory of every node told. */
  private static final int MAX_NAMED_NODES = 4;

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

  /** Memory is short even on the roomiest nodes, or those with enough are not linked. */
  private Exclusion insufficient(int size, Unplaceable refused) {
    Memory free = usable.freeOfRoomiest(size);
    Memory needed = usable.request().demand();
    if (free.compareTo(needed) < 0) {
      return Exclusion.certain(
          Kind.MEMORY,
          "%s %s free, needs %s".formatted(roomiest(size), Texts.size(free), Texts.size(needed)),
          ImmutableMap.of(
              "freeBytes", free.inBytes(),
              "requiredBytes", needed.inBytes(),
              "missingBytes", needed.minus(free).inBytes()));
    }
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

  private String roomiest(int size) {
    if (size == 1) {
      return "the roomiest node has";
    }
    return size <= MAX_NAMED_NODES
        ? usable.roomiest(size) + ": together"
        : "the %d roomiest nodes have".formatted(size);
  }
}
