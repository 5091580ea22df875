package org.exojvm.core.node;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.exojvm.api.transport.TransportException;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.state.State;
import org.exojvm.core.worker.WorkerOutput;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the log of a follower, and confirms to its master what is durable in it. Belongs to the
 * loop.
 */
final class Keeping {

  /** Questions of masters that may wait for the disk; further ones are refused. */
  static final int MAX_WAITING = 1_000;

  private record Asked(long idx, CompletableFuture<byte[]> answer) {}

  private final NodeJournal journal;
  private final List<Asked> waiting = new ArrayList<>();
  private @Nullable SessionId session;

  Keeping(NodeJournal journal) {
    this.journal = journal;
  }

  /** Another session is obeyed now; what an earlier one asked is void. */
  void follow(SessionId next) {
    session = next;
    refuseAll("The master is another one now.");
  }

  void write(WorkerOutput.JournalEvents written) {
    ImmutableList<IndexedEvent> events = written.events();
    journal.submit(events.stream().map(journal::stamped).toList(), !waiting.isEmpty());
  }

  void write(WorkerOutput.ReplaceJournal written) {
    journal.reset(written.state());
  }

  /**
   * A master wants to know when everything up to an event is durable here.
   *
   * @param logState state at the end of the log of this node
   */
  void confirm(SessionId asking, long idx, State logState, CompletableFuture<byte[]> answer) {
    if (!asking.equals(session) || journal.failure() != null || waiting.size() >= MAX_WAITING) {
      answer.completeExceptionally(
          new TransportException(
              "This node keeps no log of session %s. Maybe ask another.".formatted(asking)));
    } else if (isOf(asking, logState) && idx < journal.committedIdx()) {
      answer.complete(new byte[0]);
    } else {
      waiting.add(new Asked(idx, answer));
      journal.submit(ImmutableList.of(), true);
    }
  }

  /** While the log of another master is being taken in, what is durable here is not of this one. */
  private static boolean isOf(@Nullable SessionId asking, State logState) {
    return asking != null
        && !logState.sessions().isEmpty()
        && logState.sessions().getLast().session().equals(asking);
  }

  /**
   * More is durable.
   *
   * @param logState state at the end of the log of this node
   */
  void committed(State logState) {
    long idx = journal.committedIdx();
    boolean ofMaster = isOf(session, logState);
    journal.keepSnapshotWhenDue(logState);
    waiting.removeIf(
        asked -> {
          boolean durable = ofMaster && asked.idx() < idx;
          if (durable) {
            asked.answer().complete(new byte[0]);
          }
          return durable;
        });
  }

  void failed() {
    refuseAll("The journal of this node takes nothing more.");
  }

  private void refuseAll(String why) {
    waiting.forEach(
        asked ->
            asked
                .answer()
                .completeExceptionally(new TransportException(why + " Maybe ask another.")));
    waiting.clear();
  }
}
