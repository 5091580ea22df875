/**
 * Simulated hardware: an engine, and a downloader, that take time but no machine. Weights load at a
 * rate, ranks wait for each other, tokens come one by one, and a script says what goes wrong.
 *
 * <ul>
 *   <li>{@link org.exojvm.core.engine.simulated.SimulatedEngine} runs shards on one node.
 *   <li>{@link org.exojvm.core.engine.simulated.SimulatedGroups} is the cable between the engines
 *       of one simulation: ranks of one instance and attempt meet there.
 *   <li>{@link org.exojvm.core.engine.simulated.SimulationScript} holds the faults to come.
 *   <li>{@link org.exojvm.core.engine.simulated.SimulatedDownloader} fetches models.
 * </ul>
 *
 * <pre>{@code
 * SimulationScript script = new SimulationScript();
 * script.add(SimulatedFault.failing(SimulatedPhase.LOAD, "out of memory").withRank(1));
 * SimulatedGroups groups = new SimulatedGroups(scheduler, SimulatedTimings.DEFAULT, script);
 * RunnerEngine engine = new SimulatedEngine(groups);
 * }</pre>
 *
 * <p>Threading: everything happens in actions of the {@link
 * org.exojvm.core.engine.simulated.SimulatedScheduler}, one at a time. Runners may be called from
 * any thread, because their calls only hand in an action. The same calls at the same times give the
 * same reports.
 */
@NullMarked
package org.exojvm.core.engine.simulated;

import org.jspecify.annotations.NullMarked;
