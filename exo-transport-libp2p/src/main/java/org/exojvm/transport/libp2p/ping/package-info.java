/**
 * Whether a peer answers still (<a
 * href="https://github.com/libp2p/specs/blob/master/ping/ping.md">ping</a>): 32 random bytes there
 * and back. {@link org.exojvm.transport.libp2p.ping.PingHandler} answers; {@link
 * org.exojvm.transport.libp2p.ping.Pinger} asks, and says when two answers in a row were missing.
 *
 * <p>Threading: one virtual thread per stream that is answered and per connection that is pinged.
 */
@NullMarked
package org.exojvm.transport.libp2p.ping;

import org.jspecify.annotations.NullMarked;
