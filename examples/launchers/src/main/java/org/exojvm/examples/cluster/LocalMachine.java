package org.exojvm.examples.cluster;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.node.DiskUsage;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.api.node.NetworkInterfaceInfo;
import org.exojvm.api.node.NodeIdentity;

/**
 * One machine as it was measured.
 *
 * @param identity machine, processor and operating system
 * @param memory memory figures
 * @param disk disk figures of the volume of the working directory
 * @param interfaces network interfaces that have an address
 */
public record LocalMachine(
    NodeIdentity identity,
    MemoryUsage memory,
    DiskUsage disk,
    ImmutableList<NetworkInterfaceInfo> interfaces) {}
