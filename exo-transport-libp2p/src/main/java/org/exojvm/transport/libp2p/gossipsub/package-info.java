/**
 * Topics for everybody: gossipsub (<a
 * href="https://github.com/libp2p/specs/blob/master/pubsub/gossipsub/gossipsub-v1.2.md">specification</a>).
 *
 * <ul>
 *   <li>{@code rpc}: what peers say, as values and bytes.
 *   <li>{@code router}: who is sent what, a pure step function.
 *   <li>here: signatures of messages.
 * </ul>
 *
 * <p>Threading: each class says whose it is.
 */
@NullMarked
package org.exojvm.transport.libp2p.gossipsub;

import org.jspecify.annotations.NullMarked;
