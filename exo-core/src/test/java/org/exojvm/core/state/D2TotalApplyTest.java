package org.exojvm.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.exojvm.core.state.Samples.EVENT;
import static org.exojvm.core.state.Samples.hello;
import static org.exojvm.core.state.Samples.instanceId;
import static org.exojvm.core.state.Samples.intent;
import static org.exojvm.core.state.Samples.intentId;
import static org.exojvm.core.state.Samples.node;
import static org.exojvm.core.state.Samples.runner;
import static org.exojvm.core.state.Samples.socket;
import static org.exojvm.core.state.Samples.taskId;

import com.google.common.collect.ImmutableList;
import java.util.stream.Stream;
import org.exojvm.api.collection.JsonText;
import org.exojvm.api.id.ModelId;
import org.exojvm.core.event.AvailabilityEvent.BreakerClosed;
import org.exojvm.core.event.AvailabilityEvent.BreakerOpened;
import org.exojvm.core.event.AvailabilityEvent.InstanceNotMoved;
import org.exojvm.core.event.AvailabilityEvent.NodeDrained;
import org.exojvm.core.event.AvailabilityEvent.NodeUndrained;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.InstanceEvent.InstanceRetrying;
import org.exojvm.core.event.MetaInstanceEvent.GenerationObserved;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceDeleted;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceEdited;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstancePaused;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstancePlacementFailed;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceRecovered;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceResumed;
import org.exojvm.core.event.MetaInstanceEvent.PlacementDeferred;
import org.exojvm.core.event.MetaInstanceEvent.RequiredNodesRelaxed;
import org.exojvm.core.event.NodeEvent.NodeDisconnected;
import org.exojvm.core.event.OpaqueEvent;
import org.exojvm.core.event.RunnerEvent.RunnerDeleted;
import org.exojvm.core.event.StreamEvent.TracesMerged;
import org.exojvm.core.event.TaskEvent.TaskAcknowledged;
import org.exojvm.core.event.TaskEvent.TaskDeleted;
import org.exojvm.core.event.TaskEvent.TaskFailed;
import org.exojvm.core.event.TaskEvent.TaskStatusUpdated;
import org.exojvm.core.event.TestEvent;
import org.exojvm.core.event.TopologyEvent.TopologyEdgeDeleted;
import org.exojvm.core.task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** D2: every well-formed event has a result; only a wrong index is an error. */
class D2TotalApplyTest {

  private static final State KNOWN = StateStory.of(hello("a"), hello("b")).state();

  @ParameterizedTest
  @MethodSource("eventsAboutUnknownIds")
  void anUnknownId_isANoOp(Event event) {
    State next = new StateStory(KNOWN).then(event).state();
    assertThat(next).isEqualTo(KNOWN.withLastEventAppliedIdx(2));
  }

  static Stream<Event> eventsAboutUnknownIds() {
    return Stream.of(
        new TestEvent(EVENT),
        new OpaqueEvent(EVENT, "FromTheFuture", new JsonText("{}")),
        new TracesMerged(EVENT, taskId("x"), ImmutableList.of()),
        new TaskStatusUpdated(EVENT, taskId("x"), TaskStatus.RUNNING),
        new TaskFailed(EVENT, taskId("x"), "Boom", "it went wrong"),
        new TaskDeleted(EVENT, taskId("x")),
        new TaskAcknowledged(EVENT, taskId("x")),
        new InstanceDeleted(EVENT, instanceId("x"), "crash"),
        new InstanceRetrying(EVENT, instanceId("x"), intentId("x"), "crash"),
        new MetaInstanceDeleted(EVENT, intentId("x")),
        new MetaInstancePlacementFailed(EVENT, intentId("x"), "no memory"),
        new MetaInstanceRecovered(EVENT, intentId("x")),
        new NodeDrained(EVENT, node("x"), "disk"),
        new NodeUndrained(EVENT, node("a")),
        new InstanceNotMoved(EVENT, node("a"), instanceId("x"), "full"),
        new BreakerOpened(EVENT, node("x"), ModelId.of("m"), "failed"),
        new BreakerClosed(EVENT, node("a"), ModelId.of("m"), "over"),
        new MetaInstanceEdited(EVENT, intent("x")),
        new GenerationObserved(EVENT, intentId("x"), 2, "nothing backs it yet"),
        new MetaInstancePaused(EVENT, intentId("x")),
        new MetaInstanceResumed(EVENT, intentId("x")),
        new PlacementDeferred(EVENT, intentId("x"), 0, 5, "failed"),
        new RequiredNodesRelaxed(EVENT, intentId("x"), ImmutableList.of(node("a")), "left"),
        new RunnerDeleted(EVENT, runner("x", "a")),
        new NodeDisconnected(EVENT, node("x")),
        new TopologyEdgeDeleted(EVENT, socket("x", "a", "10.0.0.1")),
        new TopologyEdgeDeleted(EVENT, socket("a", "b", "10.0.0.2")));
  }

  @ParameterizedTest
  @MethodSource("wrongIndices")
  void anIndexOutOfOrder_isTheOnlyError(long idx, String hint) {
    assertThatExceptionOfType(EventIndexException.class)
        .isThrownBy(
            () -> EventApplier.apply(KNOWN, new IndexedEvent(idx, new TestEvent(EVENT), null)))
        .satisfies(error -> assertThat(error.expectedIdx()).isEqualTo(2))
        .satisfies(error -> assertThat(error.actualIdx()).isEqualTo(idx))
        .withMessageContaining("last_event_applied_idx + 1 (2)")
        .withMessageContaining("(" + idx + ")")
        .withMessageContaining(hint);
  }

  static Stream<Arguments> wrongIndices() {
    return Stream.of(
        Arguments.of(0L, "duplicates"),
        Arguments.of(1L, "duplicates"),
        Arguments.of(3L, "lost"),
        Arguments.of(Long.MAX_VALUE, "lost"));
  }

  @Test
  void theFirstIndex_isZero() {
    assertThat(StateStory.of(new TestEvent(EVENT)).state().lastEventAppliedIdx()).isZero();
  }
}
