package org.exojvm.examples.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.engine.RunnerStatus.RunnerShutdown;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.Link.RdmaConnection;
import org.exojvm.api.topology.NodeCycle;
import org.exojvm.api.topology.Topology;
import org.exojvm.core.state.RunnerBinding;
import org.exojvm.core.state.State;
import org.junit.jupiter.api.Test;

class ComparableStateTest {

  private static final NodeId A = NodeId.of("a");
  private static final NodeId B = NodeId.of("b");
  private static final NodeId C = NodeId.of("c");
  private static final Connection FIRST = new Connection(A, B, new RdmaConnection("x", "y"));
  private static final Connection SECOND = new Connection(A, B, new RdmaConnection("v", "w"));

  @Test
  void nodesAndLinks_compareInAnyOrder() {
    State one = with(Topology.empty().withNode(C).withEdge(FIRST).withEdge(SECOND));
    State other = with(Topology.empty().withEdge(SECOND).withEdge(FIRST).withNode(C));
    assertThat(ComparableState.compared(one, other)).isEqualTo(Outcome.passed());
  }

  @Test
  void aMissingLinkOrNode_isADifference() {
    State expected = with(Topology.empty().withNode(C).withEdge(FIRST).withEdge(SECOND));
    assertThat(ComparableState.compared(expected, with(expected.topology().withoutEdge(FIRST))))
        .isInstanceOf(Outcome.Failed.class);
    assertThat(ComparableState.compared(expected, with(expected.topology().withoutNode(C))))
        .isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void cycles_compareInAnyRotationAndOrder() {
    State one = with(cycle(A, B, C), cycle(B, C));
    assertThat(ComparableState.compared(one, with(cycle(C, B), cycle(B, C, A))))
        .isEqualTo(Outcome.passed());
    assertThat(ComparableState.compared(one, with(cycle(C, B), cycle(B, A, C))))
        .isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void extensions_areNotCompared() {
    State extended =
        State.empty()
            .withThunderboltBridgeCyclesTruncated(true)
            .withDepartedNodes(OrderedMap.<NodeId, Long>empty().with(A, 1L))
            .withRunnerBindings(
                OrderedMap.<RunnerId, RunnerBinding>empty()
                    .with(RunnerId.of("r"), new RunnerBinding(A, InstanceId.of("i"))));
    assertThat(ComparableState.compared(State.empty(), extended)).isEqualTo(Outcome.passed());
  }

  @Test
  void aDifference_namesThePartAndBothValues() {
    State ready =
        State.empty()
            .withRunners(
                OrderedMap.<RunnerId, RunnerStatus>empty()
                    .with(RunnerId.of("r"), new RunnerReady()));
    State shut =
        State.empty()
            .withRunners(
                OrderedMap.<RunnerId, RunnerStatus>empty()
                    .with(RunnerId.of("r"), new RunnerShutdown()));
    assertThat(ComparableState.compared(ready, shut))
        .isEqualTo(
            Outcome.failed("runners is {r=RunnerShutdown[]} but must be {r=RunnerReady[]}; "));
  }

  private static State with(Topology topology) {
    return State.empty().withTopology(topology);
  }

  private static State with(NodeCycle... cycles) {
    return State.empty().withThunderboltBridgeCycles(ImmutableList.copyOf(cycles));
  }

  private static NodeCycle cycle(NodeId... nodes) {
    return new NodeCycle(ImmutableList.copyOf(nodes));
  }
}
