package org.exojvm.api.node;

/**
 * One Thunderbolt port with its RDMA device.
 *
 * @param rdmaInterface RDMA device name such as {@code rdma_en3}
 * @param domainUuid Thunderbolt domain UUID of the port
 * @param linkSpeed negotiated speed as text, empty when unknown
 */
public record ThunderboltIdentifier(String rdmaInterface, String domainUuid, String linkSpeed) {}
