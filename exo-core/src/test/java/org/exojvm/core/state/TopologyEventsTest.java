package org.exojvm.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.state.Samples.EVENT;
import static org.exojvm.core.state.Samples.linked;
import static org.exojvm.core.state.Samples.node;
import static org.exojvm.core.state.Samples.socket;

import org.exojvm.api.topology.Connection;
import org.exojvm.core.event.TopologyEvent.TopologyEdgeDeleted;
import org.junit.jupiter.api.Test;

class TopologyEventsTest {

  private static final Connection THERE = socket("a", "b", "10.0.0.2");
  private static final Connection BACK = socket("b", "a", "10.0.0.1");
  private static final StateStory LINKED = StateStory.of(linked(THERE), linked(BACK));

  @Test
  void anEdge_bringsItsEnds_butNoSignOfLife() {
    assertThat(LINKED.state().topology().nodes()).containsExactly(node("a"), node("b"));
    assertThat(LINKED.state().lastEventIndexByNode().isEmpty()).isTrue();
  }

  @Test
  void anEdgeReportedTwice_isThereOnce() {
    assertThat(LINKED.then(linked(THERE)).state().topology().connections())
        .containsExactly(THERE, BACK);
  }

  @Test
  void aDeletedEdge_leavesItsEndsAndTheWayBack() {
    State state = LINKED.then(new TopologyEdgeDeleted(EVENT, THERE)).state();
    assertThat(state.topology().nodes()).containsExactly(node("a"), node("b"));
    assertThat(state.topology().connections()).containsExactly(BACK);
  }
}
