package org.exojvm.api.instance;

import org.exojvm.api.check.Checks;

/**
 * An address of a ring member. Rank entries that are not neighbours read {@code 198.51.100.1:0},
 * the own entry {@code 0.0.0.0:port}.
 *
 * @param ip IP address or host name as written
 * @param port TCP port, 0..65535
 */
public record Host(String ip, int port) {
  /** Checks the shape. */
  public Host {
    Checks.inRange(port >= 0 && port <= 65535, "Host.port", port, "0..65535");
  }
}
