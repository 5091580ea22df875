package org.exojvm.mlx.thunderbolt;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import org.exojvm.api.node.ThunderboltConnection;
import org.exojvm.api.node.ThunderboltIdentifier;

/**
 * Derives RDMA devices and cables from what macOS prints, without the verbs: receptacle r is the
 * hardware port "Thunderbolt r", its device is "rdma_" and that port's interface, and a cable leads
 * to the machine that has the domain of the first item below the bus.
 *
 * <p>Where the reference fails on a receptacle without a hardware port, here it is named in the
 * result and the others stay.
 */
public final class ThunderboltPorts {

  private static final int DETAIL_CHARS_MAX = 200;

  private ThunderboltPorts() {}

  /**
   * Reads the ports.
   *
   * @param profile what {@code system_profiler SPThunderboltDataType -json} printed
   * @param ports what {@code networksetup -listallhardwareports} told
   */
  public static ThunderboltReading read(String profile, HardwarePorts ports) {
    if (profile.length() > ProfileReader.REPORT_CHARS_MAX) {
      return unreadable(
          "it has "
              + profile.length()
              + " characters, of at most "
              + ProfileReader.REPORT_CHARS_MAX);
    }
    try (ProfileReader reader = new ProfileReader(profile)) {
      return ports(reader.read(), ports);
    } catch (IOException e) {
      String detail = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      return unreadable(
          detail.length() > DETAIL_CHARS_MAX ? detail.substring(0, DETAIL_CHARS_MAX) : detail);
    }
  }

  private static ThunderboltReading unreadable(String detail) {
    return new ThunderboltReading.Unreadable(
        "The Thunderbolt report cannot be read: "
            + detail
            + ". Run system_profiler SPThunderboltDataType -json and look at what it prints.");
  }

  private static ThunderboltReading.Ports ports(
      ImmutableList<ThunderboltDomain> domains, HardwarePorts ports) {
    ImmutableList.Builder<ThunderboltIdentifier> identifiers = ImmutableList.builder();
    ImmutableList.Builder<ThunderboltConnection> connections = ImmutableList.builder();
    ImmutableList.Builder<String> unmatched = ImmutableList.builder();
    for (ThunderboltDomain domain : domains) {
      if (domain.uuid().isEmpty()) {
        continue;
      }
      String uuid = domain.uuid().get();
      domain.farUuid().ifPresent(far -> connections.add(new ThunderboltConnection(uuid, far)));
      if (domain.receptacle().isPresent()) {
        String port = "Thunderbolt " + domain.receptacle().get();
        String name = ports.interfaces().get(port);
        if (name == null) {
          unmatched.add(port);
        } else {
          identifiers.add(
              new ThunderboltIdentifier("rdma_" + name, uuid, domain.speed().orElse("")));
        }
      }
    }
    return new ThunderboltReading.Ports(
        identifiers.build(), connections.build(), unmatched.build());
  }
}
