package org.exojvm.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.state.Samples.EVENT;
import static org.exojvm.core.state.Samples.instanceId;
import static org.exojvm.core.state.Samples.intentId;
import static org.exojvm.core.state.Samples.ring;
import static org.exojvm.core.state.Samples.runner;

import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.InstanceEvent.InstanceRetrying;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** D20: a report of an attempt that was given up does not bring its runner back. */
class D20AttemptsTest {

  private static final RunnerFailed DEAD = new RunnerFailed("killed");

  private static final StateStory RETRIED =
      StateStory.of(
          new InstanceCreated(EVENT, ring("i", null, "a")),
          new InstanceRetrying(EVENT, instanceId("i"), intentId("m"), "crash"));

  @Test
  void aReportOfAnEarlierAttempt_isIgnoredButCounted() {
    State state = RETRIED.then(failed(0L)).state();
    assertThat(state.runners().isEmpty()).isTrue();
    assertThat(state.lastEventAppliedIdx()).isEqualTo(2);
  }

  @Test
  void aReportOfThisAttemptOrALaterOne_counts() {
    assertThat(RETRIED.then(failed(1L)).state().runners().get(runner("i", "a"))).isEqualTo(DEAD);
    assertThat(RETRIED.then(failed(2L)).state().runners().get(runner("i", "a"))).isEqualTo(DEAD);
  }

  @Test
  void aReportWithoutAnAttempt_isNeverIgnored() {
    assertThat(RETRIED.then(failed(null)).state().runners().get(runner("i", "a"))).isEqualTo(DEAD);
  }

  @Test
  void aReportForAnInstanceThatIsGone_counts() {
    State state =
        RETRIED.then(new InstanceDeleted(EVENT, instanceId("i"), null), failed(0L)).state();
    assertThat(state.runners().get(runner("i", "a"))).isEqualTo(DEAD);
  }

  @Test
  void everyRetry_isAnAttempt() {
    State state =
        RETRIED
            .then(new InstanceRetrying(EVENT, instanceId("i"), intentId("m"), "crash"), failed(1L))
            .state();
    assertThat(state.instances().get(instanceId("i"))).isEqualTo(ring("i", null, "a").atAttempt(2));
    assertThat(state.runners().isEmpty()).isTrue();
  }

  private static RunnerStatusUpdated failed(@Nullable Long attempt) {
    return new RunnerStatusUpdated(EVENT, runner("i", "a"), DEAD, attempt);
  }
}
