package org.exojvm.core.simulation;

import org.exojvm.api.id.NodeId;
import org.exojvm.core.election.ElectionInput;
import org.jspecify.annotations.Nullable;

/**
 * What nodes find out about the connections to each other. A process that ends closes them, and who
 * can reach its machine at that moment knows a second later that nobody takes a new one. A
 * partition is silence: it is noticed when pings have not been answered for 15 s, and a while after
 * it has healed the connections are back.
 */
final class Connections {

  private static final long REFUSED_MILLIS = 1_000;
  private static final long SILENCE_MILLIS = 15_000;
  private static final long LONGEST_DIAL_MILLIS = 3;
  private static final long REDIAL_MILLIS = 1_000;

  private final SimulatedCluster cluster;
  private final Dice dice;
  private final int machines;

  /** Whom the process on one machine believes to reach on another; null for nobody. */
  private final @Nullable NodeId[] known;

  private final boolean[] apart;
  private final long[] changes;
  private final long[] changedMillis;

  Connections(SimulatedCluster cluster) {
    this.cluster = cluster;
    this.dice = cluster.dice().split("connections");
    this.machines = cluster.machines().size();
    this.known = new NodeId[machines * machines];
    this.apart = new boolean[machines * machines];
    this.changes = new long[machines * machines];
    this.changedMillis = new long[machines * machines];
  }

  /** Returns whether messages pass in both directions. */
  boolean reach(int a, int b) {
    return a == b || !(cluster.network().isCut(a, b) || cluster.network().isCut(b, a));
  }

  /** Returns since when messages have passed in both directions; never while they do not. */
  long reachSince(int a, int b) {
    return reach(a, b) ? changedMillis[Math.min(a, b) * machines + Math.max(a, b)] : Long.MAX_VALUE;
  }

  /** The ways between two machines may be open or cut now. */
  void waysChanged(int a, int b) {
    int pair = Math.min(a, b) * machines + Math.max(a, b);
    boolean apartNow = !reach(a, b);
    if (apart[pair] == apartNow) {
      return;
    }
    apart[pair] = apartNow;
    changedMillis[pair] = cluster.clock().nowMillis();
    long change = ++changes[pair];
    long millis = apartNow ? SILENCE_MILLIS : REDIAL_MILLIS + dice.between(0, REDIAL_MILLIS);
    cluster
        .clock()
        .after(
            millis,
            () -> {
              if (changes[pair] == change) {
                noticed(apartNow, a, b);
                noticed(apartNow, b, a);
              }
            });
  }

  private void noticed(boolean isApart, int at, int to) {
    if (isApart) {
      forget(at, to, false);
    } else {
      meet(at, to, false);
    }
  }

  /** A process has begun. */
  void started(Machine machine) {
    int lives = machine.lives();
    for (Machine other : cluster.machines()) {
      known[machine.index * machines + other.index] = null;
      if (other != machine && other.isPowered() && reach(machine.index, other.index)) {
        cluster
            .clock()
            .after(
                dice.between(1, LONGEST_DIAL_MILLIS),
                () -> {
                  if (machine.lives() == lives && reach(machine.index, other.index)) {
                    meet(machine.index, other.index, true);
                    meet(other.index, machine.index, true);
                  }
                });
      }
    }
  }

  /** A process has ended. */
  void ended(Machine machine, NodeId id) {
    for (Machine other : cluster.machines()) {
      int at = other.index;
      int to = machine.index;
      if (at != to && id.equals(known[at * machines + to]) && reach(at, to)) {
        cluster
            .clock()
            .after(
                REFUSED_MILLIS,
                () -> {
                  SimulatedNode now = machine.node();
                  if (id.equals(known[at * machines + to])
                      && (now == null || !now.id().equals(id))) {
                    forget(at, to, true);
                  }
                });
      }
    }
  }

  /** Somebody answers on a machine, or refuses to. */
  private void meet(int at, int to, boolean isNew) {
    SimulatedNode peer = cluster.at(to).node();
    NodeId before = known[at * machines + to];
    if (before != null && (peer == null || !peer.id().equals(before))) {
      forget(at, to, true);
    }
    SimulatedNode node = cluster.at(at).node();
    if (node != null && peer != null) {
      known[at * machines + to] = peer.id();
      if (isNew || !peer.id().equals(before)) {
        node.election().take(new ElectionInput.PeerConnected(peer.id()));
      }
    }
  }

  private void forget(int at, int to, boolean isDead) {
    NodeId peer = known[at * machines + to];
    known[at * machines + to] = null;
    SimulatedNode node = cluster.at(at).node();
    if (peer == null || node == null || knowsElsewhere(at, peer)) {
      return;
    }
    if (isDead) {
      node.gone(peer);
    } else {
      node.election().take(new ElectionInput.PeerLost(peer));
    }
  }

  /** A clone answers under the same id. */
  private boolean knowsElsewhere(int at, NodeId peer) {
    for (int to = 0; to < machines; to++) {
      if (peer.equals(known[at * machines + to])) {
        return true;
      }
    }
    return false;
  }
}
