package org.exojvm.transport.libp2p.swarm;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.exojvm.transport.libp2p.identity.Identity;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.pnet.PreSharedKey;
import org.exojvm.transport.libp2p.stream.ConnectionInfo;
import org.exojvm.transport.libp2p.stream.PeerStream;

/**
 * The connections of one node: it listens, dials, upgrades, keeps addresses of peers and tries them
 * again, tells who comes and goes, and opens streams.
 *
 * <p>Life cycle: {@link #start} once, then any calls, then {@link #close}. All methods may be
 * called from any thread.
 */
public interface Swarm extends AutoCloseable {

  /**
   * Returns a builder.
   *
   * @param identity who the node is
   * @param key the key that its network shares
   */
  static SwarmBuilder builder(Identity identity, PreSharedKey key) {
    return new SwarmBuilder(identity, key);
  }

  /**
   * Binds the listen addresses, begins to accept and to dial the kept addresses.
   *
   * @throws IOException if an address can not be bound; nothing is open then
   */
  void start() throws IOException;

  /** Returns the id of this node. */
  PeerId self();

  /**
   * Returns where this node listens, with the ports that were bound; an address like {@code
   * 0.0.0.0} stands as it was given. Empty before {@link #start} and after {@link #close}.
   */
  ImmutableList<Multiaddr> listenAddresses();

  /**
   * Dials an address once. If it names a peer that is connected, or that an earlier dial reached
   * there and that is connected still, no second connection is made and the future holds the first.
   *
   * @return completes with the connection, or exceptionally with an {@link IOException} that says
   *     why there is none
   */
  CompletableFuture<ConnectionInfo> dial(Multiaddr address);

  /**
   * Keeps an address and dials it whenever its peer is not connected, with back-off. Static peers
   * are kept from the start; discovery keeps what it finds.
   *
   * @return whether the address is kept; not if it is no TCP address or too many are kept
   */
  boolean keep(Multiaddr address);

  /** Dials an address no longer by itself; connections stay. */
  void forget(Multiaddr address);

  /** Returns the peers with at least one connection. */
  ImmutableSet<PeerId> peers();

  /** Returns the connections to a peer, the oldest first. */
  ImmutableList<ConnectionInfo> connections(PeerId peer);

  /**
   * Opens a stream to a peer, on the oldest of its connections that takes one, for the first of
   * these protocols that it speaks. Blocks until both sides have agreed, within the deadline of
   * negotiations. With a single protocol it does not wait for the peer: what is written goes out
   * behind the proposal, and that the peer refuses shows when it is read from.
   *
   * @throws IOException if the peer is not connected, speaks none of the protocols or does not
   *     answer in time
   */
  PeerStream openStream(PeerId peer, List<String> protocols) throws IOException;

  /** Closes all connections to a peer, for example because it broke the rules of a protocol. */
  void disconnect(PeerId peer, String reason);

  /** Returns what was counted since the start. */
  ImmutableMap<Counter, Long> counters();

  /**
   * Closes all connections and stops to listen; returns when no thread of the swarm runs any more
   * and the listener is told nothing further. Idempotent.
   */
  @Override
  void close();
}
