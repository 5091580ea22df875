package org.exojvm.core.process;

import com.google.common.collect.ImmutableMap;
import org.exojvm.api.id.InstanceId;

/**
 * What {@link InstanceHealthManager} remembers. Ticks and not counters, so that a round asked for
 * twice at one tick counts once.
 *
 * @param brokenSinceTick for instances with a missing link, the first tick of the present streak
 * @param servingSinceTick for instances whose intent has failures to forget, the first tick of the
 *     present streak in which every runner serves
 */
public record InstanceHealthMemory(
    ImmutableMap<InstanceId, Long> brokenSinceTick,
    ImmutableMap<InstanceId, Long> servingSinceTick) {

  private static final InstanceHealthMemory EMPTY =
      new InstanceHealthMemory(ImmutableMap.of(), ImmutableMap.of());

  /** Returns the memory of a new mastership. */
  public static InstanceHealthMemory empty() {
    return EMPTY;
  }
}
