package org.exojvm.placement.internal;

/**
 * Counts what a search may still expand. A count and not a time, so that the same request ends the
 * same way everywhere.
 */
final class SearchBudget {

  private long left;

  SearchBudget(long limit) {
    this.left = Math.max(0, limit);
  }

  /** Takes an amount, or refuses and leaves nothing for what comes after. */
  boolean spend(long amount) {
    boolean enough = amount <= left;
    left = enough ? left - amount : 0;
    return enough;
  }

  long left() {
    return left;
  }

  /** Splits off a part: at most one in {@code divisor}, so that the next candidate has some too. */
  SearchBudget part(int divisor) {
    return new SearchBudget(left / divisor);
  }

  /** Settles a part that was split off. */
  void settle(SearchBudget part, int divisor) {
    left -= left / divisor - part.left;
  }
}
