/**
 * Connections to peers. {@link org.exojvm.transport.libp2p.swarm.Swarm} is all that the layers
 * above see of it; a {@link org.exojvm.transport.libp2p.swarm.SwarmListener} is told of connections
 * and a {@link org.exojvm.transport.libp2p.stream.StreamHandler} serves the streams of a protocol.
 *
 * <p>Threading: see the types.
 */
@NullMarked
package org.exojvm.transport.libp2p.swarm;

import org.jspecify.annotations.NullMarked;
