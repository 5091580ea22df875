package org.exojvm.transport.libp2p.stream;

import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.multiformats.PeerId;

/**
 * One connection to a peer. Two nodes may have several, for both may have dialled.
 *
 * @param id number of the connection in this process, never used again
 * @param peer the other side, which has proved to hold the key of this id
 * @param remote where the other side is; for an inbound connection its port is one that nobody
 *     listens at, as a rule
 * @param outbound whether this node has dialled
 */
public record ConnectionInfo(long id, PeerId peer, Multiaddr remote, boolean outbound) {}
