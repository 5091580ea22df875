package org.exojvm.placement.explain;

import com.google.common.collect.ImmutableMap;

/**
 * What excludes a class of candidates.
 *
 * @param kind what kind of reason
 * @param sentence the reason with its values, for people
 * @param numbers the figures behind it by name, bytes where the name ends in {@code Bytes}
 * @param proved whether it is certain; false when a search ended before it had seen everything
 */
public record Exclusion(
    Kind kind, String sentence, ImmutableMap<String, Long> numbers, boolean proved) {

  /** Kinds of reasons. */
  public enum Kind {
    /** The request asks for more nodes, or for fewer. */
    NODE_COUNT,
    /** More nodes are required than the class has. */
    REQUIRED_NODES,
    /** Not enough nodes can take part. */
    TOO_FEW_NODES,
    /** The model has fewer layers than the pipeline stages. */
    TOO_FEW_LAYERS,
    /** The model cannot be split evenly, or not in this way at all. */
    SHARDING,
    /** Nodes do not have the memory for their shares. */
    MEMORY,
    /** Links are missing. */
    LINKS,
    /** RDMA links are missing, or the mesh is too large. */
    RDMA,
    /** A single node is no mesh, and stands in for one only where every candidate is single. */
    SINGLE_NODE,
    /** The request contradicts itself. */
    CONTRADICTION,
    /** Nobody has looked: a bound was met, or the strategy failed. */
    NOT_KNOWN
  }

  static Exclusion certain(Kind kind, String sentence, ImmutableMap<String, Long> numbers) {
    return new Exclusion(kind, sentence, numbers, true);
  }
}
