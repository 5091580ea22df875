package org.exojvm.mlx.sidechannel;

import java.time.Duration;

/**
 * Everything the side channel waits for. JACCL itself has no time-outs here, so each of these ends
 * the group when it takes too long.
 */
public enum SideChannelWait {
  /**
   * The child dials its coordinator. It has been told to connect, so it comes as soon as it has
   * opened its devices.
   */
  CHILD_DIALS(Duration.ofSeconds(60), "see what the runner said last"),
  /** The child says its rank, right after it has dialled. */
  CHILD_ANNOUNCES(Duration.ofSeconds(10), "see what the runner said last"),
  /** A stream to the node of rank 0 opens. */
  STREAM_OPENS(Duration.ofSeconds(20), "look whether the node of rank 0 is connected"),
  /**
   * The child of rank 0 listens. It does so within moments of starting to connect, but the ranks do
   * not start together.
   */
  CHILD_LISTENS(Duration.ofSeconds(60), "look whether rank 0 connects too"),
  /** The next bytes of a round come from the child. */
  ROUND_FROM_CHILD(Duration.ofSeconds(60), "see what the runner said last"),
  /** The child takes the bytes of a round. */
  ROUND_TO_CHILD(Duration.ofSeconds(20), "see what the runner said last"),
  /** All ranks have contributed to a round. */
  ROUND_GATHERED(Duration.ofSeconds(60), "look for the rank that has not contributed"),
  /** The child opens its ends of the pipes. */
  PIPES_OPEN(Duration.ofSeconds(60), "use a build of MLX that reads MLX_JACCL_PIPE_IN"),
  /** The whole group is formed, from the moment the rank is told to connect. */
  GROUP_FORMS(Duration.ofMinutes(2), "look for the rank that does not connect");

  private final Duration limit;
  private final String hint;

  SideChannelWait(Duration limit, String hint) {
    this.limit = limit;
    this.hint = hint;
  }

  /** Returns how long this may take unless a host says otherwise. */
  public Duration defaultLimit() {
    return limit;
  }

  String hint() {
    return hint;
  }
}
