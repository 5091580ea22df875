package org.exojvm.core.node;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.Topic;
import org.exojvm.api.transport.Transport;
import org.exojvm.api.transport.TransportListener;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.TestEvent;
import org.exojvm.core.transport.memory.InMemoryNetwork;

/** A peer that says whatever the test wants, and hears nothing. */
final class Stranger implements AutoCloseable {

  final NodeId id;
  private final Transport transport;

  Stranger(InMemoryNetwork network, String name) {
    id = NodeId.of(name);
    transport = network.join(id);
    transport.start(new Deaf());
  }

  void publish(Topic topic, byte[] payload) {
    transport.publish(topic, payload);
  }

  /** Publishes an event that is the stranger's own. */
  void event(Topic topic, SessionId session, long idx) {
    event(topic, id, session, idx, new TestEvent(EventId.of("stranger-" + idx)));
  }

  void event(Topic topic, NodeId origin, SessionId session, long idx, Event event) {
    publish(
        topic,
        ExoJson.wire()
            .encodeToBytes(
                WireTypes.FORWARDER_EVENT, new ForwarderEvent(idx, origin, session, event)));
  }

  CompletableFuture<byte[]> request(String node, byte[] payload) {
    return transport.request(NodeId.of(node), payload).toCompletableFuture();
  }

  /** Expects a node to refuse a request. When it has, all that was published before is read. */
  void isRefused(String node, byte[] payload) {
    CompletableFuture<byte[]> asked = request(node, payload);
    assertThatThrownBy(() -> asked.get(TestNodes.PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class);
  }

  @Override
  public void close() {
    transport.close();
  }

  /** Hears nothing. */
  private static final class Deaf implements TransportListener {
    @Override
    public void onMessage(Topic topic, NodeId author, byte[] payload) {}

    @Override
    public void onPeerConnected(NodeId peer) {}

    @Override
    public void onPeerDisconnected(NodeId peer) {}

    @Override
    public CompletableFuture<byte[]> onRequest(NodeId peer, byte[] payload) {
      return CompletableFuture.failedFuture(new IllegalStateException("deaf"));
    }
  }
}
