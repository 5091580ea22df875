/**
 * {@code examples/run explain}: why a model is placed on a cluster as it is, why it is not, and
 * what would help. The questions are asked and answered by {@link
 * org.exojvm.placement.explain.PlacementExplainer}; here is what a terminal needs: options, tables,
 * JSON.
 *
 * <pre>{@code
 * examples/run explain --cluster mac-studio-4 --model mlx-community/Kimi-K2-Thinking --min-nodes 9
 * }</pre>
 *
 * <p>Threading: one thread.
 */
@NullMarked
package org.exojvm.examples.explain;

import org.jspecify.annotations.NullMarked;
