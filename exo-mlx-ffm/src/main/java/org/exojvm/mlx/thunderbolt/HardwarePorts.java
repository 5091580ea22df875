package org.exojvm.mlx.thunderbolt;

import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What {@code networksetup -listallhardwareports} tells: the interface of every hardware port.
 *
 * <pre>
 * Hardware Port: Thunderbolt 1
 * Device: en5
 * Ethernet Address: 36:aa:bb:cc:dd:ee
 * </pre>
 *
 * Other lines are passed over. A port without a device, or a device without a port, is none.
 *
 * @param interfaces interface such as {@code en5} by the name of its port
 */
public record HardwarePorts(ImmutableMap<String, String> interfaces) {

  /** More ports than this are not read. */
  public static final int PORTS_MAX = 256;

  /** Longer lines are passed over. */
  public static final int LINE_CHARS_MAX = 512;

  private static final String PORT = "Hardware Port:";
  private static final String DEVICE = "Device:";

  /** Names of interfaces have at most 15 characters (IFNAMSIZ of net/if.h). */
  private static final Pattern INTERFACE = Pattern.compile("[A-Za-z0-9._-]{1,15}");

  /** Reads what the command printed. */
  public static HardwarePorts parse(String output) {
    Map<String, String> ports = new LinkedHashMap<>();
    String port = "";
    for (String line : (Iterable<String>) output.lines()::iterator) {
      if (line.length() > LINE_CHARS_MAX) {
        port = "";
      } else if (line.startsWith(PORT)) {
        port = line.substring(PORT.length()).strip();
      } else if (line.startsWith(DEVICE)) {
        String device = line.substring(DEVICE.length()).strip();
        if (!port.isEmpty() && INTERFACE.matcher(device).matches() && ports.size() < PORTS_MAX) {
          ports.put(port, device);
        }
        port = "";
      }
    }
    return new HardwarePorts(ImmutableMap.copyOf(ports));
  }
}
