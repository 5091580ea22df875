package org.exojvm.placement.internal;

/**
 * Counts what a search may still expand. A count and not a time, so that the same request ends the
 * same way everywhere.
 */
final class SearchBudget {

  private final long limit;
  private long left;
  private boolean ended;

  SearchBudget(long limit) {
    this.limit = Math.max(0, limit);
    this.left = this.limit;
  }

  /** Takes an amount, or refuses and leaves nothing for what comes after. */
  boolean spend(long amount) {
    boolean enough = amount <= left;
    left = enough ? left - amount : 0;
    ended |= !enough;
    return enough;
  }

  long left() {
    return left;
  }

  /** Returns whether something was left out, here or in a part, because the count was used up. */
  boolean ended() {
    return ended;
  }

  /** Splits off a part: one in {@code divisor} of what is left, so that others have some too. */
  SearchBudget part(int divisor) {
    return new SearchBudget(left / divisor);
  }

  /** Settles a part that was split off. */
  void settle(SearchBudget part) {
    left -= part.limit - part.left;
    ended |= part.ended;
  }
}
