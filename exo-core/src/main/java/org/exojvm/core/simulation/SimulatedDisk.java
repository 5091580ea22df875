package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.exojvm.core.journal.EventLog;
import org.exojvm.core.journal.JournalException;
import org.exojvm.core.journal.LogEntry;
import org.exojvm.core.journal.MemoryEventLog;
import org.exojvm.core.journal.Recovery;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/**
 * The disk of a machine, with the log of its node. What is committed outlives a crash. Of what was
 * only appended a crash leaves the first records, as many as it likes; the record that was being
 * written is torn or garbled, which its check sum shows, and is cut off with all behind it. How a
 * real journal does that byte by byte is tested with files; here only what comes of it matters.
 */
final class SimulatedDisk {

  private final MemoryEventLog.Disk durable;
  private final List<LogEntry> unsynced = new ArrayList<>();
  private @Nullable MemoryEventLog opened;
  private long promisedIdx = -1;
  private State atEnd = State.empty();
  private int fullFor;

  /** Creates an empty disk. */
  SimulatedDisk() {
    this(new MemoryEventLog.Disk());
  }

  private SimulatedDisk(MemoryEventLog.Disk durable) {
    this.durable = durable;
  }

  /** Returns a disk that holds what is committed on this one. */
  SimulatedDisk copy() {
    SimulatedDisk copy = new SimulatedDisk(durable.copy());
    copy.promisedIdx = committed().lastEventAppliedIdx();
    return copy;
  }

  /** Returns the state that is committed, whoever has the log open. */
  State committed() {
    try {
      return MemoryEventLog.open(durable.copy()).recovery().state();
    } catch (JournalException impossible) {
      throw new IllegalStateException("A copy is in use by nobody.", impossible);
    }
  }

  /** Opens the log of a process. */
  EventLog open() {
    unsynced.clear();
    try {
      MemoryEventLog log = MemoryEventLog.open(durable);
      opened = log;
      return new Log(log);
    } catch (JournalException impossible) {
      throw new IllegalStateException("A process has begun before the last ended.", impossible);
    }
  }

  /** Begins or ends, with -1, a time in which nothing can be written. */
  void changeFull(int by) {
    fullFor += by;
  }

  boolean isFull() {
    return fullFor > 0;
  }

  /** Returns the number of events that a crash may take back. */
  int unsynced() {
    return unsynced.size();
  }

  /** Returns the index of the last event that the last process knew to be durable. */
  long promisedIdx() {
    return promisedIdx;
  }

  /** Returns the state at the end of the log as the last process saw it, durable or not. */
  State atEnd() {
    return atEnd;
  }

  /**
   * Ends the process whose log is open. What is kept goes behind the back of the log: neither its
   * being full nor anything in front of it has a say in what a disk holds after a crash.
   *
   * @param end state at the end of the log, as the process saw it
   * @param durableIdx index of the last event that the process knew to be durable
   * @param kept events of those not committed that are on the disk all the same
   */
  void powerOff(EventLog log, State end, long durableIdx, int kept) {
    promisedIdx = durableIdx;
    atEnd = end;
    MemoryEventLog written = opened;
    if (written != null) {
      written.append(unsynced.subList(0, kept));
      written.commit();
    }
    unsynced.clear();
    try {
      log.close();
    } catch (JournalException impossible) {
      throw new IllegalStateException("A log in memory has failed.", impossible);
    }
  }

  /** Once a call has failed, all further ones do, as the contract has it. */
  private final class Log implements EventLog {

    private final MemoryEventLog log;
    private boolean failed;

    Log(MemoryEventLog log) {
      this.log = log;
    }

    @Override
    public Recovery recovery() {
      return log.recovery();
    }

    @Override
    public long nextIdx() {
      return log.nextIdx() + unsynced.size();
    }

    @Override
    public long firstIdx() {
      return log.firstIdx();
    }

    @Override
    public long committedIdx() {
      return log.committedIdx();
    }

    @Override
    public void append(List<LogEntry> entries) throws JournalException {
      requireSpace();
      unsynced.addAll(entries);
    }

    @Override
    public long commit() throws JournalException {
      requireSpace();
      log.append(unsynced);
      unsynced.clear();
      return log.commit();
    }

    private void requireSpace() throws JournalException {
      failed |= isFull();
      if (failed) {
        throw new JournalException(
            "No space is left on the simulated disk. Wait until it is free.");
      }
    }

    @Override
    public ImmutableList<LogEntry> read(long fromIdx, int max) {
      return log.read(fromIdx, max);
    }

    @Override
    public void snapshot(State state) {
      log.snapshot(state);
    }

    @Override
    public void resetTo(State state) throws JournalException {
      requireSpace();
      unsynced.clear();
      log.resetTo(state);
    }

    @Override
    public void close() {
      log.close();
    }
  }
}
