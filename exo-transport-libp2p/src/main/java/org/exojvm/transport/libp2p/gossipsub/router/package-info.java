/**
 * Who is sent which message: the router of gossipsub as one pure step function.
 *
 * <p>{@link org.exojvm.transport.libp2p.gossipsub.router.GossipsubRouter} is fed {@link
 * org.exojvm.transport.libp2p.gossipsub.router.RouterInput}s and the time, and answers with {@link
 * org.exojvm.transport.libp2p.gossipsub.router.RouterOutput}s. It has no clock, draws no random
 * number of its own and sends nothing. What it remembers:
 *
 * <ul>
 *   <li>its peers, and which topics each wants;
 *   <li>per topic of its own a <em>mesh</em>: the few peers to which messages are passed on; per
 *       foreign topic on which it publishes a <em>fanout</em>;
 *   <li>which messages were seen, for a minute; the messages themselves for five heartbeats, for
 *       peers that ask after they were told of them (IHAVE, IWANT);
 *   <li>per peer the authors whose messages it gets from others: it is told of these messages a
 *       little later instead of being sent them, and asks for what it lacks after all;
 *   <li>who was put out of a mesh and must not ask to be let in again yet (back-off).
 * </ul>
 *
 * <p>Every one of them has a bound, named in {@link
 * org.exojvm.transport.libp2p.gossipsub.router.RouterLimits}; numbers of the protocol are in {@link
 * org.exojvm.transport.libp2p.gossipsub.router.GossipParameters}.
 *
 * <p>Left out, because exo's network switches none of it on: scores of peers, opportunistic
 * grafting, exchange of peers, explicit peers, floodsub.
 *
 * <p>Threading: a router belongs to one thread; inputs and outputs are immutable.
 */
@NullMarked
package org.exojvm.transport.libp2p.gossipsub.router;

import org.jspecify.annotations.NullMarked;
