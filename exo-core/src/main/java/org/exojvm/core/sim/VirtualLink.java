package org.exojvm.core.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.Topic;
import org.exojvm.api.transport.Transport;
import org.exojvm.api.transport.TransportListener;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.MalformedMessageException;
import org.exojvm.core.codec.WireType;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.state.StateSnapshot;
import org.exojvm.core.transport.memory.InMemoryNetwork;

/** The end of the in-memory network that one node holds, with the wire codec in front of it. */
final class VirtualLink {

  private static final ExoJson JSON = ExoJson.wire();

  private final Transport transport;
  private final NodeId node;
  private final List<Receiver> receivers = new ArrayList<>();
  private Consumer<StateSnapshot> snapshots = snapshot -> {};

  VirtualLink(InMemoryNetwork network, NodeId node) {
    this.node = node;
    this.transport = network.join(node);
    transport.start(new Listener());
  }

  /** Adds one of the shells of this node; they receive in the order they were added. */
  void subscribe(Receiver receiver) {
    receivers.add(receiver);
  }

  <T> void publish(Topic topic, WireType<T> type, T message) {
    transport.publish(topic, JSON.encodeToBytes(type, message));
  }

  /** Sets who takes the snapshots that come for this node. */
  void onSnapshot(Consumer<StateSnapshot> receiver) {
    snapshots = receiver;
  }

  /** Sends a snapshot to one node, which may be this one; what is lost is asked for again. */
  void sendSnapshot(NodeId to, StateSnapshot snapshot) {
    if (to.equals(node)) {
      snapshots.accept(snapshot);
    } else {
      var _ = transport.request(to, JSON.encodeToBytes(WireTypes.STATE_SNAPSHOT, snapshot));
    }
  }

  /** Decodes what another shell of the same simulation has encoded. */
  <T> T decode(WireType<T> type, byte[] payload) {
    try {
      return JSON.decode(type, payload);
    } catch (MalformedMessageException bug) {
      throw new IllegalStateException("The simulation cannot read its own message.", bug);
    }
  }

  void close() {
    transport.close();
  }

  interface Receiver {
    void receive(Topic topic, byte[] payload);
  }

  private final class Listener implements TransportListener {

    @Override
    public void onMessage(Topic topic, NodeId author, byte[] payload) {
      receivers.forEach(receiver -> receiver.receive(topic, payload));
    }

    @Override
    public void onPeerConnected(NodeId peer) {}

    @Override
    public void onPeerDisconnected(NodeId peer) {}

    @Override
    public CompletionStage<byte[]> onRequest(NodeId peer, byte[] payload) {
      snapshots.accept(decode(WireTypes.STATE_SNAPSHOT, payload));
      return CompletableFuture.completedFuture(new byte[0]);
    }
  }
}
