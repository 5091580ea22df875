package org.exojvm.transport.libp2p.gossipsub.router;

import com.google.common.collect.ImmutableList;
import org.exojvm.transport.libp2p.gossipsub.rpc.MessageId;
import org.exojvm.transport.libp2p.gossipsub.rpc.Rpc;
import org.exojvm.transport.libp2p.multiformats.PeerId;

/** Gathers what one step asks for. */
final class Outputs {

  private ImmutableList.Builder<RouterOutput> outputs = ImmutableList.builder();

  void control(PeerId to, Rpc rpc) {
    outputs.add(new RouterOutput.SendControl(to, rpc));
  }

  void message(ImmutableList<PeerId> to, GossipMessage message, boolean own) {
    if (!to.isEmpty()) {
      outputs.add(new RouterOutput.SendMessage(to, message, own));
    }
  }

  void deliver(PeerId from, GossipMessage message) {
    outputs.add(new RouterOutput.Deliver(from, message));
  }

  void peerTopic(PeerId peer, String topic, boolean wanted) {
    outputs.add(new RouterOutput.PeerTopic(peer, topic, wanted));
  }

  void has(PeerId peer, MessageId id) {
    outputs.add(new RouterOutput.Has(peer, id));
  }

  void expel(PeerId peer, DropReason reason) {
    outputs.add(new RouterOutput.Expel(peer, reason));
  }

  void dropped(PeerId from, DropReason reason) {
    outputs.add(new RouterOutput.Dropped(from, reason));
  }

  ImmutableList<RouterOutput> take() {
    ImmutableList<RouterOutput> taken = outputs.build();
    outputs = ImmutableList.builder();
    return taken;
  }
}
