/**
 * Topics for everybody: gossipsub (<a
 * href="https://github.com/libp2p/specs/blob/master/pubsub/gossipsub/gossipsub-v1.2.md">specification</a>).
 *
 * <ul>
 *   <li>{@code rpc}: what peers say, as values and bytes.
 *   <li>{@code router}: who is sent what, a pure step function.
 *   <li>here: {@link org.exojvm.transport.libp2p.gossipsub.Gossipsub}, the shell. One thread owns
 *       the router; each peer has one stream and one virtual thread to send on, and any number of
 *       streams within a bound to read from, merged by its id.
 * </ul>
 *
 * <p>A peer that sends faster than the router takes is read no further, so its own window fills; a
 * peer that reads slower than it is sent to loses messages, which gossip makes good or the cluster
 * sends again. A peer that sends what cannot be read loses its connections.
 *
 * <p>Threading: {@code Gossipsub} may be used by any thread; its listener is called by one.
 */
@NullMarked
package org.exojvm.transport.libp2p.gossipsub;

import org.jspecify.annotations.NullMarked;
