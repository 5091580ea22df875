package org.exojvm.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.state.Samples.EVENT;
import static org.exojvm.core.state.Samples.instanceId;
import static org.exojvm.core.state.Samples.intent;
import static org.exojvm.core.state.Samples.intentId;
import static org.exojvm.core.state.Samples.ring;
import static org.exojvm.core.state.Samples.runner;

import java.util.Objects;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.instance.MetaInstanceStatus;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.InstanceEvent.InstanceRetrying;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceCreated;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InstanceEventsTest {

  private static final StateStory PLACED =
      StateStory.of(
          new MetaInstanceCreated(EVENT, intent("m")),
          new MetaInstanceCreated(EVENT, intent("other")),
          new InstanceCreated(EVENT, ring("i", "m", "a", "b")),
          new RunnerStatusUpdated(EVENT, runner("i", "a"), new RunnerReady(), null),
          new RunnerStatusUpdated(EVENT, runner("i", "b"), new RunnerReady(), null));

  @Test
  void anInstanceCreatedAgain_takesThePlaceOfTheFirst() {
    State state =
        PLACED
            .then(
                new InstanceCreated(EVENT, ring("j", null, "a")),
                new InstanceCreated(EVENT, ring("i", null, "c")))
            .state();
    assertThat(state.instances().values())
        .containsExactly(ring("i", null, "c"), ring("j", null, "a"));
  }

  @Test
  void deletionWithAFailure_countsAgainstTheIntent() {
    MetaInstanceStatus status = statusOf("m", PLACED.then(deleted("link lost")).state());
    assertThat(status.consecutiveFailures()).isEqualTo(1);
    assertThat(status.lastFailureError()).isEqualTo("link lost");
  }

  @Test
  void deletionWithoutAFailure_countsForNothing() {
    assertThat(statusOf("m", PLACED.then(deleted(null)).state()))
        .isEqualTo(MetaInstanceStatus.fresh());
    assertThat(statusOf("m", PLACED.then(deleted("")).state()))
        .isEqualTo(MetaInstanceStatus.fresh());
  }

  @Test
  void deletionOfWhatIsGone_countsForNothing() {
    State once = PLACED.then(deleted("link lost")).state();
    State twice = PLACED.then(deleted("link lost"), deleted("link lost")).state();
    assertThat(StateStory.withoutIndex(twice)).isEqualTo(StateStory.withoutIndex(once));
  }

  @Test
  void aRetry_deletesTheRunnersAndKeepsTheInstance() {
    State state = PLACED.then(retrying("i", "m")).state();
    assertThat(state.instances().get(instanceId("i")))
        .isEqualTo(ring("i", "m", "a", "b").atAttempt(1));
    assertThat(state.runners().isEmpty()).isTrue();
    assertThat(statusOf("m", state).consecutiveFailures()).isEqualTo(1);
    assertThat(statusOf("m", state).lastFailureError()).isEqualTo("crash");
  }

  @Test
  void aRetry_countsAgainstTheIntentItNames() {
    State state = PLACED.then(retrying("i", "other")).state();
    assertThat(statusOf("m", state)).isEqualTo(MetaInstanceStatus.fresh());
    assertThat(statusOf("other", state).consecutiveFailures()).isEqualTo(1);
  }

  @Test
  void aRetryOfAnUnknownInstance_isNothingAtAll() {
    State state = PLACED.then(retrying("gone", "m")).state();
    assertThat(StateStory.withoutIndex(state)).isEqualTo(StateStory.withoutIndex(PLACED.state()));
  }

  @Test
  void aRetryForAnUnknownIntent_stillStartsTheRunnersAnew() {
    State state = PLACED.then(retrying("i", "gone")).state();
    assertThat(state.runners().isEmpty()).isTrue();
    assertThat(state.metaInstances()).isEqualTo(PLACED.state().metaInstances());
  }

  @Test
  void countersStopAtTheirLimit_ratherThanTurnNegative() {
    MetaInstanceStatus most = MetaInstanceStatus.fresh().withConsecutiveFailures(Integer.MAX_VALUE);
    State state =
        StateStory.of(
                new MetaInstanceCreated(EVENT, intent("m").withStatus(most)),
                new InstanceCreated(EVENT, ring("i", "m", "a").atAttempt(Long.MAX_VALUE)),
                retrying("i", "m"))
            .state();
    assertThat(statusOf("m", state).consecutiveFailures()).isEqualTo(Integer.MAX_VALUE);
    assertThat(state.instances().get(instanceId("i")))
        .isEqualTo(ring("i", "m", "a").atAttempt(Long.MAX_VALUE));
  }

  private static InstanceDeleted deleted(@Nullable String failure) {
    return new InstanceDeleted(EVENT, instanceId("i"), failure);
  }

  private static InstanceRetrying retrying(String instance, String intent) {
    return new InstanceRetrying(EVENT, instanceId(instance), intentId(intent), "crash");
  }

  private static MetaInstanceStatus statusOf(String intent, State state) {
    return Objects.requireNonNull(state.metaInstances().get(intentId(intent))).status();
  }
}
