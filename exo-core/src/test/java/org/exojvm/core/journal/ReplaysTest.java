package org.exojvm.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.TestEvent;
import org.exojvm.core.state.EventApplier;
import org.exojvm.core.state.State;
import org.junit.jupiter.api.Test;

/** Goal: what is asked for again goes out as it went out first, as far as the log goes back. */
class ReplaysTest {

  private static final SessionId SESSION = new SessionId(NodeId.of("master"), 4);

  @Test
  void eventsComeAsTheMasterSentThem() throws JournalException {
    MemoryEventLog log = logOf(5);
    assertThat(Replays.read(log, SESSION, 1, 3))
        .extracting(ForwarderEvent::originIdx)
        .containsExactly(1L, 2L, 3L);
    assertThat(Replays.read(log, SESSION, 3, 1_000))
        .containsExactly(
            new ForwarderEvent(3, NodeId.of("master"), SESSION, event(3), NodeId.of("n")),
            new ForwarderEvent(4, NodeId.of("master"), SESSION, event(4), NodeId.of("n")));
  }

  @Test
  void nothingComesWhenTheLogBeginsLaterOrIsNotThatFar() throws JournalException {
    MemoryEventLog log = logOf(5);
    assertThat(Replays.read(log, SESSION, 5, 10)).isEmpty();
    State state = State.empty();
    for (int i = 0; i < 5; i++) {
      state = EventApplier.apply(state, new IndexedEvent(i, event(i), NodeId.of("n")));
    }
    log.resetTo(state);
    assertThat(Replays.read(log, SESSION, 0, 10)).isEmpty();
  }

  private static TestEvent event(long idx) {
    return new TestEvent(EventId.of("e" + idx));
  }

  private static MemoryEventLog logOf(int events) throws JournalException {
    MemoryEventLog log = MemoryEventLog.open(new MemoryEventLog.Disk());
    for (long i = 0; i < events; i++) {
      log.append(ImmutableList.of(new LogEntry(new IndexedEvent(i, event(i), NodeId.of("n")), 0)));
    }
    log.commit();
    return log;
  }
}
