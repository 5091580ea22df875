package org.exojvm.core.node;

import java.util.concurrent.atomic.LongAdder;

/** The counters of one node, counted by all its threads. */
final class Counts {

  final LongAdder malformed = new LongAdder();
  final LongAdder forged = new LongAdder();
  final LongAdder dropped = new LongAdder();
  final LongAdder foreign = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder lostOutput = new LongAdder();
  final LongAdder incidents = new LongAdder();
  final LongAdder failedProbes = new LongAdder();
  final LongAdder failures = new LongAdder();
  final LongAdder accepted = new LongAdder();
  final LongAdder rejected = new LongAdder();
  final LongAdder undecided = new LongAdder();
  final LongAdder commandNanos = new LongAdder();

  /** A command of this node's host has been answered. */
  void answered(CommandResult result, long nanos) {
    commandNanos.add(nanos);
    switch (result) {
      case CommandResult.Accepted _ -> accepted.increment();
      case CommandResult.Rejected _ -> rejected.increment();
      case CommandResult.Undecided _ -> undecided.increment();
    }
  }

  NodeCounters snapshot() {
    return new NodeCounters(
        malformed.sum(),
        forged.sum(),
        dropped.sum(),
        foreign.sum(),
        refused.sum(),
        lostOutput.sum(),
        incidents.sum(),
        failedProbes.sum(),
        failures.sum(),
        accepted.sum(),
        rejected.sum(),
        undecided.sum(),
        commandNanos.sum());
  }
}
