/**
 * Decides where the shards of a model go.
 *
 * <p>A placement strategy is a pure function: the same topology, node profiles, running instances
 * and constraints give the same answer, on every node and in every replay. Strategies are found by
 * {@link java.util.ServiceLoader} under their name, or passed in by the host. The assembly of
 * shards, hosts and device matrices is public, so that a host's own strategy only has to choose the
 * nodes.
 *
 * <p>Nothing in this module reads a clock, a random number, a file or a socket, or starts a thread.
 */
@NullMarked
package org.exojvm.placement;

import org.jspecify.annotations.NullMarked;
