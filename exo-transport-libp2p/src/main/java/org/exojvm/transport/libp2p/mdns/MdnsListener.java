package org.exojvm.transport.libp2p.mdns;

import org.exojvm.transport.libp2p.multiformats.Multiaddr;

/** Is told which peers are said to be where; returns at once. */
public interface MdnsListener {

  /** A peer is said to be at an address, which names it. */
  void found(Multiaddr address);

  /** Nobody has said so for long. */
  void expired(Multiaddr address);
}
