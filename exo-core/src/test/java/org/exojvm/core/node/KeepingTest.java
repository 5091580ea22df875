package org.exojvm.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.SessionEvent.SessionOpened;
import org.exojvm.core.journal.EventLog;
import org.exojvm.core.journal.JournalException;
import org.exojvm.core.journal.MemoryEventLog;
import org.exojvm.core.state.EventApplier;
import org.exojvm.core.state.State;
import org.exojvm.core.worker.WorkerOutput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Goal: a follower confirms what is durable in the log of its master, and nothing else. */
class KeepingTest {

  private static final SessionId SESSION = new SessionId(NodeId.of("m"), 1);
  private static final SessionId OTHER = new SessionId(NodeId.of("o"), 2);
  private static final IndexedEvent OPENED =
      new IndexedEvent(0, new SessionOpened(EventId.of("e"), SESSION), null);
  private static final State LOG = EventApplier.apply(State.empty(), OPENED);

  private final Mailbox mailbox = new Mailbox();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final NodeJournal journal =
      new NodeJournal(
          memory(),
          threads,
          mailbox,
          new NodeJournal.Listener() {
            @Override
            public void committed(long idx) {
              keeping().committed(LOG);
            }

            @Override
            public void failed() {
              keeping().failed();
            }
          });
  private final Keeping keeping = new Keeping(journal);

  private static EventLog memory() {
    try {
      return MemoryEventLog.open(new MemoryEventLog.Disk());
    } catch (JournalException e) {
      throw new AssertionError(e);
    }
  }

  private Keeping keeping() {
    return keeping;
  }

  @AfterEach
  void close() {
    journal.close();
    threads.close();
  }

  private CompletableFuture<byte[]> asked(SessionId session, State logState) {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    keeping.confirm(session, 0, logState, answer);
    return answer;
  }

  /** Lets the journal tell the loop once that more is durable. */
  private void commit() throws InterruptedException {
    Runnable news = mailbox.poll(TimeUnit.SECONDS.toNanos(60));
    assertThat(news).isNotNull();
    news.run();
  }

  @Test
  void whatIsDurableIsConfirmedAsSoonAsItIs() throws Exception {
    keeping.follow(SESSION);
    CompletableFuture<byte[]> early = asked(SESSION, State.empty());
    assertThat(early).isNotDone();
    keeping.write(new WorkerOutput.JournalEvents(ImmutableList.of(OPENED)));
    commit();
    assertThat(early).isCompleted();
    assertThat(asked(SESSION, LOG)).isCompleted();
  }

  @Test
  void whatIsDurableOfAnotherLogIsNotConfirmed() throws Exception {
    keeping.follow(SESSION);
    keeping.write(new WorkerOutput.JournalEvents(ImmutableList.of(OPENED)));
    commit();
    keeping.follow(OTHER);
    assertThat(asked(OTHER, LOG)).isNotDone();
  }

  @Test
  void aMasterThatIsNotObeyedIsRefused() {
    keeping.follow(SESSION);
    assertThat(asked(OTHER, LOG)).isCompletedExceptionally();
  }

  @Test
  void whoeverWaitsIsRefusedWhenTheMasterChanges() {
    keeping.follow(SESSION);
    CompletableFuture<byte[]> waiting = asked(SESSION, State.empty());
    keeping.follow(OTHER);
    assertThat(waiting).isCompletedExceptionally();
  }
}
