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
 * The disk of the master. What is committed outlives a crash. Of what was only appended a crash
 * leaves the first records, as many as it likes; the record that was being written is torn or
 * garbled, which its check sum shows, and is cut off with all behind it. How a real journal does
 * that byte by byte is tested with files; here only what comes of it matters.
 */
final class SimulatedDisk {

  private final MemoryEventLog.Disk durable = new MemoryEventLog.Disk();
  private final List<LogEntry> unsynced = new ArrayList<>();
  private @Nullable MemoryEventLog opened;
  private int fullFor;

  /** Opens the log of a mastership. */
  EventLog open() {
    unsynced.clear();
    try {
      MemoryEventLog log = MemoryEventLog.open(durable);
      opened = log;
      return new Log(log);
    } catch (JournalException impossible) {
      throw new IllegalStateException("A mastership has begun before the last ended.", impossible);
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

  /**
   * Ends the mastership whose log is open. What is kept goes behind the back of the log: neither
   * its being full nor anything in front of it has a say in what a disk holds after a crash.
   *
   * @param kept events of those not committed that are on the disk all the same
   */
  void powerOff(EventLog log, int kept) {
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
    public void resetTo(State state) {
      unsynced.clear();
      log.resetTo(state);
    }

    @Override
    public void close() {
      log.close();
    }
  }
}
