package org.exojvm.mlx.group;

/** What JACCL can do, by the sources of MLX 0.31.2 and 0.32.1. */
public final class JacclLimits {

  /** A group has at least two ranks. */
  public static final int RANKS_MIN = 2;

  /** A mesh has at most so many ranks. */
  public static final int MESH_RANKS_MAX = 8;

  /** Two neighbours of a ring have at most so many wires. */
  public static final int RING_WIRES_MAX = 4;

  /**
   * A Thunderbolt device has so many queue pairs. The next one fails with EBUSY, and then all
   * others do until the machine has been restarted.
   */
  public static final int QUEUE_PAIRS_PER_DEVICE_MAX = 10;

  private JacclLimits() {}
}
