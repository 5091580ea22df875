package org.exojvm.transport.libp2p.gossipsub.router;

import org.exojvm.transport.libp2p.gossipsub.rpc.Rpc;
import org.exojvm.transport.libp2p.multiformats.PeerId;

/** Everything that can reach a {@link GossipsubRouter}. */
public sealed interface RouterInput {

  /**
   * The first connection to a peer is up.
   *
   * @param peer the peer
   * @param outbound whether this side dialled
   */
  record PeerConnected(PeerId peer, boolean outbound) implements RouterInput {}

  /**
   * The stream to a peer is open.
   *
   * @param peer the peer
   * @param version what the peer understands; until then it is taken to be the first
   */
  record PeerNegotiated(PeerId peer, GossipVersion version) implements RouterInput {}

  /**
   * The stream to a peer broke and another is open: what was said on the first may be lost.
   *
   * @param peer the peer
   */
  record StreamReopened(PeerId peer) implements RouterInput {}

  /**
   * The last connection to a peer is gone, or it does not speak gossipsub.
   *
   * @param peer the peer
   */
  record PeerDisconnected(PeerId peer) implements RouterInput {}

  /**
   * A peer has sent something.
   *
   * @param peer the peer
   * @param rpc what
   */
  record RpcReceived(PeerId peer, Rpc rpc) implements RouterInput {}

  /**
   * This node wants a topic.
   *
   * @param topic the topic
   */
  record Join(String topic) implements RouterInput {}

  /**
   * This node wants a topic no more.
   *
   * @param topic the topic
   */
  record Leave(String topic) implements RouterInput {}

  /**
   * This node says something. It is not delivered to itself.
   *
   * @param message signed
   */
  record Publish(GossipMessage message) implements RouterInput {}

  /** It is time; every {@link GossipParameters#HEARTBEAT_MILLIS}. */
  record Heartbeat() implements RouterInput {}

  /** It is time to tell of what was held back; every {@link GossipParameters#ANNOUNCE_MILLIS}. */
  record Announce() implements RouterInput {}
}
