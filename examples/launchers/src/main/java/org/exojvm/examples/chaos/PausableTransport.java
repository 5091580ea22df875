package org.exojvm.examples.chaos;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.PublishResult;
import org.exojvm.api.transport.Topic;
import org.exojvm.api.transport.Transport;
import org.exojvm.api.transport.TransportListener;

/**
 * A transport that can stand still, as that of a machine does which sleeps for some seconds: its
 * connections stay open, and what waits in both directions goes on afterwards.
 */
final class PausableTransport implements Transport {

  private final Transport real;
  private final List<Runnable> held = new ArrayList<>();
  private boolean paused;

  PausableTransport(Transport real) {
    this.real = real;
  }

  synchronized void pause() {
    paused = true;
  }

  void goOn() {
    List<Runnable> waiting;
    synchronized (this) {
      paused = false;
      waiting = List.copyOf(held);
      held.clear();
    }
    waiting.forEach(Runnable::run);
  }

  /** Does something now, or when the pause is over. */
  private void whenRunning(Runnable action) {
    synchronized (this) {
      if (paused) {
        held.add(action);
        return;
      }
    }
    action.run();
  }

  @Override
  public void start(TransportListener listener) {
    real.start(new Late(listener));
  }

  @Override
  public PublishResult publish(Topic topic, byte[] payload) {
    whenRunning(() -> real.publish(topic, payload));
    return PublishResult.SENT;
  }

  @Override
  public CompletionStage<byte[]> request(NodeId peer, byte[] payload) {
    return later(() -> real.request(peer, payload));
  }

  private CompletionStage<byte[]> later(
      java.util.function.Supplier<CompletionStage<byte[]>> question) {
    CompletableFuture<CompletionStage<byte[]>> asked = new CompletableFuture<>();
    whenRunning(() -> asked.complete(question.get()));
    return asked.thenCompose(Function.identity());
  }

  @Override
  public ImmutableSet<NodeId> peers() {
    return real.peers();
  }

  @Override
  public void close() {
    real.close();
  }

  private final class Late implements TransportListener {
    private final TransportListener listener;

    Late(TransportListener listener) {
      this.listener = listener;
    }

    @Override
    public void onMessage(Topic topic, NodeId author, byte[] payload) {
      whenRunning(() -> listener.onMessage(topic, author, payload));
    }

    @Override
    public void onPeerConnected(NodeId peer) {
      whenRunning(() -> listener.onPeerConnected(peer));
    }

    @Override
    public void onPeerDisconnected(NodeId peer) {
      whenRunning(() -> listener.onPeerDisconnected(peer));
    }

    @Override
    public void onPeerSilent(NodeId peer) {
      whenRunning(() -> listener.onPeerSilent(peer));
    }

    @Override
    public CompletionStage<byte[]> onRequest(NodeId peer, byte[] payload) {
      return later(() -> listener.onRequest(peer, payload));
    }
  }
}
