package org.exojvm.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.reconcile.Fixtures.intent;
import static org.exojvm.core.reconcile.Fixtures.ring;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.exojvm.api.engine.RunnerStatus.RunnerLoading;
import org.exojvm.api.engine.RunnerStatus.RunnerRunning;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.InstanceEvent;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.InstanceEvent.InstanceRetrying;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceRecovered;
import org.exojvm.core.reconcile.TestCluster;
import org.junit.jupiter.api.Test;

/** D3: retries in place end, count over placements, and are forgotten only after real service. */
class D3RetriesEndTest {

  private final TestCluster cluster =
      TestCluster.connected("a", "b").declare(intent("m")).place(ring("i", "m", "a", "b"));
  private final ManagerRun<InstanceHealthMemory> health =
      new ManagerRun<>(new InstanceHealthManager(InstanceHealthConfig.defaults()), cluster);

  @Test
  void everyPlacementHasThreeRetriesAndThenEnds() {
    assertThat(crashUntilDeleted()).containsExactly("retry", "retry", "retry", "delete");
    cluster.place(ring("i", "m", "a", "b"));
    assertThat(crashUntilDeleted()).containsExactly("retry", "retry", "retry", "delete");
    assertThat(cluster.intent("m").status().consecutiveFailures()).isEqualTo(8);
  }

  @Test
  void aNewPlacementKeepsTheErrorOfTheLastOne() {
    crashUntilDeleted();
    cluster.place(ring("i", "m", "a", "b"));
    assertThat(cluster.intent("m").status().lastFailureError()).isEqualTo("a: boom; b: boom");
  }

  @Test
  void withoutRetriesEveryFailureEndsThePlacement() {
    ManagerRun<InstanceHealthMemory> impatient =
        new ManagerRun<>(
            new InstanceHealthManager(InstanceHealthConfig.defaults().withRetryLimit(0)), cluster);
    cluster.fail("i", "boom");
    assertThat(impatient.tick()).first().isInstanceOf(InstanceDeleted.class);
  }

  @Test
  void aFailedInstanceOfNoIntentIsDeleted() {
    cluster.place(ring("j", null, "a", "b")).fail("j", "boom");
    assertThat(health.tick())
        .singleElement()
        .satisfies(
            event -> assertThat(((InstanceDeleted) event).failureError()).contains("a: boom"));
  }

  @Test
  void sixtyTicksOfServiceForgetTheFailures() {
    cluster.fail("i", "boom");
    health.tick();
    cluster.serve("i");
    assertThat(health.ticks(59)).isEmpty();
    cluster.report("i", "a", new RunnerRunning());
    assertThat(health.tick()).singleElement().isInstanceOf(MetaInstanceRecovered.class);
    assertThat(cluster.intent("m").status().consecutiveFailures()).isZero();
    assertThat(cluster.intent("m").status().lastFailureError()).isNull();
    cluster.serve("i");
    assertThat(health.ticks(200)).isEmpty();
  }

  @Test
  void aRunnerThatStopsServingStartsTheCountAnew() {
    cluster.fail("i", "boom");
    health.tick();
    cluster.serve("i");
    health.ticks(59);
    cluster.report("i", "b", new RunnerLoading());
    assertThat(health.tick()).isEmpty();
    cluster.serve("i");
    assertThat(health.ticks(59)).isEmpty();
    assertThat(health.tick()).hasSize(1);
  }

  @Test
  void anIntentWithoutFailuresNeverRecovers() {
    cluster.serve("i");
    assertThat(health.ticks(100)).isEmpty();
    assertThat(health.memory().servingSinceTick()).isEmpty();
  }

  private List<String> crashUntilDeleted() {
    List<String> seen = new ArrayList<>();
    while (cluster.instance("i") != null && seen.size() < 10) {
      cluster.fail("i", "boom");
      ImmutableList<Event> events = health.tick();
      events.stream()
          .filter(InstanceEvent.class::isInstance)
          .forEach(event -> seen.add(event instanceof InstanceRetrying ? "retry" : "delete"));
    }
    return seen;
  }
}
