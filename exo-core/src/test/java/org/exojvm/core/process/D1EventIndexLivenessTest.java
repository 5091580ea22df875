package org.exojvm.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.NodeEvent.NodeDisconnected;
import org.exojvm.core.reconcile.TestCluster;
import org.junit.jupiter.api.Test;

/** D1: a node is alive while the index of its last event moves; no clock is asked. */
class D1EventIndexLivenessTest {

  private static final int CYCLE = NodeLivenessManager.TICKS_PER_CYCLE;

  private final TestCluster cluster = new TestCluster().memory("a", 1).memory("b", 1);
  private final ManagerRun<NodeLivenessMemory> liveness =
      new ManagerRun<>(new NodeLivenessManager(), cluster);

  @Test
  void aSilentNodeIsDisconnectedAtTheFourthCycle() {
    assertThat(liveness.ticks(4 * CYCLE - 1)).isEmpty();
    assertThat(disconnected(liveness.tick())).containsExactly("a", "b");
    assertThat(cluster.state().topology().size()).isZero();
  }

  @Test
  void aNodeThatReportsInEveryCycleStays() {
    for (int cycle = 0; cycle < 10; cycle++) {
      cluster.memory("a", cycle);
      assertThat(disconnected(liveness.ticks(CYCLE))).doesNotContain("a");
    }
    assertThat(cluster.state().topology().contains(NodeId.of("b"))).isFalse();
  }

  @Test
  void oneReportStartsTheCountAnew() {
    liveness.ticks(3 * CYCLE);
    cluster.memory("a", 2);
    assertThat(disconnected(liveness.ticks(3 * CYCLE))).containsExactly("b");
    assertThat(disconnected(liveness.ticks(CYCLE))).containsExactly("a");
  }

  @Test
  void theCountersOfANodeThatLeftAreForgotten() {
    liveness.ticks(3 * CYCLE);
    cluster.memory("b", 1).kill("a");
    liveness.ticks(CYCLE);
    assertThat(liveness.memory().staleCycles()).isEmpty();
    assertThat(liveness.memory().lastChecked()).containsOnlyKeys(NodeId.of("b"));
  }

  @Test
  void aNodeThatCameBackHasTheWholeTimeAgain() {
    liveness.ticks(4 * CYCLE);
    cluster.memory("a", 1);
    assertThat(liveness.ticks(3 * CYCLE)).isEmpty();
  }

  private static List<String> disconnected(ImmutableList<Event> events) {
    return events.stream().map(event -> ((NodeDisconnected) event).nodeId().value()).toList();
  }
}
