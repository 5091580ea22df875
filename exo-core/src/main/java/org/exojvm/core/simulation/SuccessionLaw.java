package org.exojvm.core.simulation;

import org.jspecify.annotations.Nullable;

/**
 * S2, at once: no node becomes master behind the log of another that takes part in the election, so
 * that what was acknowledged and on the disk of that other is in the State of the next master.
 */
final class SuccessionLaw {

  /** Everybody must have heard everybody for so long, or nothing can be said of an election. */
  private static final long UNDISTURBED_MILLIS = 1_000;

  /** What was said for longer than a message takes has been heard. */
  private static final long SAID_MILLIS = 10;

  private final SimulatedCluster cluster;

  SuccessionLaw(SimulatedCluster cluster) {
    this.cluster = cluster;
  }

  /** A machine leads from now on, behind what its log holds. */
  void opened(Machine machine, Chapter opened) {
    if (!cluster.network().isFair(UNDISTURBED_MILLIS) || goesOn(opened.before)) {
      return;
    }
    for (Machine other : cluster.machines()) {
      SimulatedNode node = other.node();
      if (other != machine
          && node != null
          && tookPart(machine, other, node.election())
          && goesOnBehind(node, opened)) {
        throw new BrokenRuleException(
            "S2",
            "Machine %d leads from event %d on, and %s, whose log goes on to %d, took part in the election."
                .formatted(
                    machine.index,
                    opened.firstIdx,
                    node.id(),
                    node.logState().lastEventAppliedIdx()));
      }
    }
  }

  /** The last master, which a clone of it was taken for, may still tell more to some. */
  private boolean goesOn(@Nullable Chapter before) {
    return before != null
        && cluster.masters().stream().anyMatch(other -> other.session().equals(before.session));
  }

  private boolean tookPart(Machine machine, Machine other, Candidate candidate) {
    long now = cluster.clock().nowMillis();
    long since = now - UNDISTURBED_MILLIS;
    return campaigns(candidate, now)
        && other.undisturbedSince() < since
        && machine.undisturbedSince() < since
        && cluster.connections().reachSince(machine.index, other.index) < since;
  }

  /** One that begins to lead at the same moment has campaigned until now. */
  private static boolean campaigns(Candidate other, long now) {
    return switch (other.stage()) {
      case CAMPAIGNING -> other.stageMillis() < now - SAID_MILLIS;
      case LEADING -> other.stageMillis() == now;
      case SEEKING, FOLLOWING -> false;
    };
  }

  /** Whether the log of the new master is the beginning of that of a node, and ends before it. */
  private boolean goesOnBehind(SimulatedNode node, Chapter opened) {
    Chapter end = cluster.laws().chapters().of(node.logState());
    long lastIdx = node.logState().lastEventAppliedIdx();
    if (end != null && node.master() != null) {
      lastIdx = end.firstIdx - 1; // what it has written since it leads was not there before
      end = end.before;
    }
    return end != null
        && lastIdx >= opened.firstIdx
        && (opened.before == null || end.has(opened.before, opened.firstIdx - 1));
  }
}
