package org.exojvm.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.engine.RunnerFixtures;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.command.Command.RequestEventLog;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.TestEvent;
import org.exojvm.core.id.IdSequence;
import org.junit.jupiter.api.Test;

/** D16, the part of the worker: a gap makes it ask again, ever more slowly; a duplicate never. */
class D16GapsHealTest {

  private static final SessionId SESSION = new SessionId(NodeId.of("master"), 0);

  private final WorkerCore worker =
      new WorkerCore(RunnerFixtures.node(0), SESSION, new IdSequence("w"));

  @Test
  void gapIsAskedForFromItsStartAfterHalfASecond() {
    receive(0);
    receive(3);
    assertThat(requestsWithin(4)).isEmpty();
    assertThat(requestsWithin(1)).containsExactly(1L);
  }

  @Test
  void gapThatStaysIsAskedForEverMoreSlowly() {
    receive(1);
    assertThat(requestsWithin(5)).hasSize(1);
    assertThat(requestsWithin(9)).isEmpty();
    assertThat(requestsWithin(1)).hasSize(1);
    assertThat(requestsWithin(1_000)).hasSizeBetween(8, 14);
  }

  @Test
  void closedGapIsNotAskedFor() {
    receive(1);
    receive(0);
    assertThat(requestsWithin(1_000)).isEmpty();
    assertThat(worker.state().lastEventAppliedIdx()).isEqualTo(1);
  }

  @Test
  void duplicateIsNotAskedFor() {
    receive(0);
    receive(0);
    assertThat(requestsWithin(1_000)).isEmpty();
  }

  @Test
  void secondGapIsAskedForAfterTheFirstIsClosed() {
    receive(1);
    receive(3);
    receive(0);
    assertThat(requestsWithin(5)).containsExactly(2L);
  }

  private void receive(long idx) {
    worker.step(
        new WorkerInput.GlobalEvent(
            new ForwarderEvent(
                idx, SESSION.masterNodeId(), SESSION, new TestEvent(EventId.of("e" + idx)))));
  }

  private ImmutableList<Long> requestsWithin(int ticks) {
    ImmutableList.Builder<Long> requests = ImmutableList.builder();
    for (int i = 0; i < ticks; i++) {
      for (WorkerOutput output : worker.step(new WorkerInput.PlanTick())) {
        if (output instanceof WorkerOutput.SendCommand(var message)
            && message.command() instanceof RequestEventLog request) {
          requests.add(request.sinceIdx());
        }
      }
    }
    return requests.build();
  }
}
