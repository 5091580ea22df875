package org.exojvm.api.node;

/**
 * One network interface of a node.
 *
 * @param name interface name such as {@code en0}
 * @param ipAddress address as text, IPv4 or IPv6
 * @param interfaceType kind of link behind the interface
 */
public record NetworkInterfaceInfo(String name, String ipAddress, InterfaceType interfaceType) {}
