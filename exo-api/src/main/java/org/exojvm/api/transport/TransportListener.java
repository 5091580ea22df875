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

  /**
   * A peer has closed its connections, or something on its machine has. If it does not come back at
   * once it is dead: a cluster goes on without it after about a second.
   */
  void onPeerDisconnected(NodeId peer);

  /**
   * A peer has not answered for so long that this side closed the connection, or no way leads to
   * it. Nobody knows whether it lives: mere silence, which a cluster bears for longer.
   */
  default void onPeerSilent(NodeId peer) {
    onPeerDisconnected(peer);
  }

  /** A peer asks something; the stage completes with the answer. */
  CompletionStage<byte[]> onRequest(NodeId peer, byte[] payload);
}
