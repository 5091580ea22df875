package org.exojvm.core.codec.internal;

import static org.exojvm.core.codec.internal.Scalars.BOOLEAN;
import static org.exojvm.core.codec.internal.Scalars.STRING;
import static org.exojvm.core.codec.internal.Slots.parts;

import java.io.IOException;
import org.exojvm.core.info.GatheredInfo;
import org.exojvm.core.info.GatheredInfo.GatheredMemoryUsage;
import org.exojvm.core.info.GatheredInfo.MacThunderboltConnections;
import org.exojvm.core.info.GatheredInfo.MacThunderboltIdentifiers;
import org.exojvm.core.info.GatheredInfo.MacmonMetrics;
import org.exojvm.core.info.GatheredInfo.MiscData;
import org.exojvm.core.info.GatheredInfo.NodeConfig;
import org.exojvm.core.info.GatheredInfo.NodeDiskUsage;
import org.exojvm.core.info.GatheredInfo.NodeNetworkInterfaces;
import org.exojvm.core.info.GatheredInfo.RdmaCtlStatus;
import org.exojvm.core.info.GatheredInfo.StaticNodeInformation;
import org.exojvm.core.info.GatheredInfo.ThunderboltBridgeInfo;

/** Measurements as they travel; memory figures are the one variant without a tag. */
public final class InfoTables {

  public static final UnionCodec<GatheredInfo> GATHERED_INFO =
      UnionCodec.<GatheredInfo>union("GatheredInfo")
          .variant(
              MacmonMetrics.class,
              RecordCodec.<MacmonMetrics>record("MacmonMetrics")
                  .required("system_profile", NodeTables.SYSTEM_PERFORMANCE_PROFILE)
                  .required("memory", NodeTables.MEMORY_USAGE)
                  .build(
                      s -> new MacmonMetrics(s.at(0), s.at(1)),
                      v -> parts(v.systemProfile(), v.memory())))
          .variant(
              NodeNetworkInterfaces.class,
              RecordCodec.<NodeNetworkInterfaces>record("NodeNetworkInterfaces")
                  .required("ifaces", ListCodec.of(NodeTables.NETWORK_INTERFACE_INFO))
                  .build(s -> new NodeNetworkInterfaces(s.at(0)), v -> parts(v.ifaces())))
          .variant(
              MacThunderboltIdentifiers.class,
              RecordCodec.<MacThunderboltIdentifiers>record("MacThunderboltIdentifiers")
                  .required("idents", ListCodec.of(NodeTables.THUNDERBOLT_IDENTIFIER))
                  .build(s -> new MacThunderboltIdentifiers(s.at(0)), v -> parts(v.idents())))
          .variant(
              MacThunderboltConnections.class,
              RecordCodec.<MacThunderboltConnections>record("MacThunderboltConnections")
                  .required("conns", ListCodec.of(NodeTables.THUNDERBOLT_CONNECTION))
                  .build(s -> new MacThunderboltConnections(s.at(0)), v -> parts(v.conns())))
          .variant(
              RdmaCtlStatus.class,
              RecordCodec.<RdmaCtlStatus>record("RdmaCtlStatus")
                  .required("enabled", BOOLEAN)
                  .build(s -> new RdmaCtlStatus(s.at(0)), v -> parts(v.enabled())))
          .variant(
              ThunderboltBridgeInfo.class,
              RecordCodec.<ThunderboltBridgeInfo>record("ThunderboltBridgeInfo")
                  .required("status", NodeTables.THUNDERBOLT_BRIDGE_STATUS)
                  .build(s -> new ThunderboltBridgeInfo(s.at(0)), v -> parts(v.status())))
          .variant(
              NodeConfig.class,
              RecordCodec.<NodeConfig>record("NodeConfig")
                  .build(s -> new NodeConfig(), v -> parts()))
          .variant(
              MiscData.class,
              RecordCodec.<MiscData>record("MiscData")
                  .required("friendly_name", STRING)
                  .build(s -> new MiscData(s.at(0)), v -> parts(v.friendlyName())))
          .variant(
              StaticNodeInformation.class,
              RecordCodec.<StaticNodeInformation>record("StaticNodeInformation")
                  .required("model", STRING)
                  .required("chip", STRING)
                  .required("os_version", STRING)
                  .required("os_build_version", STRING)
                  .build(
                      s -> new StaticNodeInformation(s.at(0), s.at(1), s.at(2), s.at(3)),
                      v -> parts(v.model(), v.chip(), v.osVersion(), v.osBuildVersion())))
          .variant(
              NodeDiskUsage.class,
              RecordCodec.<NodeDiskUsage>record("NodeDiskUsage")
                  .required("disk_usage", NodeTables.DISK_USAGE)
                  .build(s -> new NodeDiskUsage(s.at(0)), v -> parts(v.diskUsage())))
          .untagged(GatheredMemoryUsage.class, new BareMemoryUsage(), InfoTables::bareMemoryUsage)
          .build();

  private InfoTables() {}

  private static GatheredInfo bareMemoryUsage(
      JsonReader in, String firstName, UnionCodec.Unknown unknown)
      throws MalformedValue, IOException {
    if (!NodeTables.MEMORY_USAGE.hasField(firstName, in.spelling())) {
      throw unknown.tag(firstName);
    }
    return new GatheredMemoryUsage(NodeTables.MEMORY_USAGE.readFromName(in, firstName));
  }

  private static final class BareMemoryUsage implements ValueCodec<GatheredMemoryUsage> {
    @Override
    public GatheredMemoryUsage read(JsonReader in) throws MalformedValue, IOException {
      return new GatheredMemoryUsage(NodeTables.MEMORY_USAGE.read(in));
    }

    @Override
    public void write(JsonWriter out, GatheredMemoryUsage value) {
      NodeTables.MEMORY_USAGE.write(out, value.usage());
    }
  }
}
