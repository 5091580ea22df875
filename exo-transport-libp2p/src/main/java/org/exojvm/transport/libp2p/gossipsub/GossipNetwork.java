package org.exojvm.transport.libp2p.gossipsub;

import java.io.IOException;
import java.util.List;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.stream.PeerStream;

/** What gossip needs of the connections below. Methods may be called from any thread. */
public interface GossipNetwork {

  /** Opens a stream to a peer for the first of these protocols that it speaks; blocks. */
  PeerStream open(PeerId peer, List<String> protocols) throws IOException;

  /** Closes all connections to a peer that broke the rules. */
  void disconnect(PeerId peer, String reason);
}
