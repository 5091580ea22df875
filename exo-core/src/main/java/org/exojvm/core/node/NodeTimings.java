package org.exojvm.core.node;

/**
 * How long a node waits for what. A host takes the defaults; tests take shorter ones.
 *
 * @param masterTickMillis time from the end of one reconciliation of the master to the next. The
 *     rules of the master count these ticks
 * @param stopRunnersMillis time that runners have to report their end when the node closes
 * @param endMillis time that the loop, and after it the threads beside it, have to end when the
 *     node closes; then they are left. Shorter: what was decided may not be durable on a slow disk.
 *     Longer: a disk that hangs keeps the host
 * @param redialMillis time that a peer which closed its connection has to come back before it
 *     counts as dead. Shorter: a connection that is merely renewed looks like a death. Longer: a
 *     cluster is longer without a master
 */
record NodeTimings(
    long masterTickMillis, long stopRunnersMillis, long endMillis, long redialMillis) {

  static final NodeTimings DEFAULT = new NodeTimings(1_000, 3_000, 10_000, 1_000);

  /** Creates timings with the default time to come back. */
  NodeTimings(long masterTickMillis, long stopRunnersMillis, long endMillis) {
    this(masterTickMillis, stopRunnersMillis, endMillis, DEFAULT.redialMillis());
  }
}
