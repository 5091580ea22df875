/**
 * Finding peers on the local network (<a
 * href="https://github.com/libp2p/specs/blob/master/discovery/mdns.md">mDNS discovery</a>), as a
 * pure step function.
 *
 * <p>{@link org.exojvm.transport.libp2p.mdns.discovery.PeerDiscovery} asks now and then who is
 * there, answers who asks, and keeps what it hears until that has expired. Whoever hears an answer
 * knows only that somebody on the network claims a peer to be at an address; who really is there
 * shows when it is dialled.
 *
 * <p>Threading: a discovery belongs to one thread; everything else is immutable.
 */
@NullMarked
package org.exojvm.transport.libp2p.mdns.discovery;

import org.jspecify.annotations.NullMarked;
