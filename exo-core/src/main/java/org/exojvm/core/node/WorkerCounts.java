package org.exojvm.core.node;

import org.exojvm.core.worker.WorkerCore;

/** Adds what one worker core counts to the counters of its node, which outlive it. */
final class WorkerCounts {

  private final WorkerCore core;
  private final Counts counts;
  private long foreign;
  private long refused;

  WorkerCounts(WorkerCore core, Counts counts) {
    this.core = core;
    this.counts = counts;
  }

  /** Counts what is new since the last time. */
  void update() {
    counts.foreign.add(core.foreignMessages() - foreign);
    counts.refused.add(core.refusedEvents() - refused);
    foreign = core.foreignMessages();
    refused = core.refusedEvents();
  }
}
