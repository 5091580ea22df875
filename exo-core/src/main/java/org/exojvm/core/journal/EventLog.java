package org.exojvm.core.journal;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.exojvm.core.state.State;

/**
 * The log of a master: the seam behind which events become durable.
 *
 * <p>Contract:
 *
 * <ul>
 *   <li><b>Thread.</b> One thread at a time. Calls may block on a disk or a network.
 *   <li><b>Order.</b> Indices are contiguous. {@link #append} takes the index that {@link #nextIdx}
 *       tells, and no other.
 *   <li><b>Durability.</b> What {@link #commit} has returned for survives the end of the process
 *       and of the machine, and is there when the log is opened again. What was appended and not
 *       committed may or may not be there, but never in part and never with a gap before it.
 *   <li><b>Errors.</b> After a {@link JournalException} of {@code append} or {@code commit} the log
 *       takes nothing more: all further calls of the two throw, so that nothing is acknowledged
 *       that may be lost. Open it again when the cause is gone. {@code read} goes on working.
 *   <li><b>Life cycle.</b> Opened by its implementation, ended by {@link #close}, which commits
 *       nothing.
 * </ul>
 */
public interface EventLog extends AutoCloseable {

  /** Returns what was found when the log was opened. */
  Recovery recovery();

  /** Returns the index that the next event has. */
  long nextIdx();

  /** Returns the oldest index that can still be read; {@link #nextIdx} when there is none. */
  long firstIdx();

  /** Returns the index after the last one that is committed. */
  long committedIdx();

  /**
   * Takes events in, to be committed later.
   *
   * @param entries events with contiguous indices from {@link #nextIdx} on
   * @throws JournalException when they cannot be taken
   * @throws IllegalArgumentException when the indices are others
   */
  void append(List<LogEntry> entries) throws JournalException;

  /**
   * Makes everything appended so far durable.
   *
   * @return {@link #committedIdx}
   * @throws JournalException when that fails
   */
  long commit() throws JournalException;

  /**
   * Returns committed events, oldest first.
   *
   * @param fromIdx first index wanted
   * @param max most events to return; an implementation may return fewer, but at least one when
   *     there is one
   * @return the events; empty when {@code fromIdx} is below {@link #firstIdx} or not committed yet
   * @throws JournalException when they cannot be read
   */
  ImmutableList<LogEntry> read(long fromIdx, int max) throws JournalException;

  /**
   * Keeps a state, so that opening the log need not replay the events before it; old events may go.
   *
   * @param state a state after an event that is committed
   * @throws JournalException when it cannot be kept; the log goes on without it
   * @throws IllegalArgumentException when its last event is not committed
   */
  void snapshot(State state) throws JournalException;

  /**
   * Replaces everything by a state that another node sent: a follower that is far behind starts
   * from there. The next index is the one after its last event.
   *
   * @throws JournalException when that fails; the log then takes nothing more
   */
  void resetTo(State state) throws JournalException;

  @Override
  void close() throws JournalException;
}
