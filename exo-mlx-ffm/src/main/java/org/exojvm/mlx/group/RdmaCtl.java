package org.exojvm.mlx.group;

import java.util.Locale;

/** Whether RDMA over Thunderbolt is switched on, as {@code rdma_ctl status} tells. */
public enum RdmaCtl {
  /** It is on. */
  ENABLED,
  /** It is off. */
  DISABLED,
  /** The tool is not there, or said something else. */
  UNKNOWN;

  /** Reads what {@code rdma_ctl status} printed. */
  public static RdmaCtl parse(String output) {
    String word = output.strip().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "enabled" -> ENABLED;
      case "disabled" -> DISABLED;
      default -> UNKNOWN;
    };
  }
}
