/**
 * A whole cluster in one thread, on a virtual clock: the real cores of master and workers, the
 * in-memory transport with real encoding, and the simulated engine.
 *
 * <p>{@code VirtualCluster} is what the quickstart and the scenario tests run, and what a host can
 * use to try its own strategy:
 *
 * <pre>{@code
 * VirtualCluster cluster = VirtualCluster.builder(description, catalog).strategies(mine).build();
 * cluster.submit(new Command.CreateMetaInstance(id, intent));
 * cluster.runUntil(state -> !state.instances().isEmpty(), 60_000);
 * }</pre>
 *
 * <p>Threading: a cluster belongs to one thread. The same calls give the same events.
 */
@NullMarked
package org.exojvm.core.sim;

import org.jspecify.annotations.NullMarked;
