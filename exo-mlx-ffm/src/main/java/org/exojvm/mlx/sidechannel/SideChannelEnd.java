package org.exojvm.mlx.sidechannel;

import java.time.Duration;

/**
 * Why a side channel ended. All but {@link Closed} end the group: its process must be killed, for
 * JACCL would wait for ever.
 */
public sealed interface SideChannelEnd {

  /** Returns the reason for people. */
  String text();

  /** The owner closed it, or the child ended after the group was formed. */
  record Closed() implements SideChannelEnd {
    @Override
    public String text() {
      return "The side channel was closed.";
    }
  }

  /**
   * A wait took too long.
   *
   * @param waitedFor what did not happen
   * @param rank the rank that was waited for
   * @param limit how long it was allowed to take
   */
  record TimedOut(SideChannelWait waitedFor, int rank, Duration limit) implements SideChannelEnd {
    @Override
    public String text() {
      return String.format(
          "Rank %d: %s took more than %d ms; %s.",
          rank, waitedFor.name(), limit.toMillis(), waitedFor.hint());
    }
  }

  /**
   * A process or a connection went away before the group was formed.
   *
   * @param rank whose
   * @param detail what was seen
   */
  record Gone(int rank, String detail) implements SideChannelEnd {
    @Override
    public String text() {
      return "Rank " + rank + " went away: " + detail + ". Look at the report of its runner.";
    }
  }

  /**
   * A rank said what it cannot mean.
   *
   * @param rank which
   * @param detail what it said
   */
  record Lied(int rank, String detail) implements SideChannelEnd {
    @Override
    public String text() {
      return "Rank "
          + rank
          + " broke the protocol: "
          + detail
          + ". Use the same version of MLX on all nodes.";
    }
  }

  /**
   * This side could not do its part.
   *
   * @param detail what the system said
   */
  record Failed(String detail) implements SideChannelEnd {
    @Override
    public String text() {
      return "The side channel failed: " + detail + ".";
    }
  }
}
