package org.exojvm.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.state.Samples.EVENT;
import static org.exojvm.core.state.Samples.intent;
import static org.exojvm.core.state.Samples.intentId;
import static org.exojvm.core.state.Samples.node;
import static org.exojvm.core.state.Samples.ring;

import com.google.common.collect.ImmutableList;
import java.util.Objects;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.MetaInstanceStatus;
import org.exojvm.api.instance.PlacementDeferral;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceCreated;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceDeleted;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstancePlacementFailed;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceRecovered;
import org.exojvm.core.event.MetaInstanceEvent.PlacementDeferred;
import org.exojvm.core.event.MetaInstanceEvent.RequiredNodesRelaxed;
import org.junit.jupiter.api.Test;

class MetaInstanceEventsTest {

  private static final StateStory DECLARED =
      StateStory.of(
          new MetaInstanceCreated(EVENT, intent("m")),
          new InstanceCreated(EVENT, ring("i", "m", "a")),
          new MetaInstancePlacementFailed(EVENT, intentId("m"), "no memory"));

  @Test
  void aRefusedPlacement_showsInTheStatus() {
    assertThat(DECLARED.state().metaInstances().get(intentId("m")))
        .isEqualTo(
            intent("m").withStatus(MetaInstanceStatus.fresh().withPlacementError("no memory")));
  }

  @Test
  void anIntentDeclaredAgain_startsFresh() {
    State state = DECLARED.then(new MetaInstanceCreated(EVENT, intent("m"))).state();
    assertThat(state.metaInstances().get(intentId("m"))).isEqualTo(intent("m"));
  }

  @Test
  void aWithdrawnIntent_leavesItsInstancesToEventsOfTheirOwn() {
    State state = DECLARED.then(new MetaInstanceDeleted(EVENT, intentId("m"))).state();
    assertThat(state.metaInstances().isEmpty()).isTrue();
    assertThat(state.instances()).isEqualTo(DECLARED.state().instances());
  }

  @Test
  void relaxedNodes_areTheWholeSetOfTheLastEvent() {
    State state = DECLARED.then(relaxed("a", "b"), relaxed("c")).state();
    assertThat(state.metaInstances().get(intentId("m")))
        .satisfies(intent -> assertThat(intent.status().relaxedNodes()).containsExactly(node("c")));
  }

  @Test
  void aDeferral_lastsUntilThereIsAnAnswerOrAPlace() {
    StateStory deferred = DECLARED.then(new PlacementDeferred(EVENT, intentId("m"), 2, 21, "why"));
    assertThat(statusIn(deferred))
        .extracting(MetaInstanceStatus::failedRounds, MetaInstanceStatus::deferral)
        .containsExactly(3, new PlacementDeferral(2, 21, "why"));
    StateStory placed = deferred.then(new InstanceCreated(EVENT, ring("j", "m", "a")));
    assertThat(statusIn(placed).deferral()).isNull();
    assertThat(statusIn(placed).failedRounds()).isEqualTo(3);
    assertThat(
            statusIn(deferred.then(new MetaInstancePlacementFailed(EVENT, intentId("m"), "full")))
                .deferral())
        .isNull();
    assertThat(statusIn(placed.then(new MetaInstanceRecovered(EVENT, intentId("m")))))
        .satisfies(status -> assertThat(status.failedRounds()).isZero());
  }

  private static MetaInstanceStatus statusIn(StateStory story) {
    return Objects.requireNonNull(story.state().metaInstances().get(intentId("m"))).status();
  }

  private static RequiredNodesRelaxed relaxed(String... nodes) {
    ImmutableList.Builder<NodeId> ids = ImmutableList.builder();
    for (String id : nodes) {
      ids.add(node(id));
    }
    return new RequiredNodesRelaxed(EVENT, intentId("m"), ids.build(), "left");
  }
}
