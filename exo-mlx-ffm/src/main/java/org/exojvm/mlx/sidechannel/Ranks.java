package org.exojvm.mlx.sidechannel;

import com.google.common.base.Preconditions;

/** Checks of what the own side says. */
final class Ranks {

  private Ranks() {}

  static void checkAboveZero(int rank) {
    Preconditions.checkArgument(
        rank > 0 && rank < SideChannelLimits.RANKS_MAX,
        "Rank %s is not among 1 to %s; rank 0 has an end of its own.",
        rank,
        SideChannelLimits.RANKS_MAX - 1);
  }

  static void checkSize(int size) {
    Preconditions.checkArgument(
        size >= 2 && size <= SideChannelLimits.RANKS_MAX,
        "A group of %s ranks is not one of 2 to %s.",
        size,
        SideChannelLimits.RANKS_MAX);
  }
}
