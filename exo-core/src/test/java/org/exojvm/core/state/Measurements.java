package org.exojvm.core.state;

import static org.exojvm.core.state.Samples.memory;

import com.google.common.collect.ImmutableList;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.DiskUsage;
import org.exojvm.api.node.InterfaceType;
import org.exojvm.api.node.NetworkInterfaceInfo;
import org.exojvm.api.node.SystemPerformanceProfile;
import org.exojvm.api.node.ThunderboltBridgeStatus;
import org.exojvm.api.node.ThunderboltConnection;
import org.exojvm.api.node.ThunderboltIdentifier;
import org.exojvm.core.info.GatheredInfo;

/** Measurements of all kinds, made of few values. */
final class Measurements {

  private static final Arbitrary<String> NAMES = Arbitraries.of("a", "b", "c", "d");

  private Measurements() {}

  /** The address at which a node is reached. */
  static String ip(String node) {
    return "10.0.0." + (int) node.charAt(0);
  }

  static Arbitrary<GatheredInfo> any() {
    return Arbitraries.oneOf(
        ImmutableList.of(plain(), network(), ports(), cables(), bridges(), memories()));
  }

  private static Arbitrary<GatheredInfo> plain() {
    return Arbitraries.of(
        new GatheredInfo.NodeConfig(),
        new GatheredInfo.RdmaCtlStatus(true),
        new GatheredInfo.RdmaCtlStatus(false),
        new GatheredInfo.MiscData("studio"),
        new GatheredInfo.StaticNodeInformation("Mac15,14", "M3", "26", "25A"),
        new GatheredInfo.NodeDiskUsage(new DiskUsage(Memory.ofGib(2), Memory.ofGib(1))));
  }

  private static Arbitrary<GatheredInfo> memories() {
    return Combinators.combine(Arbitraries.longs().between(0, 64), Arbitraries.of(true, false))
        .as(
            (gib, withLoad) ->
                withLoad
                    ? new GatheredInfo.MacmonMetrics(
                        new SystemPerformanceProfile(0.5, 50, 90, 0.1, 0.2), memory(gib))
                    : new GatheredInfo.GatheredMemoryUsage(memory(gib)));
  }

  private static Arbitrary<GatheredInfo> network() {
    return Combinators.combine(NAMES, Arbitraries.of(InterfaceType.class))
        .as(
            (node, type) ->
                new GatheredInfo.NodeNetworkInterfaces(
                    ImmutableList.of(new NetworkInterfaceInfo("en0", ip(node), type))));
  }

  private static Arbitrary<GatheredInfo> ports() {
    return NAMES
        .map(uuid -> new ThunderboltIdentifier("rdma_" + uuid, uuid, ""))
        .list()
        .ofMaxSize(2)
        .map(ports -> new GatheredInfo.MacThunderboltIdentifiers(ImmutableList.copyOf(ports)));
  }

  private static Arbitrary<GatheredInfo> cables() {
    return Combinators.combine(NAMES, NAMES)
        .as(ThunderboltConnection::new)
        .list()
        .ofMaxSize(3)
        .map(cables -> new GatheredInfo.MacThunderboltConnections(ImmutableList.copyOf(cables)));
  }

  private static Arbitrary<GatheredInfo> bridges() {
    return Arbitraries.of(true, false)
        .map(
            enabled ->
                new GatheredInfo.ThunderboltBridgeInfo(
                    new ThunderboltBridgeStatus(enabled, true, null)));
  }
}
