package org.exojvm.transport.libp2p;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.topology.Multiaddr;
import org.exojvm.api.transport.PublishResult;
import org.exojvm.api.transport.Topic;
import org.exojvm.api.transport.Transport;
import org.exojvm.api.transport.TransportException;
import org.exojvm.api.transport.TransportListener;
import org.jspecify.annotations.Nullable;

/**
 * A transport over libp2p. See the package for what it does; everything here may be called from any
 * thread.
 */
public final class Libp2pTransport implements Transport {

  private final Libp2pConfig config;
  private volatile @Nullable Libp2pSession session;
  private boolean closed;

  /** Creates a transport that has not started. */
  public Libp2pTransport(Libp2pConfig config) {
    this.config = config;
  }

  /** Returns the id of the node that it speaks for. */
  public NodeId self() {
    return config.nodeId();
  }

  /**
   * Joins the network.
   *
   * @throws TransportException when an address to listen at cannot be bound
   * @throws IllegalStateException when it was started before
   */
  @Override
  public synchronized void start(TransportListener listener) {
    if (session != null || closed) {
      throw new IllegalStateException(
          "The transport of node " + self() + " was started before. Maybe make another.");
    }
    Libp2pSession started = Libp2pSession.start(config, listener);
    session = started;
    // Only now: a listener that is told of a peer may ask it something at once.
    started.deliver();
  }

  @Override
  public PublishResult publish(Topic topic, byte[] payload) {
    Libp2pSession current = session;
    return current == null ? PublishResult.CLOSED : current.publish(topic, payload);
  }

  @Override
  public CompletionStage<byte[]> request(NodeId peer, byte[] payload) {
    Libp2pSession current = session;
    return current == null
        ? CompletableFuture.failedFuture(
            new TransportException(
                "The transport of node %s is not open, so it cannot ask node %s. Maybe start it."
                    .formatted(self(), peer)))
        : current.request(peer, payload);
  }

  @Override
  public ImmutableSet<NodeId> peers() {
    Libp2pSession current = session;
    return current == null ? ImmutableSet.of() : current.peers();
  }

  /** Returns where a peer listens, as far as is known: what its connections are named by. */
  @Override
  public Optional<Multiaddr> addressOf(NodeId peer) {
    Libp2pSession current = session;
    return current == null ? Optional.empty() : current.addressOf(peer);
  }

  /**
   * Keeps connected to a peer at an address, as to those of the configuration.
   *
   * @param address of TCP, such as {@code /ip4/10.0.0.1/tcp/4001}; best with the id of the peer
   * @return whether it is kept; not before start, after close, or when too many are
   * @throws IllegalArgumentException if it is no address
   */
  public boolean keep(String address) {
    Libp2pSession current = session;
    return current != null && current.keep(address);
  }

  /**
   * Returns where this node listens, with the ports that were bound, its id at the end. Where it
   * listens at all addresses of the machine, these stand one by one: they can be dialled.
   */
  @Override
  public ImmutableList<String> listenAddresses() {
    Libp2pSession current = session;
    return current == null ? ImmutableList.of() : current.listenAddresses();
  }

  /** Returns what was counted since the start, by name; the names say which part has counted. */
  @Override
  public ImmutableMap<String, Long> counters() {
    Libp2pSession current = session;
    return current == null ? ImmutableMap.of() : current.counters();
  }

  @Override
  public void close() {
    Libp2pSession closing;
    synchronized (this) {
      closing = session;
      session = null;
      closed = true;
    }
    if (closing != null) {
      closing.close();
    }
  }
}
