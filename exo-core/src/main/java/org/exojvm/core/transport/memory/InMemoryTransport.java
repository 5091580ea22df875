package org.exojvm.core.transport.memory;

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
import org.exojvm.core.id.IdSequence;
import org.jspecify.annotations.Nullable;

/** What one node sees of an {@link InMemoryNetwork}. */
final class InMemoryTransport implements Transport {

  private final InMemoryNetwork network;
  private final NodeId self;
  private @Nullable Inbox inbox;
  private boolean closed;

  InMemoryTransport(InMemoryNetwork network, NodeId self) {
    this.network = network;
    this.self = self;
  }

  @Override
  public synchronized void start(TransportListener listener) {
    if (inbox != null || closed) {
      throw new IllegalStateException(
          "The transport of node " + self + " was started before. Maybe join the network anew.");
    }
    Inbox opened = new Inbox(self, listener);
    network.attach(self, opened);
    inbox = opened;
  }

  @Override
  public PublishResult publish(Topic topic, byte[] payload) {
    return isOpen() ? network.publish(self, topic, payload) : PublishResult.CLOSED;
  }

  @Override
  public CompletionStage<byte[]> request(NodeId peer, byte[] payload) {
    return isOpen()
        ? network.request(self, peer, payload)
        : CompletableFuture.failedFuture(
            new TransportException(
                "The transport of node "
                    + self
                    + " is not open, so it can not ask node "
                    + peer
                    + ". Maybe start it first."));
  }

  @Override
  public ImmutableSet<NodeId> peers() {
    return isOpen() ? network.peersOf(self) : ImmutableSet.of();
  }

  /** Returns a made-up address: one port per peer, since nothing is listened to. */
  @Override
  public Optional<Multiaddr> addressOf(NodeId peer) {
    return Optional.of(Multiaddr.parse("/ip4/127.0.0.1/tcp/" + IdSequence.portFor(peer.value())));
  }

  @Override
  public void close() {
    Inbox closing;
    synchronized (this) {
      closing = inbox;
      closed = true;
    }
    if (closing != null) {
      network.detach(self, closing);
      closing.close();
    }
  }

  private synchronized boolean isOpen() {
    return inbox != null && !closed;
  }
}
