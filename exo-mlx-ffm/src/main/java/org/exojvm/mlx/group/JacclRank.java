package org.exojvm.mlx.group;

import com.google.common.collect.ImmutableMap;

/**
 * A rank of a JACCL group.
 *
 * @param rank the own rank
 * @param devices the devices of all ranks
 * @param topology what JACCL makes of them
 * @param coordinator where this rank reaches, or is, rank 0, as {@code ip:port}
 */
public record JacclRank(int rank, DeviceMatrix devices, JacclTopology topology, String coordinator)
    implements RankGroup {

  @Override
  public int size() {
    return devices.size();
  }

  /** Returns the text of the file that {@code MLX_IBV_DEVICES} names. */
  @Override
  public String fileContent() {
    return devices.toJson();
  }

  @Override
  public String backend() {
    return "jaccl";
  }

  /** Returns the same rank with another coordinator, such as the near end of a tunnel. */
  public JacclRank withCoordinator(String value) {
    return new JacclRank(rank, devices, topology, value);
  }

  /** Returns how many queue pairs this rank opens on each device of its node. */
  public ImmutableMap<String, Integer> queuePairs() {
    return LinkChecks.queuePairs(this);
  }
}
