package org.exojvm.api.placement;

/**
 * One way in which an instance is not a valid placement.
 *
 * @param rule the rule that is broken
 * @param reason what was found where, with ids and numbers
 */
public record PlacementViolation(Rule rule, String reason) {

  /** What a valid placement obeys. */
  public enum Rule {
    /** Instance and runners bear the ids of the request, each once. */
    IDS,
    /** The shards are of the model of the request. */
    MODEL,
    /** The back end is the one asked for; a single node is a ring. */
    BACK_END,
    /** The number of nodes is within the bounds of the request. */
    NODE_COUNT,
    /** Every required node takes part. */
    REQUIRED_NODE,
    /** No forbidden node takes part. */
    FORBIDDEN_NODE,
    /** Every node is in the topology. */
    UNKNOWN_NODE,
    /** Ranks are 0 to world size - 1, one per node. */
    RANKS,
    /** The model can be sharded as asked for, and the shards are of that kind. */
    SHARDING,
    /** Layers are consecutive from the first to the last, at least one per stage. */
    LAYERS,
    /** Every node has the memory for its share. */
    MEMORY,
    /** Neighbours of a ring reach each other both ways at the addresses listed. */
    RING_HOSTS,
    /** Every ordered pair of a mesh of 2 to 8 nodes has the RDMA device listed. */
    RDMA_DEVICES,
    /** Every node of a mesh reaches rank 0 at the address listed. */
    COORDINATORS
  }
}
