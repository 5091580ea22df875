/**
 * What the transport over libp2p takes and carries on loopback, beside two js-libp2p peers under
 * the same workloads: {@code examples/run bench-network}. Not JMH: the figures are percentiles of
 * what peers do to each other over time, and rates that both sides bring about.
 *
 * <ul>
 *   <li>{@link org.exojvm.benchmarks.network.NetworkBench}: the program, and the table it prints.
 *   <li>{@code ConnectionSetup}, {@code RequestRoundTrip}, {@code GossipDelivery}, {@code
 *       SignedMessages}, {@code AdapterEvents}, {@code StreamThroughput}: a workload each.
 *   <li>{@code JsPair}: two js-libp2p peers in processes of their own.
 * </ul>
 *
 * <p>Threading: see the workloads; each cleans up what it has started.
 */
@NullMarked
package org.exojvm.benchmarks.network;

import org.jspecify.annotations.NullMarked;
