package org.exojvm.core.museum;

import static org.assertj.core.api.Assertions.assertThat;

import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.Transport;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.command.Command;
import org.exojvm.core.event.TestEvent;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.master.MasterInput;
import org.exojvm.core.master.MasterOutput;
import org.exojvm.core.scenario.MasterHarness;
import org.exojvm.core.scenario.TestClusters;
import org.exojvm.core.state.StateSnapshot;
import org.exojvm.core.worker.WorkerCore;
import org.exojvm.core.worker.WorkerInput;
import org.junit.jupiter.api.Test;

/** Goal: who comes late is let in, however much has happened. */
class MuseumStreamsTest {

  private static final int EVENTS = 100_000;
  private static final NodeId LATE = NodeId.of("late");

  /** #1824: a node that joined a cluster with 100,000 events behind it never caught up. */
  @Test
  void aNodeThatJoinsAfterAHundredThousandEventsHasTheStateInOneMessage() {
    MasterHarness master = MasterHarness.of(TestClusters.ethernet("a", "b"));
    for (int i = 0; i < EVENTS; i++) {
      master.report(NodeId.of("a"), new TestEvent(master.ids().nextEventId()));
    }
    assertThat(master.core.state().lastEventAppliedIdx()).isGreaterThan(EVENTS);
    Command asked = new Command.RequestEventLog(CommandId.of("join"), 0);
    StateSnapshot answer =
        master.core.step(new MasterInput.CommandReceived(LATE, asked)).stream()
            .filter(MasterOutput.SnapshotRequested.class::isInstance)
            .map(output -> ((MasterOutput.SnapshotRequested) output).snapshot())
            .findFirst()
            .orElseThrow();
    assertThat(ExoJson.wire().encodeToBytes(WireTypes.STATE_SNAPSHOT, answer).length)
        .isLessThan(Transport.MAX_MESSAGE_BYTES);
    WorkerCore late = new WorkerCore(LATE, answer.session(), new IdSequence("late"));
    late.step(new WorkerInput.SnapshotReceived(answer));
    assertThat(late.state()).isEqualTo(master.core.state());
  }
}
