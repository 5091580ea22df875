package org.exojvm.core.node;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.BiConsumer;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.journal.CommitListener;
import org.exojvm.core.journal.Damage;
import org.exojvm.core.journal.EventLog;
import org.exojvm.core.journal.GroupCommit;
import org.exojvm.core.journal.JournalException;
import org.exojvm.core.journal.LogEntry;
import org.exojvm.core.journal.Replays;
import org.exojvm.core.master.MasterOutput;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of a node, beside its loop: what it decides as a master, and what its master tells while
 * it follows. Events are committed in groups on a thread of the journal, missed ones are read and
 * snapshots kept on threads of the node. Called by the loop; {@link #failure} and {@link #backlog}
 * by any thread.
 */
final class NodeJournal implements CommitListener {

  private static final Logger LOG = LoggerFactory.getLogger(NodeJournal.class);

  /**
   * Events between two snapshots. Smaller: the state is written more often, up to 25 MB for 5,000
   * nodes. Larger: a start takes longer, about 0.1 s for every 10,000 events, and old events stay
   * longer on the disk.
   */
  static final long EVENTS_PER_SNAPSHOT = 20_000;

  /** Hears on the loop what became of events. */
  interface Listener {

    /** Everything before an index is durable. */
    void committed(long idx);

    /** The journal takes nothing more; see {@link NodeJournal#failure}. */
    void failed();
  }

  private final SharedEventLog log;
  private final GroupCommit commit;
  private final ExecutorService threads;
  private final Mailbox mailbox;
  private final Listener listener;
  private volatile long committedIdx;
  private volatile @Nullable String failure;
  private long lastSnapshotIdx;
  private @Nullable State nextSnapshot;
  private volatile long resetsAsked;

  /**
   * Begins to write behind what a log has recovered.
   *
   * @param threads where reading and keeping snapshots may block
   * @param listener called on the loop, through {@code mailbox}
   */
  NodeJournal(EventLog log, ExecutorService threads, Mailbox mailbox, Listener listener) {
    this.log = new SharedEventLog(log);
    this.threads = threads;
    this.mailbox = mailbox;
    this.listener = listener;
    this.committedIdx = log.committedIdx();
    this.lastSnapshotIdx = log.recovery().snapshotIdx();
    for (Damage damage : log.recovery().damage()) {
      LOG.warn("The journal was damaged: {}", damage);
    }
    this.commit = new GroupCommit(this.log, this);
  }

  State recovered() {
    return log.recovery().state();
  }

  /** Returns why nothing is decided any more, ending with a hint; null while all is well. */
  @Nullable String failure() {
    return failure;
  }

  LogEntry stamped(IndexedEvent event) {
    return new LogEntry(event, System.currentTimeMillis());
  }

  /** Hands events over; with {@code waitedFor} also those handed over before are hurried up. */
  void submit(List<LogEntry> entries, boolean waitedFor) {
    if (entries.isEmpty() && !waitedFor) {
      return;
    }
    try {
      commit.submit(entries, waitedFor);
    } catch (IllegalStateException ended) {
      LOG.debug("The journal has failed a moment ago; the news of it is on its way.", ended);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Reads events to be sent again and gives them to {@code take} on the loop; nothing when the log
   * does not go back that far.
   */
  void replay(
      MasterOutput.ReplayRequested asked,
      SessionId session,
      BiConsumer<MasterOutput.ReplayRequested, Optional<ImmutableList<ForwarderEvent>>> take) {
    threads.execute(
        () -> {
          Optional<ImmutableList<ForwarderEvent>> events = read(asked, session);
          mailbox.put(() -> take.accept(asked, events));
        });
  }

  private Optional<ImmutableList<ForwarderEvent>> read(
      MasterOutput.ReplayRequested asked, SessionId session) {
    try {
      return asked.sinceIdx() < log.firstIdx()
          ? Optional.empty()
          : Optional.of(Replays.read(log, session, asked.sinceIdx(), asked.count()));
    } catch (JournalException | RuntimeException e) { // whoever asked waits for an answer
      LOG.warn("Events from {} on cannot be sent again.", asked.sinceIdx(), e);
      return Optional.empty();
    }
  }

  /** Returns events that are durable, none when they are not there. May block on the disk. */
  ImmutableList<IndexedEvent> backlog(long fromIdx, int max) {
    try {
      return log.read(fromIdx, max).stream()
          .map(LogEntry::event)
          .collect(ImmutableList.toImmutableList());
    } catch (JournalException e) {
      LOG.warn("Events from {} on cannot be read.", fromIdx, e);
      return ImmutableList.of();
    }
  }

  /** The log goes on from a state that another node sent; what it held before is void. */
  void reset(State state) {
    if (failure != null) {
      return;
    }
    long resets = resetsAsked;
    try {
      lastSnapshotIdx = state.lastEventAppliedIdx();
      nextSnapshot = null;
      resetsAsked = resets + 1;
      commit.reset(state);
    } catch (IllegalStateException ended) {
      LOG.debug("The journal has failed a moment ago; the news of it is on its way.", ended);
    }
  }

  /** Returns the index after the last event that is durable. */
  long committedIdx() {
    return committedIdx;
  }

  /** Keeps a state once it is durable, when enough has happened since the last one. */
  void keepSnapshotWhenDue(State state) {
    if (nextSnapshot == null
        && state.lastEventAppliedIdx() - lastSnapshotIdx >= EVENTS_PER_SNAPSHOT) {
      nextSnapshot = state;
    }
    State due = nextSnapshot;
    if (due != null && due.lastEventAppliedIdx() < committedIdx) {
      nextSnapshot = null;
      lastSnapshotIdx = due.lastEventAppliedIdx();
      long resets = resetsAsked;
      threads.execute(() -> keep(due, resets));
    }
  }

  private void keep(State state, long resets) {
    try {
      // After a replacement it is a state of another log.
      log.snapshot(state, () -> resets == resetsAsked);
    } catch (JournalException e) {
      LOG.warn("No snapshot was kept; events are.", e);
    }
  }

  @Override
  public void committed(long idx) {
    committedIdx = idx;
    mailbox.put(() -> listener.committed(idx));
  }

  @Override
  public void failed(JournalException reason) {
    failure = String.valueOf(reason.getMessage());
    mailbox.put(listener::failed);
  }

  /** Makes durable what was submitted and ends; the loop calls it last. May block on the disk. */
  void close() {
    commit.close();
    if (failure == null) {
      listener.committed(committedIdx);
    }
    try {
      log.close();
    } catch (JournalException e) {
      LOG.warn("The journal was not closed cleanly.", e);
    }
  }
}
