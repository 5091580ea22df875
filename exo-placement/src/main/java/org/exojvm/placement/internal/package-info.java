/**
 * The search behind the strategies of this module.
 *
 * <p>What can be assembled needs only links that go both ways. {@code ClusterGraph} numbers the
 * usable nodes and knows who may be next to whom; {@code Blocks} cuts it where a ring cannot pass.
 * {@code CycleSearch} goes through the sizes in the order of the strategy: {@code SmallSizes} looks
 * at every node and pair, {@code BlockSizes} asks the search that suits each block for the rest.
 *
 * <ul>
 *   <li>{@code ExactSearch}, up to 15 nodes: every set, with the subset tables of {@code
 *       ReturnPaths} where the best set does not do.
 *   <li>{@code SparseSearch}: every ring of a block with few links.
 *   <li>{@code DenseSearch}: sets with most memory, through which {@code RingThrough} looks for a
 *       ring; {@code RingBranching} for small sizes; {@code GrownRings} as the last resort.
 *   <li>{@code MeshSearch}: branch and bound over meshes.
 * </ul>
 *
 * <p>{@code RankSearch} finds the rank order of a set: {@code ShareRules} knows in which orders
 * every node can hold its share, {@code OrderSearch} the first one along the links. {@code
 * Explanation} says why there is no placement, from {@code LinkedCycles} along links of any kind.
 *
 * <p>Threading: one search runs in one thread and shares nothing with another.
 */
@NullMarked
package org.exojvm.placement.internal;

import org.jspecify.annotations.NullMarked;
