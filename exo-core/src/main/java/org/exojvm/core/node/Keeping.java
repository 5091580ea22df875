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

  /** A master wants to know when everything up to an event is durable here. */
  void confirm(SessionId asking, long idx, CompletableFuture<byte[]> answer) {
    if (!asking.equals(session) || journal.failure() != null || waiting.size() >= MAX_WAITING) {
      answer.completeExceptionally(
          new TransportException(
              "This node keeps no log of session %s. Maybe ask another.".formatted(asking)));
    } else if (idx < journal.committedIdx()) {
      answer.complete(new byte[0]);
    } else {
      waiting.add(new Asked(idx, answer));
      journal.submit(ImmutableList.of(), true);
    }
  }

  /** More is durable. */
  void committed(State replica) {
    long idx = journal.committedIdx();
    journal.keepSnapshotWhenDue(replica);
    waiting.removeIf(
        asked -> {
          boolean durable = asked.idx() < idx;
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
