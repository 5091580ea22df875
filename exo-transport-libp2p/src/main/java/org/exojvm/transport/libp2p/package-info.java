/**
 * The transport that speaks libp2p: topics over gossipsub, requests over streams, between nodes
 * that prove who they are.
 *
 * <pre>{@code
 * Libp2pConfig config =
 *     Libp2pConfig.builder().identityFile(home.resolve("libp2p.key")).secret(secret).build();
 * Libp2pTransport transport = new Libp2pTransport(config);
 * ExoNode.builder(home)
 *     .id(config.nodeId())
 *     .transport(self -> transport)
 *     .peerAddresses(transport::addressOf)
 * }</pre>
 *
 * <p>Or by name: {@code ServiceLoader} finds {@link
 * org.exojvm.transport.libp2p.Libp2pTransportProvider} as {@code libp2p}. The id of a node is its
 * public key, so it is asked for first and not chosen.
 *
 * <p><b>Who may take part.</b> Three things keep others out, and each does less than it seems:
 *
 * <ul>
 *   <li><b>The namespace</b> makes a pre-shared key (pnet), so two clusters on one network do not
 *       meet. The key of a namespace that is known is known too, the default's to everybody: it
 *       separates, it does not protect.
 *   <li><b>A secret</b> makes that key unknown. Then only who has it gets through to the first byte
 *       of a handshake. But whoever has it is a full member, each of the nodes has it, and it
 *       cannot be taken back from one alone. pnet by itself proves nobody's identity and does not
 *       notice changed bytes; Noise above it does both.
 *   <li><b>The list of allowed peers</b> names who may connect, by public key, and whose messages
 *       are believed, whoever passes them on. It is what to use where nodes are not all trusted
 *       alike. Who is on it may still say anything in its own name.
 * </ul>
 *
 * <p>From the wire upwards, a package each: multiformats, identity, pnet, multistream, noise,
 * yamux, swarm with ping and identify, gossipsub, mdns; {@code payload} and {@code request} are
 * what this product adds.
 *
 * <p><b>What is promised</b> is what {@link org.exojvm.api.transport.Transport} says: at most once,
 * in order per author, perhaps lost. Small messages of one topic may wait for each other for a
 * millisecond. A peer is connected once it wants all topics of the cluster. When its last
 * connection is gone this side knocks where it listened: if that is refused, the peer is reported
 * as disconnected, which is evidence; else as silent, which is none.
 *
 * <p>Threading: a transport may be used by any thread; its listener is called by one.
 */
@NullMarked
package org.exojvm.transport.libp2p;

import org.jspecify.annotations.NullMarked;
