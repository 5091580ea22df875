/**
 * The search behind the strategies of this module.
 *
 * <p>A candidate is a set of nodes that form a cycle. {@code Components} cuts the cluster into
 * parts that no cycle leaves; {@code NodeGraph} numbers the nodes of one part, so that a set of
 * them is the bits of an {@code int}; {@code ReturnPaths} knows for every such set whether one
 * cycle visits all of it; {@code ShareRule} knows in which rank orders every node can hold its
 * share; {@code OrderSearch} finds the first rank order that obeys both; {@code CycleSearch} goes
 * through the candidates in the order of the strategy. Parts too large for that are searched in
 * windows, by {@code ConstructiveSearch}, without a proof that nothing better exists.
 *
 * <p>Threading: one search runs in one thread and shares nothing with another.
 */
@NullMarked
package org.exojvm.placement.internal;

import org.jspecify.annotations.NullMarked;
