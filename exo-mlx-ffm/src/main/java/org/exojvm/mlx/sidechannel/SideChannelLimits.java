package org.exojvm.mlx.sidechannel;

import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.exojvm.mlx.group.JacclLimits;

/**
 * The bounds of a side channel.
 *
 * @param waits how long each wait may take
 * @param dialPause how long to wait before dialling rank 0 again. Shorter costs a system call more;
 *     longer delays every group by as much
 */
public record SideChannelLimits(ImmutableMap<SideChannelWait, Duration> waits, Duration dialPause) {

  /** Most ranks of a group. */
  public static final int RANKS_MAX = JacclLimits.MESH_RANKS_MAX;

  /**
   * Most bytes a tunnel carries in one direction. The greatest group, a mesh of eight, sends 2,144;
   * the rest is room for records of later versions.
   */
  public static final int TUNNEL_BYTES_MAX = 64 << 10;

  /** Most bytes of one rank in one round. A record has 32 bytes; there are at most eight. */
  public static final int ROUND_BYTES_MAX = 4 << 10;

  /** Most rounds through pipes; the longest exchange of JACCL has six. */
  public static final int PIPE_ROUNDS_MAX = 64;

  /** Most attempts to dial rank 0, should the clock stand still. */
  public static final int DIALS_MAX = 10_000;

  /** Returns the bounds for real groups. */
  public static SideChannelLimits defaults() {
    ImmutableMap.Builder<SideChannelWait, Duration> waits = ImmutableMap.builder();
    for (SideChannelWait wait : SideChannelWait.values()) {
      waits.put(wait, wait.defaultLimit());
    }
    return new SideChannelLimits(waits.buildOrThrow(), Duration.ofMillis(50));
  }

  /** Returns the same bounds with one wait changed. */
  public SideChannelLimits with(SideChannelWait wait, Duration limit) {
    ImmutableMap.Builder<SideChannelWait, Duration> changed = ImmutableMap.builder();
    for (Map.Entry<SideChannelWait, Duration> entry : waits.entrySet()) {
      changed.put(entry.getKey(), entry.getKey() == wait ? limit : entry.getValue());
    }
    return new SideChannelLimits(changed.buildOrThrow(), dialPause);
  }

  /** Returns how long a wait may take. */
  public Duration of(SideChannelWait wait) {
    return Objects.requireNonNull(waits.get(wait), wait.name());
  }
}
