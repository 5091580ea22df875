package org.exojvm.transport.libp2p.gossipsub.router;

import com.google.common.collect.ImmutableList;
import org.exojvm.transport.libp2p.gossipsub.rpc.MessageId;
import org.exojvm.transport.libp2p.gossipsub.rpc.Rpc;
import org.exojvm.transport.libp2p.multiformats.PeerId;

/** Everything a {@link GossipsubRouter} asks of its shell, to be done in this order. */
public sealed interface RouterOutput {

  /**
   * Send subscriptions or control to a peer; losing it costs more than losing a message.
   *
   * @param to the peer
   * @param rpc without messages
   */
  record SendControl(PeerId to, Rpc rpc) implements RouterOutput {}

  /**
   * Send a message to peers. Whoever's queue is full does not get it.
   *
   * @param to the peers, at least one
   * @param message the message
   * @param own whether this node is its author
   */
  record SendMessage(ImmutableList<PeerId> to, GossipMessage message, boolean own)
      implements RouterOutput {}

  /**
   * Deliver a message here.
   *
   * @param from who passed it on
   * @param message the message
   */
  record Deliver(PeerId from, GossipMessage message) implements RouterOutput {}

  /**
   * A peer wants a topic, or wants it no more.
   *
   * @param peer the peer
   * @param topic the topic
   * @param wanted whether it wants it
   */
  record PeerTopic(PeerId peer, String topic, boolean wanted) implements RouterOutput {}

  /**
   * A peer has a message: if it waits to be sent to it, it need not be.
   *
   * @param peer the peer
   * @param id the message
   */
  record Has(PeerId peer, MessageId id) implements RouterOutput {}

  /**
   * Close the connections to a peer. Nothing that it sends is looked at any more.
   *
   * @param peer the peer
   * @param reason what it sent too often
   */
  record Expel(PeerId peer, DropReason reason) implements RouterOutput {}

  /**
   * Something was let go: count it.
   *
   * @param from who sent it
   * @param reason why
   */
  record Dropped(PeerId from, DropReason reason) implements RouterOutput {}
}
