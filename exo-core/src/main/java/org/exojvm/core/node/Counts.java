package org.exojvm.core.node;

import java.util.concurrent.atomic.LongAdder;

/** The counters of one node, counted by all its threads. */
final class Counts {

  final LongAdder malformed = new LongAdder();
  final LongAdder forged = new LongAdder();
  final LongAdder dropped = new LongAdder();
  final LongAdder foreign = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder incidents = new LongAdder();
  final LongAdder failedProbes = new LongAdder();
  final LongAdder failures = new LongAdder();

  NodeCounters snapshot() {
    return new NodeCounters(
        malformed.sum(),
        forged.sum(),
        dropped.sum(),
        foreign.sum(),
        refused.sum(),
        incidents.sum(),
        failedProbes.sum(),
        failures.sum());
  }
}
