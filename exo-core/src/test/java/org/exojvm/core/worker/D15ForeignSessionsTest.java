package org.exojvm.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.exojvm.api.engine.RunnerFixtures;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.TestEvent;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.worker.WorkerInput.GlobalEvent;
import org.junit.jupiter.api.Test;

/** D15: a worker obeys its session only; everything else is dropped and counted. */
class D15ForeignSessionsTest {

  private static final NodeId MASTER = NodeId.of("master");
  private static final SessionId SESSION = new SessionId(MASTER, 2);

  private final WorkerCore worker =
      new WorkerCore(RunnerFixtures.node(0), SESSION, new IdSequence("w"));

  @Test
  void eventOfAnEarlierSessionOfTheSameMasterIsDropped() {
    receive(MASTER, new SessionId(MASTER, 1));
    assertDropped();
  }

  @Test
  void eventOfALaterSessionIsDropped() {
    receive(MASTER, new SessionId(MASTER, 3));
    assertDropped();
  }

  @Test
  void eventThatNamesTheSessionButComesFromAnotherNodeIsDropped() {
    receive(NodeId.of("impostor"), SESSION);
    assertDropped();
  }

  @Test
  void eventOfTheSessionIsAppliedAndNotCounted() {
    receive(MASTER, SESSION);
    assertThat(worker.state().lastEventAppliedIdx()).isZero();
    assertThat(worker.foreignMessages()).isZero();
  }

  private void receive(NodeId origin, SessionId session) {
    worker.step(
        new GlobalEvent(new ForwarderEvent(0, origin, session, new TestEvent(EventId.of("e0")))));
  }

  private void assertDropped() {
    assertThat(worker.state().lastEventAppliedIdx()).isEqualTo(-1);
    assertThat(worker.foreignMessages()).isEqualTo(1);
  }
}
