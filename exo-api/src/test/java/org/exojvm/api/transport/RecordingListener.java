package org.exojvm.api.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.exojvm.api.id.NodeId;

/**
 * Remembers what was delivered, as short texts. A message or request that reads {@code throw} makes
 * it throw; a request that reads {@code refuse} is refused, any other is answered by its echo.
 */
public final class RecordingListener implements TransportListener {

  private final Function<NodeId, String> names;
  private final List<String> messages = new ArrayList<>();
  private final List<String> peerEvents = new ArrayList<>();

  /** Creates a listener that calls nodes by their ids. */
  public RecordingListener() {
    this(NodeId::value);
  }

  /** Creates a listener that calls nodes by names. */
  public RecordingListener(Function<NodeId, String> names) {
    this.names = names;
  }

  /** Returns the messages as {@code topic author text}. */
  public synchronized ImmutableList<String> messages() {
    return ImmutableList.copyOf(messages);
  }

  /** Returns the events of peers as {@code +peer} and {@code -peer}. */
  public synchronized ImmutableList<String> peerEvents() {
    return ImmutableList.copyOf(peerEvents);
  }

  @Override
  public synchronized void onMessage(Topic topic, NodeId author, byte[] payload) {
    String text = payload.length > 100 ? payload.length + " bytes" : new String(payload, UTF_8);
    messages.add(topic.wireName() + " " + names.apply(author) + " " + text);
    if (text.equals("throw")) {
      throw new IllegalStateException("this listener breaks its contract");
    }
  }

  @Override
  public synchronized void onPeerConnected(NodeId peer) {
    peerEvents.add("+" + names.apply(peer));
  }

  @Override
  public synchronized void onPeerDisconnected(NodeId peer) {
    peerEvents.add("-" + names.apply(peer));
  }

  @Override
  public CompletionStage<byte[]> onRequest(NodeId peer, byte[] payload) {
    String text = new String(payload, UTF_8);
    return switch (text) {
      case "throw" -> throw new IllegalStateException("this listener breaks its contract");
      case "refuse" -> CompletableFuture.failedFuture(new IllegalArgumentException("no"));
      default ->
          CompletableFuture.completedFuture((names.apply(peer) + " asked " + text).getBytes(UTF_8));
    };
  }
}
