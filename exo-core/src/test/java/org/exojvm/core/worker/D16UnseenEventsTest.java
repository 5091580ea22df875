package org.exojvm.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.Link;
import org.exojvm.api.topology.Multiaddr;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.event.TestEvent;
import org.exojvm.core.event.TopologyEvent.TopologyEdgeCreated;
import org.exojvm.core.info.GatheredInfo.NodeConfig;
import org.junit.jupiter.api.Test;

/** D16: what a worker says it says again, ever more slowly, until the master's stream shows it. */
class D16UnseenEventsTest {

  private final List<Long> sent = new ArrayList<>();
  private final UnseenEvents unseen = new UnseenEvents((idx, event) -> sent.add(idx));
  private int emitted;

  @Test
  void eventIsSentAtOnceAndThenAfterDelaysThatDoubleUpToABound() {
    emit(1);
    assertThat(sent).containsExactly(0L);
    assertThat(ticksOfSending(500)).containsExactly(15L, 45L, 105L, 205L, 305L, 405L);
    assertThat(sent).containsOnly(0L);
  }

  /** Otherwise an old report brings back a node that died with the master. */
  @Test
  void linksAreNotToldToAnotherMasterByWhatWasSaidToTheLast() {
    emit(1);
    unseen.emit(
        new TopologyEdgeCreated(
            EventId.of("edge"),
            new Connection(
                NodeId.of("a"),
                NodeId.of("dead"),
                new Link.SocketConnection(Multiaddr.parse("/ip4/10.0.0.1/tcp/1")))));
    emit(1);
    unseen.startAnew(true);
    assertThat(unseen.count()).isEqualTo(2);
    assertThat(unseen.contains(EventId.of("edge"))).isFalse();
  }

  @Test
  void eventThatWasSeenIsNotSentAgain() {
    emit(2);
    unseen.seen(EventId.of("e1"));
    assertThat(ticksOfSending(500)).isEmpty();
    assertThat(unseen.count()).isZero();
  }

  @Test
  void seenEventVouchesForThoseBeforeItButNotForThoseAfter() {
    emit(3);
    unseen.seen(EventId.of("e1"));
    sent.clear();
    ticksOfSending((int) UnseenEvents.FIRST_DELAY_TICKS);
    assertThat(sent).containsExactly(2L);
  }

  @Test
  void seeingSomethingTwiceOrFromElsewhereChangesNothing() {
    emit(2);
    unseen.seen(EventId.of("e0"));
    unseen.seen(EventId.of("e0"));
    unseen.seen(EventId.of("foreign"));
    assertThat(unseen.count()).isEqualTo(1);
  }

  @Test
  void onlySoManyAreOnTheirWayAndTheNextFollowInOrderWhenThoseAreSeen() {
    emit(UnseenEvents.MAX_IN_FLIGHT + 5);
    assertThat(sent).hasSize(UnseenEvents.MAX_IN_FLIGHT);
    sent.clear();
    unseen.seen(EventId.of("e2"));
    assertThat(sent).containsExactly(1_000L, 1_001L, 1_002L);
  }

  @Test
  void tickSendsAgainAtMostSoManyAndTheNextTickGoesOn() {
    emit(UnseenEvents.MAX_RESENT_PER_TICK + 7);
    sent.clear();
    ticksOfSending((int) UnseenEvents.FIRST_DELAY_TICKS);
    assertThat(sent).isEqualTo(LongStream.range(0, 100).boxed().toList());
    sent.clear();
    ticksOfSending(1);
    assertThat(sent).isEqualTo(LongStream.range(100, 107).boxed().toList());
  }

  @Test
  void oldestWaitingMeasurementMakesRoomWhenTooManyWait() {
    emit(UnseenEvents.MAX_IN_FLIGHT);
    measure("m0");
    measure("m1");
    emit(UnseenEvents.MAX_WAITING);
    assertThat(unseen.droppedMeasurements()).isEqualTo(2);
    assertThat(unseen.refused()).isZero();
    assertThat(unseen.count()).isEqualTo(UnseenEvents.MAX_IN_FLIGHT + UnseenEvents.MAX_WAITING);
  }

  @Test
  void eventIsRefusedAndCountedWhenNothingCanMakeRoom() {
    emit(UnseenEvents.MAX_IN_FLIGHT + UnseenEvents.MAX_WAITING + 3);
    assertThat(unseen.refused()).isEqualTo(3);
    // What was taken in goes out in full, without a gap the master would wait at for ever.
    for (int i = 0; i < 11; i++) {
      unseen.seenBefore((i + 1) * 1_000L);
    }
    assertThat(sent).isEqualTo(LongStream.range(0, 11_000).boxed().toList());
    assertThat(unseen.count()).isZero();
  }

  private void emit(int count) {
    for (int i = 0; i < count; i++) {
      unseen.emit(new TestEvent(EventId.of("e" + emitted++)));
    }
  }

  private void measure(String id) {
    Event event = new NodeGatheredInfo(EventId.of(id), NodeId.of("n"), new NodeConfig());
    unseen.emit(event);
  }

  private List<Long> ticksOfSending(int ticks) {
    List<Long> times = new ArrayList<>();
    for (long tick = 1; tick <= ticks; tick++) {
      int before = sent.size();
      unseen.tick();
      if (sent.size() > before) {
        times.add(tick);
      }
    }
    return times;
  }
}
