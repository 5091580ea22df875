package org.exojvm.core.event;

import org.exojvm.api.check.Checks;
import org.exojvm.api.id.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * An event at its place in the log of the master.
 *
 * @param idx index in the log of the master, from 0
 * @param event the event
 * @param sourceNode node the event came from, null when the master made it (extension)
 */
public record IndexedEvent(long idx, Event event, @Nullable NodeId sourceNode) {
  /** Checks the shape. */
  public IndexedEvent {
    Checks.inRange(idx >= 0, "IndexedEvent.idx", idx, "at least 0");
  }
}
