/**
 * Estimates how fast a placement will be, to compare placements with each other.
 *
 * <p>{@link org.exojvm.placement.cost.CostModel} adds up what one token costs: reading weights and
 * cache at the memory bandwidth of each node, arithmetic, handing activations on, and summing up
 * over all ranks where layers are sliced. docs/placement.md has the formulas with their units and
 * compares them with published measurements.
 *
 * <pre>{@code
 * CostEstimate estimate = new CostModel(request).estimate(ranks, shards);
 * double tokensPerSecond = 1 / estimate.secondsPerToken();
 * }</pre>
 *
 * <p>Threading: pure functions of the request, for any thread.
 */
@NullMarked
package org.exojvm.placement.cost;

import org.jspecify.annotations.NullMarked;
