/**
 * Finding peers on the local network without any configuration (<a
 * href="https://github.com/libp2p/specs/blob/master/discovery/mdns.md">mDNS discovery</a>).
 *
 * <ul>
 *   <li>{@code dns}: packets as values and bytes.
 *   <li>{@code discovery}: when to ask and what to answer, a pure step function per interface.
 *   <li>here: {@link org.exojvm.transport.libp2p.mdns.Mdns}, the sockets around it, which follow
 *       interfaces as they come and go. IPv4 only, as rust-libp2p.
 * </ul>
 *
 * <p>Nothing here is authenticated: anybody on the network may claim any peer to be anywhere. That
 * costs at most a dial, within bounds; a wrong peer fails the handshake. Multicast is often
 * filtered, in containers and by access points: static peers do without it.
 *
 * <p>Threading: {@code Mdns} may be used by any thread; its listener is called by one at a time.
 */
@NullMarked
package org.exojvm.transport.libp2p.mdns;

import org.jspecify.annotations.NullMarked;
