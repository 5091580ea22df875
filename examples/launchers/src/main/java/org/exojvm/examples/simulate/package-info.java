/**
 * {@code examples/run simulate}: clusters under faults on virtual time, one per seed.
 *
 * <p>{@link org.exojvm.examples.simulate.SimulateCommand} reads the options, runs one {@link
 * org.exojvm.core.simulation.Simulation} per seed and prints a line for each; a broken rule comes
 * with the last events and the command that replays it.
 *
 * <pre>{@code
 * examples/run simulate --seeds 1..50 --nodes 5 --intents 10 --faults all --hours 24
 * }</pre>
 *
 * <p>Threading: one thread.
 */
@NullMarked
package org.exojvm.examples.simulate;

import org.jspecify.annotations.NullMarked;
