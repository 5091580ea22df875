/**
 * Runs placement strategies beside the loop of a shell, with patience that ends: {@link
 * org.exojvm.core.search.WatchedStrategy} gives a strategy a deadline, so that one that loops or
 * blocks refuses its own request and holds up nothing else; {@link
 * org.exojvm.core.search.WatchedRound} ends a round while its answers are still wanted.
 *
 * <p>This is part of the imperative shell: it has a clock and threads. What is asked and what
 * becomes of the answers is decided in {@code org.exojvm.core.process}.
 *
 * <pre>{@code
 * PlacementStrategies watched =
 *     WatchedStrategy.all(PlacementStrategies.installed(), WatchedStrategy.DEFAULT_DEADLINE);
 * ImmutableList<PlacementResult> results = WatchedRound.run(watched, effect.searches());
 * }</pre>
 *
 * <p>Threading: a watched strategy may be used by several threads at once; its calls take turns on
 * daemon threads of their own.
 */
@NullMarked
package org.exojvm.core.search;

import org.jspecify.annotations.NullMarked;
