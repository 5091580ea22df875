package org.exojvm.api.node;

import com.google.common.collect.ImmutableList;

/**
 * All network interfaces of a node.
 *
 * @param interfaces the interfaces, in the order reported
 */
public record NodeNetworkInfo(ImmutableList<NetworkInterfaceInfo> interfaces) {}
