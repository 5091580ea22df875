package org.exojvm.core.process;

import com.google.common.collect.ImmutableMap;
import org.exojvm.api.id.RunnerId;

/**
 * What {@link CleanerManager} remembers.
 *
 * @param strangerSinceTick for runners that report although they belong to no instance and are
 *     bound to no node, the tick at which they were first seen
 */
public record CleanerMemory(ImmutableMap<RunnerId, Long> strangerSinceTick) {

  private static final CleanerMemory EMPTY = new CleanerMemory(ImmutableMap.of());

  /** Returns the memory of a new mastership. */
  public static CleanerMemory empty() {
    return EMPTY;
  }
}
