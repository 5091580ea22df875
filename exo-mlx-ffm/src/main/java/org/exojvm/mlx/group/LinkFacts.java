package org.exojvm.mlx.group;

import com.google.common.collect.ImmutableMap;

/**
 * What is known of the RDMA links of this node before a group starts.
 *
 * @param rdma whether RDMA is switched on
 * @param devices the RDMA devices of this node by name
 */
public record LinkFacts(RdmaCtl rdma, ImmutableMap<String, Device> devices) {

  /**
   * One RDMA device.
   *
   * @param hasIpv4 whether its interface has an IPv4 address: JACCL addresses a device by it
   * @param queuePairsOpen how many queue pairs other groups hold on it
   */
  public record Device(boolean hasIpv4, int queuePairsOpen) {}
}
