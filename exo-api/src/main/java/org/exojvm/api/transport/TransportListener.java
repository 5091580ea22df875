package org.exojvm.api.transport;

import java.util.concurrent.CompletionStage;
import org.exojvm.api.id.NodeId;

/**
 * Receives what a {@link Transport} delivers. Called by one thread at a time; returns quickly,
 * throws nothing (what it throws is reported and dropped).
 */
public interface TransportListener {

  /** A message has come in; {@code author} is who published it. */
  void onMessage(Topic topic, NodeId author, byte[] payload);

  /** A peer can be reached now. */
  void onPeerConnected(NodeId peer);

  /** A peer can not be reached any more. */
  void onPeerDisconnected(NodeId peer);

  /** A peer asks something; the stage completes with the answer. */
  CompletionStage<byte[]> onRequest(NodeId peer, byte[] payload);
}
