package org.exojvm.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.state.Samples.EVENT;
import static org.exojvm.core.state.Samples.instanceId;
import static org.exojvm.core.state.Samples.intent;
import static org.exojvm.core.state.Samples.intentId;
import static org.exojvm.core.state.Samples.ring;

import java.util.Objects;
import org.exojvm.api.instance.MetaInstanceStatus;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceCreated;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstancePlacementFailed;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceRecovered;
import org.junit.jupiter.api.Test;

/** D3: placing an instance anew is no proof that it works; only its recovery is. */
class D3FailuresCountOnTest {

  private static final StateStory FAILED_ONCE =
      StateStory.of(
          new MetaInstanceCreated(EVENT, intent("m")),
          new InstanceCreated(EVENT, ring("i", "m", "a")),
          new InstanceDeleted(EVENT, instanceId("i"), "crash"),
          new MetaInstancePlacementFailed(EVENT, intentId("m"), "no memory"));

  @Test
  void aNewInstance_clearsThePlacementErrorOnly() {
    MetaInstanceStatus status =
        statusOf(FAILED_ONCE.then(new InstanceCreated(EVENT, ring("j", "m", "a"))));
    assertThat(status.placementError()).isNull();
    assertThat(status.consecutiveFailures()).isEqualTo(1);
    assertThat(status.lastFailureError()).isEqualTo("crash");
  }

  @Test
  void recovery_clearsTheCounterAndTheError() {
    MetaInstanceStatus status =
        statusOf(FAILED_ONCE.then(new MetaInstanceRecovered(EVENT, intentId("m"))));
    assertThat(status.consecutiveFailures()).isZero();
    assertThat(status.lastFailureError()).isNull();
    assertThat(status.placementError()).isEqualTo("no memory");
  }

  @Test
  void aCrashLoop_countsEveryCrash() {
    StateStory story = FAILED_ONCE;
    for (int crash = 2; crash <= 9; crash++) {
      story =
          story.then(
              new InstanceCreated(EVENT, ring("j", "m", "a")),
              new InstanceDeleted(EVENT, instanceId("j"), "crash"));
      assertThat(statusOf(story).consecutiveFailures()).isEqualTo(crash);
    }
  }

  private static MetaInstanceStatus statusOf(StateStory story) {
    return Objects.requireNonNull(story.state().metaInstances().get(intentId("m"))).status();
  }
}
