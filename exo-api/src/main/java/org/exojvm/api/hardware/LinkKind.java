package org.exojvm.api.hardware;

/** Kinds of links, as far as speed is concerned. */
public enum LinkKind {
  /** RDMA over Thunderbolt 5. */
  RDMA_THUNDERBOLT_5,
  /** TCP over a Thunderbolt interface. */
  THUNDERBOLT_TCP,
  /** Wired Ethernet. */
  ETHERNET,
  /** Wireless network. */
  WIFI,
  /** A link of which only its address is known. */
  UNKNOWN
}
