package org.exojvm.mlx.array;

/** Which keys a query sees. */
public sealed interface AttentionMask {

  /** Every query sees all keys. */
  record All() implements AttentionMask {}

  /** Every query sees the keys up to its own position; the last query stands at the last key. */
  record Causal() implements AttentionMask {}

  /**
   * As an array says, broadcast to batch, heads, queries, keys.
   *
   * @param mask booleans, or numbers that are added to the scores
   */
  record Given(MlxArray mask) implements AttentionMask {}
}
