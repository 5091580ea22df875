package org.exojvm.transport.libp2p;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.Topic;
import org.exojvm.api.transport.TransportListener;

/** What a node was told: {@code +peer}, {@code -peer} for a dead and {@code ?peer} for a silent. */
final class Told implements TransportListener {

  private final List<String> messages = new ArrayList<>();
  private final List<String> peerEvents = new ArrayList<>();
  private boolean waits;

  synchronized ImmutableList<String> messages() {
    return ImmutableList.copyOf(messages);
  }

  synchronized int count() {
    return messages.size();
  }

  synchronized ImmutableList<String> peerEvents() {
    return ImmutableList.copyOf(peerEvents);
  }

  /** Returns whether a request has come that is never answered. */
  synchronized boolean hasWaiting() {
    return waits;
  }

  @Override
  public synchronized void onMessage(Topic topic, NodeId author, byte[] payload) {
    messages.add(TestNodes.nameOf(author) + " " + new String(payload, UTF_8));
  }

  @Override
  public synchronized void onPeerConnected(NodeId peer) {
    peerEvents.add("+" + TestNodes.nameOf(peer));
  }

  @Override
  public synchronized void onPeerDisconnected(NodeId peer) {
    peerEvents.add("-" + TestNodes.nameOf(peer));
  }

  @Override
  public synchronized void onPeerSilent(NodeId peer) {
    peerEvents.add("?" + TestNodes.nameOf(peer));
  }

  @Override
  public synchronized CompletionStage<byte[]> onRequest(NodeId peer, byte[] payload) {
    if (new String(payload, UTF_8).equals("wait")) {
      waits = true;
      return new CompletableFuture<>();
    }
    return CompletableFuture.completedFuture(payload);
  }
}
