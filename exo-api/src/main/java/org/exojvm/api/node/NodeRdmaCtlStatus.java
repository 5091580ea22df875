package org.exojvm.api.node;

/**
 * Whether RDMA over Thunderbolt is enabled on a node.
 *
 * @param enabled whether it is switched on
 */
public record NodeRdmaCtlStatus(boolean enabled) {}
