package org.exojvm.core.journal;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.exojvm.core.state.EventApplier;
import org.exojvm.core.state.State;

/**
 * A log in memory. What survives is kept in a {@link Disk}, which outlives the log as a disk
 * outlives a process: a simulation opens it again after a crash.
 */
public final class MemoryEventLog implements EventLog {

  /** What survives the end of a process. */
  public static final class Disk {
    private State snapshot = State.empty();

    /**
     * The snapshot and the events behind it as far as they were applied when it was last opened.
     */
    private State replayed = snapshot;

    private final List<LogEntry> committed = new ArrayList<>();
    private boolean inUse;

    /** Creates an empty disk. */
    public Disk() {}

    /** Returns another disk that holds what is committed here now. */
    public Disk copy() {
      Disk copy = new Disk();
      copy.snapshot = snapshot;
      copy.replayed = replayed;
      copy.committed.addAll(committed);
      return copy;
    }

    private long firstIdx() {
      return committed.isEmpty() ? snapshot.lastEventAppliedIdx() + 1 : committed.getFirst().idx();
    }

    private long nextIdx() {
      return committed.isEmpty()
          ? snapshot.lastEventAppliedIdx() + 1
          : committed.getLast().idx() + 1;
    }

    /**
     * Applies what was not yet. Records in memory do not change, so going on from the last time
     * gives what replaying all of them behind the snapshot gives.
     */
    private State replay() {
      long applied = replayed.lastEventAppliedIdx() + 1 - firstIdx();
      for (LogEntry entry : committed.subList((int) applied, committed.size())) {
        replayed = EventApplier.apply(replayed, entry.event());
      }
      return replayed;
    }

    private void startFrom(State state) {
      snapshot = state;
      replayed = state;
    }
  }

  private final Disk disk;
  private final Recovery recovery;
  private final List<LogEntry> appended = new ArrayList<>();

  private MemoryEventLog(Disk disk, Recovery recovery) {
    this.disk = disk;
    this.recovery = recovery;
  }

  /**
   * Opens what a disk holds.
   *
   * @throws JournalException when another log has it open
   */
  public static MemoryEventLog open(Disk disk) throws JournalException {
    if (disk.inUse) {
      throw new JournalException("The disk is in use. Maybe close the other log first.");
    }
    disk.inUse = true;
    State state = disk.replay();
    long snapshotIdx = disk.snapshot.lastEventAppliedIdx();
    long behind = state.lastEventAppliedIdx() - snapshotIdx;
    return new MemoryEventLog(disk, new Recovery(state, snapshotIdx, behind, ImmutableList.of()));
  }

  @Override
  public Recovery recovery() {
    return recovery;
  }

  @Override
  public long nextIdx() {
    return disk.nextIdx() + appended.size();
  }

  @Override
  public long firstIdx() {
    return disk.firstIdx();
  }

  @Override
  public long committedIdx() {
    return disk.nextIdx();
  }

  @Override
  public void append(List<LogEntry> entries) {
    LogIndices.requireContiguous(nextIdx(), entries);
    appended.addAll(entries);
  }

  @Override
  public long commit() {
    disk.committed.addAll(appended);
    appended.clear();
    return disk.nextIdx();
  }

  @Override
  public ImmutableList<LogEntry> read(long fromIdx, int max) {
    if (fromIdx < firstIdx() || fromIdx >= committedIdx() || max < 1) {
      return ImmutableList.of();
    }
    int from = (int) (fromIdx - firstIdx());
    int to = (int) Math.min(disk.committed.size(), (long) from + max);
    return ImmutableList.copyOf(disk.committed.subList(from, to));
  }

  @Override
  public void snapshot(State state) {
    LogIndices.requireCommitted(committedIdx(), state);
    // Events before the last snapshot but one go, as they do on a real disk.
    disk.committed.removeIf(entry -> entry.idx() <= disk.snapshot.lastEventAppliedIdx());
    disk.startFrom(state);
  }

  @Override
  public void resetTo(State state) {
    appended.clear();
    disk.committed.clear();
    disk.startFrom(state);
  }

  @Override
  public void close() {
    disk.inUse = false;
  }
}
