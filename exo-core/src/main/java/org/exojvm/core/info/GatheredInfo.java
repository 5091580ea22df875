package org.exojvm.core.info;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.node.DiskUsage;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.api.node.NetworkInterfaceInfo;
import org.exojvm.api.node.SystemPerformanceProfile;
import org.exojvm.api.node.ThunderboltBridgeStatus;
import org.exojvm.api.node.ThunderboltConnection;
import org.exojvm.api.node.ThunderboltIdentifier;

/**
 * One measurement of a node about itself. Memory figures travel as a bare {@code MemoryUsage}
 * object, the only untagged variant.
 */
public sealed interface GatheredInfo {

  /**
   * Load and memory from macmon.
   *
   * @param systemProfile load and power
   * @param memory memory figures
   */
  public record MacmonMetrics(SystemPerformanceProfile systemProfile, MemoryUsage memory)
      implements GatheredInfo {}

  /**
   * Network interfaces.
   *
   * @param ifaces network interfaces
   */
  public record NodeNetworkInterfaces(ImmutableList<NetworkInterfaceInfo> ifaces)
      implements GatheredInfo {}

  /**
   * Thunderbolt ports.
   *
   * @param idents Thunderbolt ports
   */
  public record MacThunderboltIdentifiers(ImmutableList<ThunderboltIdentifier> idents)
      implements GatheredInfo {}

  /**
   * Thunderbolt cables.
   *
   * @param conns cables seen between ports
   */
  public record MacThunderboltConnections(ImmutableList<ThunderboltConnection> conns)
      implements GatheredInfo {}

  /**
   * Whether RDMA is enabled.
   *
   * @param enabled whether it is switched on
   */
  public record RdmaCtlStatus(boolean enabled) implements GatheredInfo {}

  /**
   * State of the Thunderbolt bridge.
   *
   * @param status state of the bridge
   */
  public record ThunderboltBridgeInfo(ThunderboltBridgeStatus status) implements GatheredInfo {}

  /** The node is alive; carries nothing. */
  public record NodeConfig() implements GatheredInfo {}

  /**
   * The friendly name.
   *
   * @param friendlyName name a person gave the machine
   */
  public record MiscData(String friendlyName) implements GatheredInfo {}

  /**
   * Machine, chip and operating system.
   *
   * @param model machine model
   * @param chip chip name
   * @param osVersion operating system version
   * @param osBuildVersion operating system build
   */
  public record StaticNodeInformation(
      String model, String chip, String osVersion, String osBuildVersion) implements GatheredInfo {}

  /**
   * Disk figures.
   *
   * @param diskUsage disk figures
   */
  public record NodeDiskUsage(DiskUsage diskUsage) implements GatheredInfo {}

  /**
   * Memory figures, bare on the wire.
   *
   * @param usage the figures
   */
  public record GatheredMemoryUsage(MemoryUsage usage) implements GatheredInfo {}
}
