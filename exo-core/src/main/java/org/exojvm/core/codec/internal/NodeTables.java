package org.exojvm.core.codec.internal;

import static org.exojvm.core.codec.internal.Scalars.BOOLEAN;
import static org.exojvm.core.codec.internal.Scalars.DOUBLE;
import static org.exojvm.core.codec.internal.Scalars.LONG;
import static org.exojvm.core.codec.internal.Scalars.STRING;
import static org.exojvm.core.codec.internal.Slots.parts;

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
          .optional("in_bytes", LONG, 0L)
          .build(s -> new Memory(s.at(0)), v -> parts(v.inBytes()));

  public static final RecordCodec<MemoryUsage> MEMORY_USAGE =
      RecordCodec.<MemoryUsage>record("MemoryUsage")
          .required("ram_total", MEMORY)
          .required("ram_available", MEMORY)
          .required("swap_total", MEMORY)
          .required("swap_available", MEMORY)
          .build(
              s -> new MemoryUsage(s.at(0), s.at(1), s.at(2), s.at(3)),
              v -> parts(v.ramTotal(), v.ramAvailable(), v.swapTotal(), v.swapAvailable()));

  public static final RecordCodec<DiskUsage> DISK_USAGE =
      RecordCodec.<DiskUsage>record("DiskUsage")
          .required("total", MEMORY)
          .required("available", MEMORY)
          .build(s -> new DiskUsage(s.at(0), s.at(1)), v -> parts(v.total(), v.available()));

  public static final RecordCodec<SystemPerformanceProfile> SYSTEM_PERFORMANCE_PROFILE =
      RecordCodec.<SystemPerformanceProfile>record("SystemPerformanceProfile")
          .optional("gpu_usage", DOUBLE, 0.0)
          .optional("temp", DOUBLE, 0.0)
          .optional("sys_power", DOUBLE, 0.0)
          .optional("pcpu_usage", DOUBLE, 0.0)
          .optional("ecpu_usage", DOUBLE, 0.0)
          .build(
              s -> new SystemPerformanceProfile(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4)),
              v -> parts(v.gpuUsage(), v.temp(), v.sysPower(), v.pcpuUsage(), v.ecpuUsage()));

  public static final EnumCodec<InterfaceType> INTERFACE_TYPE =
      EnumCodec.of(InterfaceType.class, InterfaceType::wireName);

  public static final RecordCodec<NetworkInterfaceInfo> NETWORK_INTERFACE_INFO =
      RecordCodec.<NetworkInterfaceInfo>record("NetworkInterfaceInfo")
          .required("name", STRING)
          .required("ip_address", STRING)
          .optional("interface_type", INTERFACE_TYPE, InterfaceType.UNKNOWN)
          .build(
              s -> new NetworkInterfaceInfo(s.at(0), s.at(1), s.at(2)),
              v -> parts(v.name(), v.ipAddress(), v.interfaceType()));

  public static final RecordCodec<NodeIdentity> NODE_IDENTITY =
      RecordCodec.<NodeIdentity>record("NodeIdentity")
          .optional("model_id", STRING, NodeIdentity.UNKNOWN)
          .optional("chip_id", STRING, NodeIdentity.UNKNOWN)
          .optional("friendly_name", STRING, NodeIdentity.UNKNOWN)
          .optional("os_version", STRING, NodeIdentity.UNKNOWN)
          .optional("os_build_version", STRING, NodeIdentity.UNKNOWN)
          .build(
              s -> new NodeIdentity(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4)),
              v ->
                  parts(
                      v.modelId(),
                      v.chipId(),
                      v.friendlyName(),
                      v.osVersion(),
                      v.osBuildVersion()));

  public static final RecordCodec<NodeNetworkInfo> NODE_NETWORK_INFO =
      RecordCodec.<NodeNetworkInfo>record("NodeNetworkInfo")
          .optional("interfaces", ListCodec.of(NETWORK_INTERFACE_INFO), ImmutableList.of())
          .build(s -> new NodeNetworkInfo(s.at(0)), v -> parts(v.interfaces()));

  public static final RecordCodec<ThunderboltIdentifier> THUNDERBOLT_IDENTIFIER =
      RecordCodec.<ThunderboltIdentifier>record("ThunderboltIdentifier")
          .required("rdma_interface", STRING)
          .required("domain_uuid", STRING)
          .optional("link_speed", STRING, "")
          .build(
              s -> new ThunderboltIdentifier(s.at(0), s.at(1), s.at(2)),
              v -> parts(v.rdmaInterface(), v.domainUuid(), v.linkSpeed()));

  public static final RecordCodec<NodeThunderboltInfo> NODE_THUNDERBOLT_INFO =
      RecordCodec.<NodeThunderboltInfo>record("NodeThunderboltInfo")
          .optional("interfaces", ListCodec.of(THUNDERBOLT_IDENTIFIER), ImmutableList.of())
          .build(s -> new NodeThunderboltInfo(s.at(0)), v -> parts(v.interfaces()));

  public static final RecordCodec<NodeRdmaCtlStatus> NODE_RDMA_CTL_STATUS =
      RecordCodec.<NodeRdmaCtlStatus>record("NodeRdmaCtlStatus")
          .required("enabled", BOOLEAN)
          .build(s -> new NodeRdmaCtlStatus(s.at(0)), v -> parts(v.enabled()));

  public static final RecordCodec<ThunderboltBridgeStatus> THUNDERBOLT_BRIDGE_STATUS =
      RecordCodec.<ThunderboltBridgeStatus>record("ThunderboltBridgeStatus")
          .required("enabled", BOOLEAN)
          .required("exists", BOOLEAN)
          .nullable("service_name", STRING)
          .build(
              s -> new ThunderboltBridgeStatus(s.at(0), s.at(1), s.at(2)),
              v -> parts(v.enabled(), v.exists(), v.serviceName()));

  public static final RecordCodec<ThunderboltConnection> THUNDERBOLT_CONNECTION =
      RecordCodec.<ThunderboltConnection>record("ThunderboltConnection")
          .required("source_uuid", STRING)
          .required("sink_uuid", STRING)
          .build(
              s -> new ThunderboltConnection(s.at(0), s.at(1)),
              v -> parts(v.sourceUuid(), v.sinkUuid()));

  private NodeTables() {}
}
