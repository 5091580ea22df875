package org.exojvm.core.probe;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.OptionalLong;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.DiskUsage;
import org.exojvm.api.node.InterfaceType;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.api.node.NetworkInterfaceInfo;
import org.exojvm.api.node.NodeIdentity;
import org.exojvm.core.info.GatheredInfo;

/** Measures with what every JDK has. */
final class JdkProbe implements NodeProbe {

  /** Most interfaces told. Container hosts have hundreds, nobody wants to read them. */
  static final int MAX_INTERFACES = 16;

  /** Linux counts memory that caches would give back here; the JDK counts it as used. */
  private static final Path MEMINFO = Path.of("/proc/meminfo");

  private final Path models;

  JdkProbe(Path models) {
    this.models = models;
  }

  @Override
  public ImmutableList<GatheredInfo> measure() throws IOException {
    return ImmutableList.of(
        new GatheredInfo.GatheredMemoryUsage(memory()),
        new GatheredInfo.NodeDiskUsage(disk(models)),
        new GatheredInfo.NodeNetworkInterfaces(interfaces()),
        new GatheredInfo.StaticNodeInformation(
            NodeIdentity.UNKNOWN,
            System.getProperty("os.arch", NodeIdentity.UNKNOWN),
            System.getProperty("os.name", NodeIdentity.UNKNOWN),
            System.getProperty("os.version", NodeIdentity.UNKNOWN)),
        new GatheredInfo.MiscData(InetAddress.getLocalHost().getHostName()));
  }

  /** Returns what the JVM takes for the memory of its machine: that of its container, if any. */
  static long totalMemoryBytes() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : Long.MAX_VALUE;
  }

  static MemoryUsage memory() throws IOException {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      long total = system.getTotalMemorySize();
      return new MemoryUsage(
          Memory.ofBytes(total),
          Memory.ofBytes(Math.min(total, available(system))),
          Memory.ofBytes(system.getTotalSwapSpaceSize()),
          Memory.ofBytes(system.getFreeSwapSpaceSize()));
    }
    throw new IOException("This JVM does not tell the memory of its machine. Give a NodeProbe.");
  }

  /** Within a container the figures of the machine do not count, those of the JDK do. */
  private static long available(com.sun.management.OperatingSystemMXBean system)
      throws IOException {
    if (!Files.isReadable(MEMINFO)) {
      return system.getFreeMemorySize();
    }
    List<String> lines = Files.readAllLines(MEMINFO);
    boolean whole = figure(lines, "MemTotal:").orElse(0) == system.getTotalMemorySize();
    return whole
        ? figure(lines, "MemAvailable:").orElse(system.getFreeMemorySize())
        : system.getFreeMemorySize();
  }

  private static OptionalLong figure(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name) && line.endsWith(" kB"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst();
  }

  static DiskUsage disk(Path models) throws IOException {
    FileStore store = Files.getFileStore(models);
    return new DiskUsage(
        Memory.ofBytes(store.getTotalSpace()), Memory.ofBytes(store.getUsableSpace()));
  }

  private static ImmutableList<NetworkInterfaceInfo> interfaces() throws SocketException {
    ImmutableList.Builder<NetworkInterfaceInfo> found = ImmutableList.builder();
    Enumeration<NetworkInterface> all = NetworkInterface.getNetworkInterfaces();
    for (int i = 0; i < MAX_INTERFACES && all.hasMoreElements(); i++) {
      NetworkInterface candidate = all.nextElement();
      if (candidate.isUp()) {
        candidate
            .inetAddresses()
            .filter(Inet4Address.class::isInstance)
            .findFirst()
            .map(address -> info(candidate, address))
            .ifPresent(found::add);
      }
    }
    return found.build();
  }

  /** The JDK does not know what is behind an interface. */
  private static NetworkInterfaceInfo info(NetworkInterface candidate, InetAddress address) {
    return new NetworkInterfaceInfo(
        candidate.getName(), address.getHostAddress(), InterfaceType.UNKNOWN);
  }
}
