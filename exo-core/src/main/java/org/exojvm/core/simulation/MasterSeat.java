package org.exojvm.core.simulation;

import org.exojvm.api.id.NodeId;
import org.exojvm.core.command.ForwarderCommand;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.journal.EventLog;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/**
 * The place of the master, which is always on the first machine: one mastership after the other,
 * each with a session of its own, on one disk.
 */
final class MasterSeat {

  /** The node that is the master. */
  static final NodeId MASTER = NodeId.of("n0");

  private static final long TICK_MILLIS = 1_000;

  private final SimulatedCluster cluster;
  private final SimulatedDisk disk = new SimulatedDisk();
  private final Dice dice;
  private long sessions;
  private @Nullable SimulatedMaster current;
  private @Nullable Runnable inNextCommit;
  private State lastState = State.empty();

  MasterSeat(SimulatedCluster cluster) {
    this.cluster = cluster;
    this.dice = cluster.dice().split("master");
    cluster.clock().every(TICK_MILLIS, TICK_MILLIS, SimulationClock.MASTER_LANE, this::tick);
  }

  /** A node has been started on the machine: it goes on from what its disk holds. */
  void open() {
    EventLog log = cluster.seams().log(disk.open());
    cluster.laws().recovered(log);
    SimulatedMaster next =
        new SimulatedMaster(cluster, cluster.at(0), new SessionId(MASTER, sessions++), log, dice);
    current = next;
    next.open();
  }

  /** The power of the machine is gone; some of what was not committed is on the disk. */
  void powerOff() {
    powerOff(dice.below(disk.unsynced() + 1));
  }

  /** Likewise, with this much of it on the disk. */
  void powerOff(int kept) {
    SimulatedMaster ended = current;
    current = null;
    if (ended != null) {
      ended.end();
      lastState = ended.state();
      disk.powerOff(ended.log(), kept);
    }
  }

  /** Lets something happen when the events of the next commit are written and not yet durable. */
  void inNextCommit(Runnable accident) {
    inNextCommit = accident;
  }

  /** The log is about to be committed. */
  void aboutToCommit() {
    Runnable accident = inNextCommit;
    inNextCommit = null;
    if (accident != null) {
      accident.run();
    }
  }

  SimulatedDisk disk() {
    return disk;
  }

  /** Returns the mastership that decides, null while there is none. */
  @Nullable SimulatedMaster deciding() {
    return current == null || current.isOver() ? null : current;
  }

  /** Returns whether the machine is on and its master has given up. */
  boolean hasFailed() {
    return current != null && current.isOver();
  }

  /** Returns the state of the latest mastership after the last event that was told. */
  State state() {
    return current == null ? lastState : current.state();
  }

  void receive(ForwarderEvent event) {
    SimulatedMaster master = deciding();
    if (master != null) {
      master.receive(event);
    }
  }

  void receive(ForwarderCommand command) {
    SimulatedMaster master = deciding();
    if (master != null) {
      master.receive(command);
    }
  }

  /** A node asks which session to follow. */
  void asked(int machine) {
    SimulatedMaster master = deciding();
    if (master != null) {
      cluster.network().send(0, machine, new Message.Session(master.announcement()));
    }
  }

  private void tick() {
    SimulatedMaster master = deciding();
    if (master != null) {
      master.tick();
    }
  }
}
