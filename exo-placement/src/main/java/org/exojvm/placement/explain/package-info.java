/**
 * Why a request is placed as it is, why it is not, and what would help.
 *
 * <ul>
 *   <li>{@link org.exojvm.placement.explain.PlacementExplainer} asks a strategy about the request
 *       and about variants of it, and returns an {@link org.exojvm.placement.explain.Explanation}:
 *       the best placement or the reason per {@link org.exojvm.placement.explain.SizeClass}, a
 *       {@link org.exojvm.placement.explain.NodeVerdict} per node, the smallest {@link
 *       org.exojvm.placement.explain.Conflict} of wishes, and the cheapest {@link
 *       org.exojvm.placement.explain.Relaxation}s, each tried out before it is offered.
 *   <li>{@link org.exojvm.placement.explain.PlacementPreviews} lists every sharding, back end and
 *       size with its best placement, and the memory each node would give.
 * </ul>
 *
 * <p>Nothing here knows how a strategy works: strategies of hosts are explained like those of this
 * project.
 *
 * <pre>{@code
 * Explanation why = PlacementExplainer.explainPlacement(strategy, request);
 * why.relaxations().forEach(relaxation -> System.out.println(relaxation.sentence()));
 * }</pre>
 *
 * <p>Threading: values are immutable and the functions pure, for any thread; no clock, no random
 * numbers. The work is bounded by a number of calls of the strategy.
 */
@NullMarked
package org.exojvm.placement.explain;

import org.jspecify.annotations.NullMarked;
