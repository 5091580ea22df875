package org.exojvm.placement.internal;

import com.google.common.math.LongMath;

/** Bounds on what a beginning can become, with the nodes of a block numbered by their worth. */
final class WorthSums {

  private final int[] byWorth;
  private final int required;
  private final int preferred;
  private final long[] free;
  private final boolean[] isPreferred;

  /** Sums of free memory over the nodes before a place. */
  private final long[] before;

  WorthSums(Block block) {
    ClusterGraph graph = block.graph();
    this.byWorth = block.byWorth();
    this.required = graph.request().requiredNodes().size();
    this.free = new long[byWorth.length];
    this.isPreferred = new boolean[byWorth.length];
    this.before = new long[byWorth.length + 1];
    int preferredHere = 0;
    for (int place = 0; place < byWorth.length; place++) {
      free[place] = graph.free(byWorth[place]);
      isPreferred[place] = graph.isPreferred(byWorth[place]);
      preferredHere += isPreferred[place] ? 1 : 0;
      before[place + 1] = LongMath.saturatedAdd(before[place], free[place]);
    }
    this.preferred = preferredHere;
  }

  /**
   * What a beginning can end with.
   *
   * @param most largest memory, bytes
   * @param least least memory, bytes
   * @param mostPreferred most preferred nodes
   */
  record Range(long most, long least, int mostPreferred) {}

  int required() {
    return required;
  }

  int preferred() {
    return preferred;
  }

  int preferred(int... places) {
    int count = 0;
    for (int place : places) {
      count += isPreferred[place] ? 1 : 0;
    }
    return count;
  }

  long free(int... places) {
    long total = 0;
    for (int place : places) {
      total = LongMath.saturatedAdd(total, free[place]);
    }
    return total;
  }

  int[] inCluster(int... places) {
    int[] numbers = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      numbers[i] = byWorth[places[i]];
    }
    return numbers;
  }

  boolean hasRequired(int... places) {
    int found = 0;
    for (int place : places) {
      found += place < required ? 1 : 0;
    }
    return found == required;
  }

  /**
   * Returns bounds for a path that goes on with nodes after its first one in worth.
   *
   * @param path places, of which the first {@code length} count; the very first is the root also
   *     when none counts
   * @param size nodes in the end
   */
  Range ofRings(int[] path, int length, int size) {
    long taken = 0;
    int takenRequired = 0;
    int takenPreferred = 0;
    long takenRequiredFree = 0;
    for (int i = 0; i < length; i++) {
      taken = LongMath.saturatedAdd(taken, free[path[i]]);
      takenPreferred += isPreferred[path[i]] ? 1 : 0;
      if (path[i] < required) {
        takenRequired++;
        takenRequiredFree += free[path[i]];
      }
    }
    int others = size - length - (required - takenRequired);
    if (others < 0) {
      return new Range(-1, Long.MAX_VALUE, 0);
    }
    long due = LongMath.saturatedAdd(taken, before[required] - takenRequiredFree);
    int from = Math.max(required, length == 0 ? path[0] : path[0] + 1);
    int to = Math.min(byWorth.length, from + others);
    int end = byWorth.length;
    return new Range(
        LongMath.saturatedAdd(due, before[to] - before[from]),
        LongMath.saturatedAdd(due, before[end] - before[Math.max(required, end - others)]),
        Math.min(preferred, takenPreferred + size - length));
  }
}
