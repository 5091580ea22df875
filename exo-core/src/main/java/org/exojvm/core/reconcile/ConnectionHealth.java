package org.exojvm.core.reconcile;

/** Whether the nodes of an instance can still reach each other the way it was placed. */
public sealed interface ConnectionHealth {

  /** Returns whether nothing is missing. */
  default boolean isHealthy() {
    return this instanceof Healthy;
  }

  /** Every node and every link the instance uses is there. */
  record Healthy() implements ConnectionHealth {}

  /**
   * A node or a link is missing. The first one found is named; there may be more.
   *
   * @param nodeLeft whether a whole node is gone; such a loss does not flap and is acted on at once
   *     (D19)
   * @param reason what is missing, with ids, for people
   */
  record Unhealthy(boolean nodeLeft, String reason) implements ConnectionHealth {}
}
