package org.exojvm.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.state.Samples.EVENT;
import static org.exojvm.core.state.Samples.hello;
import static org.exojvm.core.state.Samples.linked;
import static org.exojvm.core.state.Samples.node;
import static org.exojvm.core.state.Samples.socket;

import org.exojvm.core.event.NodeEvent.NodeDisconnected;
import org.exojvm.core.event.TestEvent;
import org.junit.jupiter.api.Test;

/** D1: what is alive is told by indices of events, not by a clock. */
class D1EventIndexLivenessTest {

  private static final TestEvent ANY = new TestEvent(EVENT);

  @Test
  void aMeasurement_advancesTheIndexOfItsNode() {
    State state = StateStory.of(hello("a"), hello("b"), ANY, hello("a")).state();
    assertThat(state.lastEventIndexByNode().get(node("a"))).isEqualTo(3);
    assertThat(state.lastEventIndexByNode().get(node("b"))).isEqualTo(1);
  }

  @Test
  void anyEvent_advancesTheIndexOfItsSource() {
    State state = StateStory.of(hello("a")).thenFrom("a", ANY).thenFrom("b", ANY).state();
    assertThat(state.lastEventIndexByNode().get(node("a"))).isEqualTo(1);
    assertThat(state.lastEventIndexByNode().get(node("b"))).isEqualTo(2);
  }

  @Test
  void withoutASource_otherEventsAdvanceNothing() {
    State state = StateStory.of(hello("a"), linked(socket("a", "b", "10.0.0.2")), ANY).state();
    assertThat(state.lastEventIndexByNode().get(node("a"))).isZero();
    assertThat(state.lastEventIndexByNode().containsKey(node("b"))).isFalse();
  }

  @Test
  void aNodeThatTakesItsOwnLeave_isGone() {
    State state =
        StateStory.of(hello("a")).thenFrom("a", new NodeDisconnected(EVENT, node("a"))).state();
    assertThat(state.lastEventIndexByNode().isEmpty()).isTrue();
    assertThat(state.departedNodes().get(node("a"))).isEqualTo(1);
  }

  @Test
  void aNodeThatComesBack_countsFromItsNewIndex() {
    State state =
        StateStory.of(hello("a"), new NodeDisconnected(EVENT, node("a")), hello("a")).state();
    assertThat(state.lastEventIndexByNode().get(node("a"))).isEqualTo(2);
    assertThat(state.departedNodes().isEmpty()).isTrue();
  }
}
