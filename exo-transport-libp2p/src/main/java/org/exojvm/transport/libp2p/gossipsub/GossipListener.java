package org.exojvm.transport.libp2p.gossipsub;

import org.exojvm.transport.libp2p.gossipsub.router.GossipMessage;
import org.exojvm.transport.libp2p.multiformats.PeerId;

/** Is told what comes of gossip, by its one thread: it returns at once and throws nothing. */
public interface GossipListener {

  /** A message of another node on a topic that this one has joined; each is told of once. */
  void message(GossipMessage message);

  /** A peer wants a topic, or wants it no more. */
  void topic(PeerId peer, String topic, boolean wanted);

  /** The last connection to a peer is gone, or it speaks no gossip: it wants no topic any more. */
  void gone(PeerId peer);
}
