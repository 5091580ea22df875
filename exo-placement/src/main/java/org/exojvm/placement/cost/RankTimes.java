package org.exojvm.placement.cost;

/**
 * What one step of one rank takes.
 *
 * @param memorySeconds reading weights and cache
 * @param computeSeconds arithmetic beyond what hides behind reading
 */
record RankTimes(double memorySeconds, double computeSeconds) {

  double seconds() {
    return memorySeconds + computeSeconds;
  }
}
