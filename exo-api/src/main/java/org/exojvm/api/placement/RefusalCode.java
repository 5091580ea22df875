package org.exojvm.api.placement;

/** Kinds of reasons why a request cannot be placed. */
public enum RefusalCode {
  /** No cycle of the wanted size, with the required nodes, has the memory. */
  INSUFFICIENT_MEMORY,
  /** Tensor sharding is not supported by the model. */
  TENSOR_UNSUPPORTED,
  /** The hidden size is not divisible by any candidate's number of nodes. */
  TENSOR_NOT_DIVISIBLE,
  /** Pipeline sharding is not supported by the model. */
  PIPELINE_UNSUPPORTED,
  /** RDMA was asked for and no candidate is connected all to all by RDMA. */
  NO_RDMA,
  /** The candidate has more nodes than the model has layers. */
  TOO_FEW_LAYERS,
  /** A node of the candidate cannot hold its share. */
  NODE_MEMORY,
  /** The nodes of the candidate offer no memory at all. */
  NO_MEMORY,
  /** Neighbours in the ring cannot reach each other in both directions. */
  RING_CONNECTIVITY,
  /** A pair of nodes has no RDMA link. */
  RDMA_PAIR_MISSING,
  /** A node cannot reach the coordinator of the mesh. */
  COORDINATOR_UNREACHABLE,
  /** The request contradicts itself, for example a node both required and forbidden. */
  CONTRADICTION,
  /** The strategy failed; a bug. */
  STRATEGY_FAILED
}
