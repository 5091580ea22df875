package org.exojvm.core.probe;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.DiskUsage;
import org.exojvm.api.node.InterfaceType;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.api.node.NetworkInterfaceInfo;
import org.exojvm.api.node.NodeIdentity;
import org.exojvm.core.info.GatheredInfo;
import org.jspecify.annotations.Nullable;
import oshi.SystemInfo;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.software.os.OperatingSystem;

/**
 * Measures through <a href="https://github.com/oshi/oshi">OSHI</a>, an optional dependency: {@code
 * com.github.oshi:oshi-core} has to be on the path. Machine, processor, operating system and host
 * name are asked for once, the rest every time. Within a container the figures of the container
 * count, which OSHI does not know; they come from the JDK.
 *
 * <p>Threading: one thread at a time. May block for as long as the operating system does.
 */
public final class OshiProbe implements NodeProbe {

  private final Path models;
  private final SystemInfo system = new SystemInfo();
  private final HardwareAbstractionLayer hardware = system.getHardware();
  private @Nullable NodeIdentity identity;

  /**
   * Creates a probe, which measures nothing yet.
   *
   * @param models directory on the volume whose space counts
   */
  public OshiProbe(Path models) {
    this.models = models;
  }

  @Override
  public ImmutableList<GatheredInfo> measure() throws IOException {
    NodeIdentity machine = identity();
    return ImmutableList.of(
        new GatheredInfo.GatheredMemoryUsage(memory()),
        new GatheredInfo.NodeDiskUsage(disk()),
        new GatheredInfo.NodeNetworkInterfaces(interfaces()),
        new GatheredInfo.StaticNodeInformation(
            machine.modelId(), machine.chipId(), machine.osVersion(), machine.osBuildVersion()),
        new GatheredInfo.MiscData(machine.friendlyName()));
  }

  /** Returns machine, processor, host name and operating system; "Unknown" where OSHI is silent. */
  public NodeIdentity identity() {
    NodeIdentity known = identity;
    if (known == null) {
      known = identity(hardware, system.getOperatingSystem());
      identity = known;
    }
    return known;
  }

  /** Returns the memory of the machine, or of the container where that has less. */
  public MemoryUsage memory() throws IOException {
    GlobalMemory memory = hardware.getMemory();
    if (JdkProbe.totalMemoryBytes() < memory.getTotal()) {
      return JdkProbe.memory();
    }
    long swapTotal = memory.getVirtualMemory().getSwapTotal();
    long swapUsed = memory.getVirtualMemory().getSwapUsed();
    return new MemoryUsage(
        Memory.ofBytes(memory.getTotal()),
        Memory.ofBytes(Math.min(memory.getAvailable(), memory.getTotal())),
        Memory.ofBytes(swapTotal),
        Memory.ofBytes(Math.max(0, swapTotal - swapUsed)));
  }

  /** Returns the space on the volume of the directory. */
  public DiskUsage disk() throws IOException {
    return JdkProbe.disk(models);
  }

  /** Returns the interfaces that have an IPv4 address, the first few when there are many. */
  public ImmutableList<NetworkInterfaceInfo> interfaces() {
    return hardware.getNetworkIFs(false).stream()
        .filter(found -> found.getIPv4addr().length > 0)
        .limit(JdkProbe.MAX_INTERFACES)
        .map(
            found ->
                new NetworkInterfaceInfo(
                    found.getName(),
                    found.getIPv4addr()[0],
                    interfaceType(found.getName(), found.getDisplayName())))
        .collect(ImmutableList.toImmutableList());
  }

  private static NodeIdentity identity(HardwareAbstractionLayer hardware, OperatingSystem os) {
    return new NodeIdentity(
        known(hardware.getComputerSystem().getModel()),
        known(hardware.getProcessor().getProcessorIdentifier().getName()),
        known(os.getNetworkParams().getHostName()),
        known(os.getVersionInfo().getVersion()),
        known(os.getVersionInfo().getBuildNumber()));
  }

  private static String known(String text) {
    boolean silent = text.isBlank() || text.equalsIgnoreCase(NodeIdentity.UNKNOWN);
    return silent ? NodeIdentity.UNKNOWN : text.strip();
  }

  /** Guesses from the names that Linux, macOS and Windows give. */
  static InterfaceType interfaceType(String name, String displayName) {
    String text = (name + " " + displayName).toLowerCase(Locale.ROOT);
    if (text.contains("thunderbolt")) {
      return InterfaceType.THUNDERBOLT;
    }
    if (text.startsWith("wl") || text.contains("wi-fi") || text.contains("wireless")) {
      return InterfaceType.WIFI;
    }
    boolean ethernet = text.startsWith("eth") || text.startsWith("enp") || text.startsWith("eno");
    return ethernet || text.contains("ethernet") ? InterfaceType.ETHERNET : InterfaceType.UNKNOWN;
  }
}
