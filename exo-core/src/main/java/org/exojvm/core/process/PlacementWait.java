package org.exojvm.core.process;

import org.exojvm.api.instance.PlacementDeferral;

/**
 * An intent that waits for its next place.
 *
 * @param deferral what it waits for; another one starts the wait anew
 * @param sinceTick tick at which this master first saw it
 */
public record PlacementWait(PlacementDeferral deferral, long sinceTick) {

  boolean isOver(long tick) {
    return tick - sinceTick >= deferral.delayTicks();
  }
}
