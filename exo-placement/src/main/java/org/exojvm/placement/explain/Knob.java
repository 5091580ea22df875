package org.exojvm.placement.explain;

import com.google.common.collect.ImmutableList;

/**
 * One thing that could be relaxed, more or less far.
 *
 * @param kind which of the kinds, by its place in the order of costs
 * @param settings from the mildest to the strongest; not empty
 */
record Knob(Kind kind, ImmutableList<Relaxation> settings) {

  /** Kinds of relaxations, cheap ones first. */
  enum Kind {
    CONTEXT,
    CONCURRENCY,
    SHARDING,
    RING,
    MIN_NODES,
    MAX_NODES,
    REQUIRED_NODE,
    FORBIDDEN_NODE,
    NODE_RETURNS,
    NODE_REPORTS,
    PAIR_LINKED,
    NODE_FREES,
    NODE_JOINS
  }

  static Knob of(Kind kind, Relaxation only) {
    return new Knob(kind, ImmutableList.of(only));
  }

  /** Returns whether it takes a decision only, or a node that is known; no new memory. */
  boolean isCheap() {
    return kind.compareTo(Kind.NODE_RETURNS) <= 0;
  }

  Relaxation strongest() {
    return settings.getLast();
  }
}
