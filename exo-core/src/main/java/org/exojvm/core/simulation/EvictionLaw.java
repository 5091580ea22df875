package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableSet;
import java.util.EnumSet;
import java.util.Set;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.NodeEvent.NodeDisconnected;

/**
 * Nobody is given up who merely paused: where nothing worse strikes than pauses of up to 5 s, every
 * node stays.
 */
final class EvictionLaw {

  /** Faults after which every node is still there. */
  private static final Set<FaultKind> HARMLESS =
      EnumSet.of(FaultKind.PAUSE, FaultKind.CLOCK_JUMP, FaultKind.INTENT_EDIT);

  private final boolean applies;

  EvictionLaw(ImmutableSet<FaultKind> faults) {
    this.applies = HARMLESS.containsAll(faults);
  }

  void check(Event event) {
    if (applies && event instanceof NodeDisconnected(var _, var node)) {
      throw new BrokenRuleException(
          "S9", "Node %s was given up, and nothing worse than pauses struck.".formatted(node));
    }
  }
}
