package org.exojvm.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.state.Samples.EVENT;
import static org.exojvm.core.state.Samples.hello;
import static org.exojvm.core.state.Samples.instanceId;
import static org.exojvm.core.state.Samples.intentId;
import static org.exojvm.core.state.Samples.node;
import static org.exojvm.core.state.Samples.ring;
import static org.exojvm.core.state.Samples.runner;

import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.engine.RunnerStatus.RunnerShutdown;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.model.Memory;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.InstanceEvent.InstanceRetrying;
import org.exojvm.core.event.NodeEvent.NodeDisconnected;
import org.exojvm.core.event.RunnerEvent.RunnerDeleted;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.junit.jupiter.api.Test;

/** D14: where a runner lives is known until the runner is gone, whatever becomes of the rest. */
class D14RunnerBindingsTest {

  private static final OrderedMap<RunnerId, RunnerBinding> BINDINGS =
      OrderedMap.<RunnerId, RunnerBinding>empty()
          .with(runner("i", "a"), binding("a"))
          .with(runner("i", "b"), binding("b"));

  private static final StateStory PLACED =
      StateStory.of(hello("a"), hello("b"), new InstanceCreated(EVENT, ring("i", null, "a", "b")));

  private static RunnerBinding binding(String node) {
    return new RunnerBinding(node(node), instanceId("i"), Memory.ofGib(1), Memory.ZERO, null, 2);
  }

  @Test
  void anInstance_bindsAllItsRunners() {
    assertThat(PLACED.state().runnerBindings()).isEqualTo(BINDINGS);
  }

  @Test
  void bindings_outliveInstanceRetryAndNode() {
    assertThat(
            PLACED
                .then(
                    new InstanceRetrying(EVENT, instanceId("i"), intentId("m"), "crash"),
                    new NodeDisconnected(EVENT, node("a")),
                    new InstanceDeleted(EVENT, instanceId("i"), null))
                .state()
                .runnerBindings())
        .isEqualTo(BINDINGS);
  }

  @Test
  void runnerStatuses_outliveInstanceAndNode() {
    State state =
        PLACED
            .then(
                new RunnerStatusUpdated(EVENT, runner("i", "a"), new RunnerShutdown(), 0L),
                new InstanceDeleted(EVENT, instanceId("i"), null),
                new NodeDisconnected(EVENT, node("a")))
            .state();
    assertThat(state.runners().keys()).containsExactly(runner("i", "a"));
  }

  @Test
  void aDeletedRunner_losesStatusAndBinding() {
    State state =
        PLACED
            .then(
                new RunnerStatusUpdated(EVENT, runner("i", "a"), new RunnerShutdown(), 0L),
                new RunnerDeleted(EVENT, runner("i", "a")))
            .state();
    assertThat(state.runners().isEmpty()).isTrue();
    assertThat(state.runnerBindings().keys()).containsExactly(runner("i", "b"));
  }
}
