package org.exojvm.transport.libp2p;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.TransportException;
import org.exojvm.api.transport.TransportListener;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.request.RequestServer;

/** Asks the listener for answers to requests of peers. */
final class Answers implements RequestServer.Answerer {

  private final NodeId self;
  private final Deliveries deliveries;

  /**
   * Those not given yet; bounded by what the server answers at a time, for it gives up late ones.
   */
  private final Map<Object, CompletableFuture<byte[]>> open = new ConcurrentHashMap<>();

  Answers(NodeId self, Deliveries deliveries) {
    this.self = self;
    this.deliveries = deliveries;
  }

  @Override
  public CompletableFuture<byte[]> answer(PeerId peer, byte[] request) {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    Object key = new Object();
    open.put(key, answer);
    NodeId node = NodeId.of(peer.toString());
    if (!deliveries.put(listener -> ask(listener, node, request, answer))) {
      refuse(answer);
    }
    var _ = answer.whenComplete((_, _) -> open.remove(key));
    return answer;
  }

  /** Returns how many answers are not given yet. */
  int open() {
    return open.size();
  }

  private static void ask(
      TransportListener listener, NodeId peer, byte[] request, CompletableFuture<byte[]> answer) {
    try {
      var _ =
          listener
              .onRequest(peer, request)
              .whenComplete(
                  (value, error) -> {
                    if (error == null) {
                      answer.complete(value);
                    } else {
                      answer.completeExceptionally(error);
                    }
                  });
    } catch (RuntimeException broken) {
      answer.completeExceptionally(broken);
      throw broken;
    }
  }

  /** Refuses what is open, so that nobody waits for it. After the deliveries have ended. */
  void close() {
    open.values().forEach(this::refuse);
  }

  private void refuse(CompletableFuture<byte[]> answer) {
    answer.completeExceptionally(
        new TransportException("Node " + self + " is closing. Maybe ask another."));
  }
}
