package org.exojvm.core.codec.internal;

import static org.exojvm.core.codec.internal.Scalars.BOOLEAN;
import static org.exojvm.core.codec.internal.Scalars.DOUBLE;
import static org.exojvm.core.codec.internal.Scalars.LONG;
import static org.exojvm.core.codec.internal.Scalars.STRING;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.DiskUsage;
import org.exojvm.api.node.InterfaceType;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.api.node.NetworkInterfaceInfo;
import org.exojvm.api.node.NodeIdentity;
import org.exojvm.api.node.NodeNetworkInfo;
import org.exojvm.api.node.NodeRdmaCtlStatus;
import org.exojvm.api.node.NodeThunderboltInfo;
import org.exojvm.api.node.SystemPerformanceProfile;
import org.exojvm.api.node.ThunderboltBridgeStatus;
import org.exojvm.api.node.ThunderboltConnection;
import org.exojvm.api.node.ThunderboltIdentifier;

/** What nodes measure about themselves. */
public final class NodeTables {

  public static final RecordCodec<Memory> MEMORY =
      RecordCodec.<Memory>record("Memory")
          .optional("in_bytes", LONG, Memory::inBytes, 0L)
          .build(s -> new Memory(s.at(0)));

  public static final RecordCodec<MemoryUsage> MEMORY_USAGE =
      RecordCodec.<MemoryUsage>record("MemoryUsage")
          .required("ram_total", MEMORY, MemoryUsage::ramTotal)
          .required("ram_available", MEMORY, MemoryUsage::ramAvailable)
          .required("swap_total", MEMORY, MemoryUsage::swapTotal)
          .required("swap_available", MEMORY, MemoryUsage::swapAvailable)
          .build(s -> new MemoryUsage(s.at(0), s.at(1), s.at(2), s.at(3)));

  public static final RecordCodec<DiskUsage> DISK_USAGE =
      RecordCodec.<DiskUsage>record("DiskUsage")
          .required("total", MEMORY, DiskUsage::total)
          .required("available", MEMORY, DiskUsage::available)
          .build(s -> new DiskUsage(s.at(0), s.at(1)));

  public static final RecordCodec<SystemPerformanceProfile> SYSTEM_PERFORMANCE_PROFILE =
      RecordCodec.<SystemPerformanceProfile>record("SystemPerformanceProfile")
          .optional("gpu_usage", DOUBLE, SystemPerformanceProfile::gpuUsage, 0.0)
          .optional("temp", DOUBLE, SystemPerformanceProfile::temp, 0.0)
          .optional("sys_power", DOUBLE, SystemPerformanceProfile::sysPower, 0.0)
          .optional("pcpu_usage", DOUBLE, SystemPerformanceProfile::pcpuUsage, 0.0)
          .optional("ecpu_usage", DOUBLE, SystemPerformanceProfile::ecpuUsage, 0.0)
          .build(s -> new SystemPerformanceProfile(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4)));

  public static final EnumCodec<InterfaceType> INTERFACE_TYPE =
      EnumCodec.of(InterfaceType.class, InterfaceType::wireName);

  public static final RecordCodec<NetworkInterfaceInfo> NETWORK_INTERFACE_INFO =
      RecordCodec.<NetworkInterfaceInfo>record("NetworkInterfaceInfo")
          .required("name", STRING, NetworkInterfaceInfo::name)
          .required("ip_address", STRING, NetworkInterfaceInfo::ipAddress)
          .optional(
              "interface_type",
              INTERFACE_TYPE,
              NetworkInterfaceInfo::interfaceType,
              InterfaceType.UNKNOWN)
          .build(s -> new NetworkInterfaceInfo(s.at(0), s.at(1), s.at(2)));

  public static final RecordCodec<NodeIdentity> NODE_IDENTITY =
      RecordCodec.<NodeIdentity>record("NodeIdentity")
          .optional("model_id", STRING, NodeIdentity::modelId, NodeIdentity.UNKNOWN)
          .optional("chip_id", STRING, NodeIdentity::chipId, NodeIdentity.UNKNOWN)
          .optional("friendly_name", STRING, NodeIdentity::friendlyName, NodeIdentity.UNKNOWN)
          .optional("os_version", STRING, NodeIdentity::osVersion, NodeIdentity.UNKNOWN)
          .optional("os_build_version", STRING, NodeIdentity::osBuildVersion, NodeIdentity.UNKNOWN)
          .build(s -> new NodeIdentity(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4)));

  public static final RecordCodec<NodeNetworkInfo> NODE_NETWORK_INFO =
      RecordCodec.<NodeNetworkInfo>record("NodeNetworkInfo")
          .optional(
              "interfaces",
              ListCodec.of(NETWORK_INTERFACE_INFO),
              NodeNetworkInfo::interfaces,
              ImmutableList.of())
          .build(s -> new NodeNetworkInfo(s.at(0)));

  public static final RecordCodec<ThunderboltIdentifier> THUNDERBOLT_IDENTIFIER =
      RecordCodec.<ThunderboltIdentifier>record("ThunderboltIdentifier")
          .required("rdma_interface", STRING, ThunderboltIdentifier::rdmaInterface)
          .required("domain_uuid", STRING, ThunderboltIdentifier::domainUuid)
          .optional("link_speed", STRING, ThunderboltIdentifier::linkSpeed, "")
          .build(s -> new ThunderboltIdentifier(s.at(0), s.at(1), s.at(2)));

  public static final RecordCodec<NodeThunderboltInfo> NODE_THUNDERBOLT_INFO =
      RecordCodec.<NodeThunderboltInfo>record("NodeThunderboltInfo")
          .optional(
              "interfaces",
              ListCodec.of(THUNDERBOLT_IDENTIFIER),
              NodeThunderboltInfo::interfaces,
              ImmutableList.of())
          .build(s -> new NodeThunderboltInfo(s.at(0)));

  public static final RecordCodec<NodeRdmaCtlStatus> NODE_RDMA_CTL_STATUS =
      RecordCodec.<NodeRdmaCtlStatus>record("NodeRdmaCtlStatus")
          .required("enabled", BOOLEAN, NodeRdmaCtlStatus::enabled)
          .build(s -> new NodeRdmaCtlStatus(s.at(0)));

  public static final RecordCodec<ThunderboltBridgeStatus> THUNDERBOLT_BRIDGE_STATUS =
      RecordCodec.<ThunderboltBridgeStatus>record("ThunderboltBridgeStatus")
          .required("enabled", BOOLEAN, ThunderboltBridgeStatus::enabled)
          .required("exists", BOOLEAN, ThunderboltBridgeStatus::exists)
          .nullable("service_name", STRING, ThunderboltBridgeStatus::serviceName)
          .build(s -> new ThunderboltBridgeStatus(s.at(0), s.at(1), s.at(2)));

  public static final RecordCodec<ThunderboltConnection> THUNDERBOLT_CONNECTION =
      RecordCodec.<ThunderboltConnection>record("ThunderboltConnection")
          .required("source_uuid", STRING, ThunderboltConnection::sourceUuid)
          .required("sink_uuid", STRING, ThunderboltConnection::sinkUuid)
          .build(s -> new ThunderboltConnection(s.at(0), s.at(1)));

  private NodeTables() {}
}
