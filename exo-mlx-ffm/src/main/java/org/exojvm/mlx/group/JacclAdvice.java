package org.exojvm.mlx.group;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Optional;

/**
 * What to do about an error of JACCL. Its texts tell what failed, not why; these are the causes
 * that people meet. Texts by the sources of MLX 0.31.2 and 0.32.1.
 */
public final class JacclAdvice {

  static final String SWITCH_RDMA_ON =
      "Start the machine in recoveryOS, open a terminal, run rdma_ctl enable, and restart it.";

  static final String GIVE_IPV4 =
      "Switch the Thunderbolt Bridge off and give every Thunderbolt port an IPv4 address.";

  static final String RESTART =
      "Stop an instance that uses the device; if none does, restart the machine: queue pairs that"
          + " a killed process has left are not given back.";

  private static final String UPDATE =
      "JACCL needs Apple silicon with Thunderbolt 5, macOS 26.2 or later and an MLX built for it;"
          + " use MlxRing over TCP elsewhere.";

  private static final String COORDINATOR =
      "Look whether rank 0 is running and whether a firewall keeps its port closed.";

  private static final String PEER =
      "A rank or its cable is gone; look at the reports of the other ranks, then let the instance"
          + " be started again.";

  /** Errno 16 of Linux and of macOS alike (errno.h). */
  private static final String EBUSY = "errno 16";

  /** The first text that an error contains decides. */
  private static final ImmutableMap<String, String> ADVICE =
      ImmutableMap.<String, String>builder()
          .put(EBUSY, RESTART)
          .put("create queue pair", RESTART)
          .put("Changing queue pair to RTR", GIVE_IPV4)
          .put("IPv4", GIVE_IPV4)
          .put("Could not find device", SWITCH_RDMA_ON)
          .put("Could not open device", SWITCH_RDMA_ON)
          .put("allocate protection domain", RESTART)
          .put("create completion queue", RESTART)
          .put("Changing queue pair", RESTART)
          .put("Register memory region failed", RESTART)
          .put("Cannot initialize jaccl", UPDATE)
          .put("Couldn't connect", COORDINATOR)
          .put("Can't parse address", COORDINATOR)
          .put("Accept failed", COORDINATOR)
          .put("Couldn't bind socket", "Another process has the port; start the instance again.")
          .put("Recv failed", PEER)
          .put("Send failed", PEER)
          .put("valid mesh or a valid ring", "Place the instance anew: its device matrix is wrong.")
          .buildOrThrow();

  private JacclAdvice() {}

  /** Returns what to do about an error, if this is one of JACCL that has been understood. */
  public static Optional<String> about(String error) {
    return ADVICE.entrySet().stream()
        .filter(entry -> error.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
