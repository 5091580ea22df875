package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.journal.EventLog;
import org.exojvm.core.journal.JournalException;
import org.exojvm.core.journal.LogEntry;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/**
 * The log of one process, whoever writes it: a copy of what its master tells, or, while it leads,
 * its own decisions. When it fails, the node can be master no more.
 */
final class NodeJournal {

  /**
   * Events between two snapshots. Few enough that a log often does not go back to what somebody
   * asks for, many enough that it mostly does after an absence of minutes.
   */
  private static final long EVENTS_PER_SNAPSHOT = 4_000;

  /**
   * A follower owes nobody measurements on its disk; more than this it does not leave unwritten.
   */
  private static final int MAX_UNWRITTEN = 256;

  private static final long LONGEST_COMMIT_MILLIS = 3;

  private final SimulatedCluster cluster;
  private final Machine machine;
  private final SimulatedNode node;
  private final SimulatedDisk disk;
  private final EventLog log;
  private final State recovered;
  private @Nullable Runnable inNextCommit;
  private State kept;
  private long durableIdx;
  private boolean commitDue;
  private boolean failed;

  /** Opens what the disk of a machine holds. */
  NodeJournal(SimulatedCluster cluster, Machine machine, SimulatedNode node) {
    this.cluster = cluster;
    this.machine = machine;
    this.node = node;
    this.disk = machine.disk();
    this.log = cluster.seams().log(disk.open());
    this.recovered = log.recovery().state();
    this.kept = recovered;
    this.durableIdx = recovered.lastEventAppliedIdx();
    cluster.laws().recovered(this, disk);
  }

  EventLog log() {
    return log;
  }

  /** Returns the state that was on the disk at the start of the process. */
  State recovered() {
    return recovered;
  }

  /** Returns whether it takes nothing more. */
  boolean hasFailed() {
    return failed;
  }

  /** Returns the index of the last event that a crash cannot take back. */
  long durableIdx() {
    return durableIdx;
  }

  /** Returns the number of events that a crash may take back. */
  int unsynced() {
    return disk.unsynced();
  }

  /** Lets something happen when the events of the next commit are written and not yet durable. */
  void inNextCommit(Runnable accident) {
    inNextCommit = accident;
  }

  /** Takes in what the master has told; it is made durable soon. */
  void follow(ImmutableList<IndexedEvent> events) {
    if (failed) {
      return;
    }
    ImmutableList.Builder<LogEntry> entries = ImmutableList.builder();
    boolean waitedFor = false;
    for (IndexedEvent event : events) {
      entries.add(stamped(event));
      waitedFor |= !(event.event() instanceof NodeGatheredInfo);
    }
    if (append(entries.build()) && (waitedFor || unsynced() > MAX_UNWRITTEN) && !commitDue) {
      commitDue = true;
      cluster
          .clock()
          .after(
              cluster.diskDice().between(1, LONGEST_COMMIT_MILLIS),
              () -> machine.whenRunning(this::commitCopies));
    }
  }

  private void commitCopies() {
    commitDue = false;
    if (node.isAlive() && node.master() == null && commit()) {
      keepSnapshotWhenDue(node.logState());
      cluster.confirm(machine);
    }
  }

  /** Starts anew from a state of the master. */
  void replace(State state) {
    if (failed) {
      return;
    }
    try {
      log.resetTo(state);
      kept = state;
      durableIdx = state.lastEventAppliedIdx();
    } catch (JournalException full) {
      fail(full);
    }
  }

  LogEntry stamped(IndexedEvent event) {
    return new LogEntry(event, cluster.clock().nowMillis() + machine.clockAheadMillis);
  }

  /** Takes events in; returns whether it could. */
  boolean append(List<LogEntry> entries) {
    try {
      if (!failed && !entries.isEmpty()) {
        log.append(entries);
      }
    } catch (JournalException full) {
      fail(full);
    }
    return !failed;
  }

  /** Makes durable what was taken in; returns whether it could, and the power is still there. */
  boolean commit() {
    Runnable accident = unsynced() == 0 ? null : inNextCommit;
    if (accident != null) {
      inNextCommit = null;
      accident.run();
    }
    if (failed || !node.isAlive()) {
      return false;
    }
    long toIdx = log.nextIdx() - 1;
    try {
      log.commit();
      durableIdx = toIdx;
    } catch (JournalException full) {
      fail(full);
    }
    return !failed;
  }

  private void fail(JournalException reason) {
    if (!failed) {
      failed = true;
      cluster.laws().note("the journal of %s has failed".formatted(node.id()));
      node.journalFailed(String.valueOf(reason.getMessage()));
    }
  }

  /** Keeps a state now and then; that of a master is compared with the journal first (S8). */
  void keepSnapshotWhenDue(State state) {
    if (state.lastEventAppliedIdx() == durableIdx
        && durableIdx - kept.lastEventAppliedIdx() >= EVENTS_PER_SNAPSHOT) {
      if (node.master() != null) {
        JournalLaw.replay(log, kept, state);
      }
      try {
        log.snapshot(state);
        kept = state;
      } catch (JournalException impossible) {
        throw new IllegalStateException("A log in memory has failed.", impossible);
      }
    }
  }

  /** Replays what came behind the last snapshot, at the end of a run, and compares (S8). */
  void replay(State state) {
    if (!failed && commit()) {
      JournalLaw.replay(log, kept, state);
    }
  }

  /**
   * The power is gone; of what was not durable this much is on the disk.
   *
   * @param end state at the end of what was taken in, of no account when the journal has failed
   */
  void powerOff(State end, int keptEvents) {
    disk.powerOff(log, failed ? State.empty() : end, durableIdx, keptEvents);
  }
}
