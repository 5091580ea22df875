package org.exojvm.core.reconcile;

import com.google.common.collect.ImmutableList;
import org.exojvm.core.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * What came of an attempt to place an instance for an intent.
 *
 * @param events facts to index: the instance, or the refusal if it differs from the one stored, or
 *     nothing
 * @param reason why there is no placement, null when there is one
 */
public record TryPlaceResult(ImmutableList<Event> events, @Nullable String reason) {

  /** Returns whether an instance was placed. */
  public boolean isPlaced() {
    return reason == null;
  }
}
