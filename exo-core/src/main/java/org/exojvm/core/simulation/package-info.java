/**
 * Whole clusters in one thread, under faults, from a seed: the real cores of master and workers on
 * a virtual clock, network, disk and engine.
 *
 * <p>{@link org.exojvm.core.simulation.Simulation} runs what {@link
 * org.exojvm.core.simulation.SimulationOptions} describe and tells in a {@link
 * org.exojvm.core.simulation.SimulationReport} what came of it. Clients declare, delete and use
 * intents; {@link org.exojvm.core.simulation.FaultKind faults} strike in storms; after every event,
 * and at the end of every calm, it is checked that nothing has happened that must not. The first
 * broken rule ends the run. A host runs its own strategy the same way:
 *
 * <pre>{@code
 * SimulationReport report =
 *     Simulation.of(SimulationOptions.of(42)).withStrategies(mine).run();
 * report.violation().ifPresent(violation -> fail(violation + report.options().command()));
 * }</pre>
 *
 * <p>All chance comes from the seed, and nothing reads a real clock, so equal options give equal
 * journals. {@link org.exojvm.core.simulation.CoreSeams} let a test put something in front of the
 * cores, to see that the checks find it.
 *
 * <p>Threading: a run belongs to the thread that calls it and starts no other. Runs share nothing.
 */
@NullMarked
package org.exojvm.core.simulation;

import org.jspecify.annotations.NullMarked;
