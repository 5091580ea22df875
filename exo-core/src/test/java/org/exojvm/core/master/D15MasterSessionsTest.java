package org.exojvm.core.master;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.command.Command;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.NodeEvent.NodeStarted;
import org.exojvm.core.event.TestEvent;
import org.exojvm.core.reconcile.PlacementStrategies;
import org.exojvm.core.state.State;
import org.exojvm.core.state.StateSnapshot;
import org.junit.jupiter.api.Test;

/**
 * D15, D16, the part of the master: what is of another session or of a process that was replaced is
 * dropped and told; who asks for events gets them, or the state when that is less work, marked with
 * the session.
 */
class D15MasterSessionsTest {

  private static final NodeId WORKER = NodeId.of("w");
  private static final NodeId MASTER = NodeId.of("master");
  private static final SessionId SESSION = new SessionId(MASTER, 3);

  private final MasterCore master =
      new MasterCore(
          MasterConfig.defaults().withMaxReplayedEvents(4).withMaxReplayBehind(8),
          SESSION,
          "m",
          PlacementStrategies.installed(),
          State.empty());

  @Test
  void eventsOfOtherSessionsAreDroppedAndTold() {
    for (long clock : new long[] {2, 4}) {
      assertThat(report(0, 0, new SessionId(MASTER, clock)))
          .singleElement()
          .isInstanceOfSatisfying(
              MasterOutput.IncidentNoted.class,
              noted -> assertThat(noted.what()).isEqualTo(Incident.FOREIGN_SESSION));
    }
    assertThat(master.state()).isEqualTo(State.empty());
  }

  @Test
  void streamOfALaterBootReplacesTheOneBeforeWhoseMessagesAreDroppedAndTold() {
    report(0, 1, SESSION);
    report(1, 1, SESSION);
    assertThat(report(0, 2, SESSION)).hasOnlyElementsOfType(MasterOutput.EventIndexed.class);
    assertThat(report(2, 1, SESSION))
        .singleElement()
        .isInstanceOfSatisfying(
            MasterOutput.IncidentNoted.class,
            noted -> assertThat(noted.what()).isEqualTo(Incident.OUTDATED_BOOT));
    assertThat(master.state().lastEventAppliedIdx()).isEqualTo(2);
  }

  @Test
  void nobodySaysThatAnotherNodeHasStarted() {
    assertThat(tell(0, new NodeStarted(EventId.of("own"), WORKER, 1)))
        .hasOnlyElementsOfType(MasterOutput.EventIndexed.class);
    assertThat(tell(1, new NodeStarted(EventId.of("other"), NodeId.of("victim"), Long.MAX_VALUE)))
        .singleElement()
        .isInstanceOfSatisfying(
            MasterOutput.IncidentNoted.class,
            noted -> {
              assertThat(noted.what()).isEqualTo(Incident.FORBIDDEN_EVENT);
              assertThat(noted.detail()).contains("w", "victim");
            });
  }

  @Test
  void duplicateIsFree() {
    report(0, 1, SESSION);
    assertThat(report(0, 1, SESSION)).isEmpty();
  }

  @Test
  void fewMissingEventsAreReplayedUpToTheBoundOfAnAnswer() {
    events(6);
    assertThat(ask(1)).contains(new MasterOutput.ReplayRequested(WORKER, 1, 4));
    assertThat(ask(5)).contains(new MasterOutput.ReplayRequested(WORKER, 5, 1));
    assertThat(ask(6)).hasOnlyElementsOfType(MasterOutput.CommandAnswered.class);
  }

  @Test
  void manyMissingEventsAreAnsweredByTheStateOfThisSession() {
    events(9);
    assertThat(ask(0)).contains(new MasterOutput.SnapshotRequested(WORKER, snapshot(1, 9)));
    assertThat(ask(1)).contains(new MasterOutput.ReplayRequested(WORKER, 1, 4));
  }

  @Test
  void eventsThatTheLogNoLongerHasAreAnsweredByTheState() {
    events(2);
    assertThat(master.step(new MasterInput.ReplayUnavailable(WORKER, 0)))
        .containsExactly(new MasterOutput.SnapshotRequested(WORKER, snapshot(1, 2)));
  }

  private StateSnapshot snapshot(long boot, long nextIdx) {
    return new StateSnapshot(MASTER, SESSION, master.state(), boot, nextIdx);
  }

  private void events(int count) {
    for (long idx = 0; idx < count; idx++) {
      report(idx, 1, SESSION);
    }
  }

  private ImmutableList<MasterOutput> ask(long since) {
    return master.step(
        new MasterInput.CommandReceived(
            WORKER, new Command.RequestEventLog(CommandId.of("ask" + since), since)));
  }

  private ImmutableList<MasterOutput> report(long idx, long boot, SessionId session) {
    return tell(idx, boot, session, new TestEvent(EventId.of(boot + "." + idx)));
  }

  private ImmutableList<MasterOutput> tell(long idx, Event event) {
    return tell(idx, 1, SESSION, event);
  }

  private ImmutableList<MasterOutput> tell(long idx, long boot, SessionId session, Event event) {
    return master.step(
        new MasterInput.EventReceived(
            new ForwarderEvent(idx, WORKER, session, event, null, boot, 0)));
  }
}
