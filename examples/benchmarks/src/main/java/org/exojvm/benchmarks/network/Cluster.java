package org.exojvm.benchmarks.network;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.Topic;
import org.exojvm.api.transport.TransportListener;
import org.exojvm.transport.libp2p.Libp2pConfig;
import org.exojvm.transport.libp2p.Libp2pTransport;

/** Transports that are all connected to each other, as nodes of a cluster use them. */
final class Cluster implements AutoCloseable {

  /** Is told of each message that comes from another node, by one thread per receiver. */
  @FunctionalInterface
  interface Receiver {

    void received(int receiver, byte[] payload);
  }

  private final List<Libp2pTransport> nodes = new ArrayList<>();

  private Cluster() {}

  static Cluster start(int size, Receiver receiver) {
    Cluster cluster = new Cluster();
    for (int i = 0; i < size; i++) {
      Libp2pTransport node =
          new Libp2pTransport(
              Libp2pConfig.builder()
                  .namespace("bench")
                  .listen("/ip4/127.0.0.1/tcp/0")
                  .mdns(false)
                  .build());
      node.start(new Listener(i, node.self(), receiver));
      cluster.nodes.forEach(other -> node.keep(other.listenAddresses().getFirst()));
      cluster.nodes.add(node);
    }
    Waiting.until(() -> cluster.nodes.stream().allMatch(node -> node.peers().size() == size - 1));
    return cluster;
  }

  Libp2pTransport node(int number) {
    return nodes.get(number);
  }

  @Override
  public void close() {
    nodes.forEach(Libp2pTransport::close);
  }

  private record Listener(int number, NodeId self, Receiver receiver) implements TransportListener {

    @Override
    public void onMessage(Topic topic, NodeId author, byte[] payload) {
      if (!author.equals(self)) {
        receiver.received(number, payload);
      }
    }

    @Override
    public void onPeerConnected(NodeId peer) {
      // The peers are asked for.
    }

    @Override
    public void onPeerDisconnected(NodeId peer) {
      // Nobody goes before the end.
    }

    @Override
    public CompletionStage<byte[]> onRequest(NodeId peer, byte[] payload) {
      return CompletableFuture.completedFuture(payload);
    }
  }
}
