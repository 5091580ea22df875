package org.exojvm.core.search;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.core.process.MetaInstanceManager;
import org.exojvm.core.process.PlacementRound;
import org.exojvm.core.process.PlacementSearch;
import org.exojvm.core.reconcile.PlacementStrategies;

/**
 * Runs a round of searches for as long as its answers are still wanted. What there was no time for
 * is left out of the answer, and the master asks for it again in the next round.
 */
public final class WatchedRound {

  /**
   * Time in which searches of a round are begun. With the deadline of the last of them it stays
   * well below {@link MetaInstanceManager#EFFECT_LOST_AFTER_TICKS}, after which a round is taken
   * for lost and its answers are dropped.
   */
  public static final Duration DEADLINE = Duration.ofSeconds(60);

  private WatchedRound() {}

  /** Returns the results of the searches that could be made. */
  public static ImmutableList<PlacementResult> run(
      PlacementStrategies strategies, ImmutableList<PlacementSearch> searches) {
    long startNanos = System.nanoTime();
    return PlacementRound.run(
        strategies, searches, () -> System.nanoTime() - startNanos < DEADLINE.toNanos());
  }
}
