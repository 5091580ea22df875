package org.exojvm.examples.cluster;

import com.google.common.collect.ImmutableList;
import java.io.File;
import java.util.Locale;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.DiskUsage;
import org.exojvm.api.node.InterfaceType;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.api.node.NetworkInterfaceInfo;
import org.exojvm.api.node.NodeIdentity;
import oshi.SystemInfo;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;
import oshi.software.os.OperatingSystem;

/** Measures this machine through OSHI. */
final class LocalMachineProbe {

  /** Most interfaces kept. Container hosts have hundreds, nobody wants to read them. */
  private static final int MAX_INTERFACES = 16;

  private LocalMachineProbe() {}

  static LocalMachine measure() {
    SystemInfo system = new SystemInfo();
    HardwareAbstractionLayer hardware = system.getHardware();
    return new LocalMachine(
        identity(hardware, system.getOperatingSystem()),
        memory(hardware.getMemory()),
        disk(new File(".").getAbsoluteFile()),
        interfaces(hardware));
  }

  private static NodeIdentity identity(HardwareAbstractionLayer hardware, OperatingSystem os) {
    return new NodeIdentity(
        known(hardware.getComputerSystem().getModel()),
        known(hardware.getProcessor().getProcessorIdentifier().getName()),
        "this machine",
        known(os.getVersionInfo().getVersion()),
        known(os.getVersionInfo().getBuildNumber()));
  }

  private static String known(String text) {
    return text.isBlank() ? NodeIdentity.UNKNOWN : text.strip();
  }

  private static MemoryUsage memory(GlobalMemory memory) {
    long swapTotal = memory.getVirtualMemory().getSwapTotal();
    long swapUsed = memory.getVirtualMemory().getSwapUsed();
    return new MemoryUsage(
        Memory.ofBytes(memory.getTotal()),
        Memory.ofBytes(Math.min(memory.getAvailable(), memory.getTotal())),
        Memory.ofBytes(swapTotal),
        Memory.ofBytes(Math.max(0, swapTotal - swapUsed)));
  }

  private static DiskUsage disk(File directory) {
    return new DiskUsage(
        Memory.ofBytes(directory.getTotalSpace()), Memory.ofBytes(directory.getUsableSpace()));
  }

  private static ImmutableList<NetworkInterfaceInfo> interfaces(HardwareAbstractionLayer hardware) {
    return hardware.getNetworkIFs(false).stream()
        .filter(found -> found.getIPv4addr().length > 0)
        .map(
            found ->
                new NetworkInterfaceInfo(
                    found.getName(), found.getIPv4addr()[0], interfaceType(found)))
        .limit(MAX_INTERFACES)
        .collect(ImmutableList.toImmutableList());
  }

  private static InterfaceType interfaceType(NetworkIF found) {
    return interfaceType(found.getName(), found.getDisplayName());
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
