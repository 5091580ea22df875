/**
 * A node as a host application embeds it: the cores of master and worker on real time, threads, a
 * disk and a network.
 *
 * <ul>
 *   <li>{@link org.exojvm.core.node.ExoNode} starts, answers commands, tells state and events, and
 *       closes. {@link org.exojvm.core.node.ExoNodeBuilder} puts it together.
 *   <li>{@link org.exojvm.core.node.CommandResult} says what came of a command and what it
 *       survives; {@link org.exojvm.core.node.EventStream} gives events at the pace of a reader.
 *   <li>Seams for hosts: {@link org.exojvm.core.probe.NodeProbe} measures the machine, {@link
 *       org.exojvm.core.node.Downloads} fetches models, {@link org.exojvm.core.node.PeerAddresses}
 *       knows where peers are, {@link org.exojvm.core.node.EventLogs} opens the journal, {@link
 *       org.exojvm.core.election.Mastership} says who decides.
 *   <li>{@link org.exojvm.core.node.SimulatedHardware} stands in for machines.
 * </ul>
 *
 * <pre>{@code
 * try (SimulatedHardware hardware = new SimulatedHardware(SimulatedTimings.DEFAULT);
 *     ExoNode node =
 *         ExoNode.builder(directory)
 *             .transport(network::join)
 *             .engine(hardware.engine())
 *             .downloads(hardware.downloads())
 *             .build()) {
 *   node.start();
 *   node.submit(new CreateMetaInstance(CommandId.of("c-1"), intent)).join();
 * }
 * }</pre>
 *
 * <p>Inside, one loop per node feeds the cores, one input at a time. Effects, measurements and
 * reading of missed events run on virtual threads beside it, the journal on a thread of its own;
 * all of them speak to the loop through a mailbox with bounds. What a master decides is told only
 * when it is durable. When its journal fails, the node lives and says why it decides nothing.
 *
 * <p>Threading: public types may be used by any thread unless they say otherwise.
 */
@NullMarked
package org.exojvm.core.node;

import org.jspecify.annotations.NullMarked;
