/**
 * {@code examples/run chaos}: real nodes of one process on the wall clock that are stopped, paused
 * and cut off at random, to see how long a cluster takes to recover and that it loses nothing.
 *
 * <p>{@link org.exojvm.examples.chaos.ChaosCommand} reads the options; a cluster of nodes, strikes
 * and what was measured do the rest.
 *
 * <p>Threading: one thread strikes and measures; the nodes have threads of their own.
 */
@NullMarked
package org.exojvm.examples.chaos;

import org.jspecify.annotations.NullMarked;
