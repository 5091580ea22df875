/**
 * The transport that speaks libp2p, so that a node on the JVM can join a cluster of other exo
 * nodes.
 *
 * <p><b>Nothing is implemented yet.</b> This module holds its place, its name and its one allowed
 * dependency, {@code org.exojvm.api}. Use the in-memory transport of {@code org.exojvm.core} until
 * then.
 *
 * <p>What will live here, from the wire upwards:
 *
 * <ul>
 *   <li>TCP connections on virtual threads, with the bounds on queues and frames named in one
 *       place;
 *   <li>the private network handshake (pnet, XSalsa20 under a pre-shared key), so that two clusters
 *       on one network do not meet;
 *   <li>Noise XX, which proves that a peer holds the key its id names;
 *   <li>yamux, many streams over one connection;
 *   <li>gossipsub for the topics, at most once and unordered across authors;
 *   <li>mDNS, which finds the peers.
 * </ul>
 *
 * <p>It will implement the transport SPI of {@code org.exojvm.api} and pass its contract tests. It
 * will not order, persist or retry messages: the control plane above does.
 */
@NullMarked
package org.exojvm.transport.libp2p;

import org.jspecify.annotations.NullMarked;
