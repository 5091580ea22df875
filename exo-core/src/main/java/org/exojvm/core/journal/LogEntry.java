package org.exojvm.core.journal;

import org.exojvm.core.event.IndexedEvent;

/**
 * An event as it is kept.
 *
 * @param event the event at its index
 * @param stampMillis when the master indexed it, milliseconds since 1970 by its own clock; for
 *     people who read a dump, never for decisions
 */
public record LogEntry(IndexedEvent event, long stampMillis) {

  /** Returns the index of the event. */
  public long idx() {
    return event.idx();
  }
}
