/**
 * The core of a master: commands, worker events and ticks go in, indexed events, answers and
 * effects come out.
 *
 * <p>{@code MasterCore} is a step function without clock, thread, I/O, logger or randomness. Feed
 * it from one thread and carry out its outputs in order:
 *
 * <pre>{@code
 * for (MasterOutput output : master.step(new MasterInput.CommandReceived(node, command))) {
 *   carryOut(output);
 * }
 * }</pre>
 *
 * <p>Threading: {@code MasterCore} belongs to one thread; all values are immutable.
 */
@NullMarked
package org.exojvm.core.master;

import org.jspecify.annotations.NullMarked;
