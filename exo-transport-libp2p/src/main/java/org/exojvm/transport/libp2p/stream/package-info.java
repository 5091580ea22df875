/**
 * What a protocol sees of the network: a {@link org.exojvm.transport.libp2p.stream.PeerStream} to
 * one peer, on which both sides have agreed to speak it. Protocols serve streams with a {@link
 * org.exojvm.transport.libp2p.stream.StreamHandler} and open them with a {@link
 * org.exojvm.transport.libp2p.stream.StreamOpener}; they know nothing of connections below.
 *
 * <p>Threading: a stream has one reader and one writer at a time, see {@link
 * org.exojvm.transport.libp2p.duplex.Duplex}; a handler runs in a virtual thread of its stream.
 */
@NullMarked
package org.exojvm.transport.libp2p.stream;

import org.jspecify.annotations.NullMarked;
