package org.exojvm.core.simulation;

import java.util.ArrayDeque;
import java.util.Iterator;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.election.SessionStart;
import org.exojvm.core.master.CommandAnswer;
import org.exojvm.core.state.State;

/**
 * Answers of a master that wait until another node has their events on its disk, a second at most;
 * without one they are safe against a crash only, and say so.
 */
final class Confirmations {

  private static final long PATIENCE_MILLIS = 1_000;

  private record Waiting(NodeId origin, CommandAnswer answer, long idx) {}

  private final SimulatedCluster cluster;
  private final Machine machine;
  private final SimulatedNode node;
  private final SessionId session;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

  Confirmations(SimulatedCluster cluster, Machine machine, SimulatedNode node, SessionId session) {
    this.cluster = cluster;
    this.machine = machine;
    this.node = node;
    this.session = session;
  }

  /** Gives an answer once the events up to an index are on a second disk, or after a second. */
  void answer(NodeId origin, CommandAnswer answer, long idx) {
    Waiting next = new Waiting(origin, answer, idx);
    for (Machine other : cluster.machines()) {
      if (hasOnDisk(other, idx)) {
        give(next, true);
        return;
      }
    }
    waiting.add(next);
    cluster
        .clock()
        .after(
            PATIENCE_MILLIS,
            () ->
                machine.whenRunning(
                    () -> {
                      if (waiting.remove(next)) {
                        give(next, false);
                      }
                    }));
  }

  /** Another node has written to its disk. */
  void written(Machine other) {
    Iterator<Waiting> each = waiting.iterator();
    while (each.hasNext()) {
      Waiting next = each.next();
      if (hasOnDisk(other, next.idx())) {
        each.remove();
        give(next, true);
      }
    }
  }

  private boolean hasOnDisk(Machine other, long idx) {
    SimulatedNode follower = other.node();
    return other != machine
        && follower != null
        && cluster.connections().reach(machine.index, other.index)
        && session.equals(follower.election().session())
        && follower.journal().durableIdx() >= idx
        && isOfThisSession(follower.logState());
  }

  private boolean isOfThisSession(State log) {
    SessionStart last = log.sessions().isEmpty() ? null : log.sessions().getLast();
    return last != null && last.session().equals(session);
  }

  private void give(Waiting next, boolean isReplicated) {
    if (node.isAlive()) {
      cluster.sendTo(
          machine,
          next.origin(),
          new Message.Answer(new ClientAnswer(next.answer(), isReplicated)));
    }
  }
}
