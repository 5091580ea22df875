package org.exojvm.api.topology;

/**
 * What connects two nodes in one direction: an address that answers, or a pair of RDMA devices. On
 * the wire a link is told by its fields, it has no tag.
 */
public sealed interface Link {

  /**
   * A socket link. Two socket links are equal when their whole addresses are.
   *
   * @param sinkMultiaddr address at which the sink was reached
   */
  record SocketConnection(Multiaddr sinkMultiaddr) implements Link {}

  /**
   * An RDMA link.
   *
   * @param sourceRdmaIface RDMA device at the source, such as {@code rdma_en3}
   * @param sinkRdmaIface RDMA device at the sink
   */
  record RdmaConnection(String sourceRdmaIface, String sinkRdmaIface) implements Link {}
}
