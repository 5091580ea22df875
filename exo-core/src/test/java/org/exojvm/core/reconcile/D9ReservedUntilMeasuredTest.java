package org.exojvm.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.reconcile.Fixtures.node;
import static org.exojvm.core.reconcile.Fixtures.ring;
import static org.exojvm.core.reconcile.Fixtures.runner;
import static org.exojvm.core.reconcile.Fixtures.shards;

import java.util.Objects;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerConnected;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.engine.RunnerStatus.RunnerIdle;
import org.exojvm.api.engine.RunnerStatus.RunnerLoaded;
import org.exojvm.api.engine.RunnerStatus.RunnerLoading;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.engine.RunnerStatus.RunnerRunning;
import org.exojvm.api.engine.RunnerStatus.RunnerShuttingDown;
import org.exojvm.api.engine.RunnerStatus.RunnerWarmingUp;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.instance.Instance.MlxRingInstance;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.CacheDemand;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.InstanceEvent.InstanceRetrying;
import org.exojvm.core.event.RunnerEvent.RunnerDeleted;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.exojvm.core.state.RunnerBinding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * D9. Goal: what was promised to a runner is not promised to another until the runner holds its
 * weights and the node has measured its memory after that; what it may cache, for as long as it is
 * there. Nodes have 64 GiB, the share of each of two nodes is 10 GiB.
 */
class D9ReservedUntilMeasuredTest {

  private static final EventId EVENT = EventId.of("e");

  private final TestCluster cluster = TestCluster.connected("a", "b");

  static RunnerStatus[] holding() {
    return new RunnerStatus[] {
      new RunnerLoaded(), new RunnerWarmingUp(), new RunnerReady(), new RunnerRunning()
    };
  }

  static RunnerStatus[] notHolding() {
    return new RunnerStatus[] {
      new RunnerIdle(),
      new RunnerConnected(),
      new RunnerLoading(),
      new RunnerShuttingDown(),
      new RunnerFailed("boom")
    };
  }

  @ParameterizedTest
  @MethodSource("holding")
  void aRunnerHasItsShareUntilItsWeightsAreInALaterMeasurement(RunnerStatus holding) {
    place(CacheDemand.NONE);
    cluster.memory("a", 63);
    assertThat(free("a")).isEqualTo(Memory.ofGib(63 - 10));
    cluster.report("i", "a", holding);
    assertThat(free("a")).isEqualTo(Memory.ofGib(63 - 10));
    cluster.memory("b", 50);
    assertThat(free("a")).isEqualTo(Memory.ofGib(63 - 10));
    cluster.memory("a", 53);
    assertThat(free("a")).isEqualTo(Memory.ofGib(53));
    assertThat(free("b")).isEqualTo(Memory.ofGib(50 - 10));
  }

  @ParameterizedTest
  @MethodSource("notHolding")
  void aRunnerThatNoLongerHoldsItsWeightsIsPromisedThemAgain(RunnerStatus notHolding) {
    loadAndMeasure();
    cluster.report("i", "a", notHolding);
    assertThat(free("a")).isEqualTo(Memory.ofGib(54 - 10));
    cluster.memory("a", 64);
    assertThat(free("a")).isEqualTo(Memory.ofGib(64 - 10));
  }

  @Test
  void theSameMeasurementAgainIsAMeasurement() {
    place(CacheDemand.NONE);
    cluster.report("i", "a", new RunnerLoaded());
    cluster.memory("a", 64);
    assertThat(free("a")).isEqualTo(Memory.ofGib(64));
  }

  @Test
  void furtherReportsOfAnAliveRunnerDoNotAskForANewMeasurement() {
    loadAndMeasure();
    for (RunnerStatus holding : holding()) {
      cluster.report("i", "a", holding);
      assertThat(free("a")).isEqualTo(Memory.ofGib(54));
    }
  }

  @Test
  void aRetryInPlaceReservesAnewAndLateReportsOfTheOldAttemptChangeNothing() {
    loadAndMeasure();
    cluster.apply(new InstanceRetrying(EVENT, InstanceId.of("i"), MetaInstanceId.of("m"), "boom"));
    cluster.apply(new RunnerStatusUpdated(EVENT, runner("i", "a"), new RunnerLoaded(), 0L));
    cluster.memory("a", 64);
    assertThat(free("a")).isEqualTo(Memory.ofGib(64 - 10));
    cluster.apply(new RunnerStatusUpdated(EVENT, runner("i", "a"), new RunnerLoaded(), 1L));
    cluster.memory("a", 54);
    assertThat(free("a")).isEqualTo(Memory.ofGib(54));
  }

  @Test
  void theReservationOfARunnerThatLoadsOutlivesItsInstance() {
    place(CacheDemand.NONE);
    cluster.report("i", "a", new RunnerLoading()).delete("i");
    assertThat(free("a")).isEqualTo(Memory.ofGib(54));
    cluster.apply(new RunnerDeleted(EVENT, runner("i", "a")));
    assertThat(free("a")).isEqualTo(Memory.ofGib(64));
    assertThat(free("b")).isEqualTo(Memory.ofGib(54));
  }

  @Test
  void aNodeThatIsBackHasMeasuredNothingYet() {
    loadAndMeasure();
    cluster.kill("a");
    assertThat(cluster.state().lastMemoryEventIndexByNode().containsKey(node("a"))).isFalse();
    assertThat(MemoryLedger.freeMemory(cluster.state(), MemoryPolicy.NONE))
        .doesNotContainKey(node("a"));
    cluster.memory("a", 54);
    assertThat(free("a")).isEqualTo(Memory.ofGib(54));
  }

  @Test
  void theCacheIsPromisedForAsLongAsTheRunnerIsThere() {
    place(new CacheDemand(1_024, 2, 1L << 20, Memory.ZERO, 8));
    assertThat(free("a")).isEqualTo(Memory.ofGib(64 - 10 - 1));
    cluster.report("i", "a", new RunnerReady()).memory("a", 54);
    assertThat(free("a")).isEqualTo(Memory.ofGib(54 - 1));
    cluster.delete("i");
    assertThat(free("a")).isEqualTo(Memory.ofGib(54 - 1));
    cluster.apply(new RunnerDeleted(EVENT, runner("i", "a")));
    assertThat(free("a")).isEqualTo(Memory.ofGib(54));
  }

  @Test
  void bothIndicesAreKept() {
    place(CacheDemand.NONE);
    cluster.report("i", "a", new RunnerLoaded());
    long loaded = cluster.state().lastEventAppliedIdx();
    cluster.report("i", "a", new RunnerReady()).memory("a", 54);
    RunnerBinding binding =
        Objects.requireNonNull(cluster.state().runnerBindings().get(runner("i", "a")));
    assertThat(binding.holdsWeightsSinceIdx()).isEqualTo(loaded);
    assertThat(cluster.state().lastMemoryEventIndexByNode().get(node("a"))).isEqualTo(loaded + 2);
  }

  private void loadAndMeasure() {
    place(CacheDemand.NONE);
    cluster.report("i", "a", new RunnerReady()).memory("a", 54);
    assertThat(free("a")).isEqualTo(Memory.ofGib(54));
  }

  private void place(CacheDemand cache) {
    MlxRingInstance ring = (MlxRingInstance) ring("i", null, "a", "b");
    cluster.apply(
        new InstanceCreated(EVENT, ring.withShardAssignments(shards("i", 20, "a", "b")), cache));
  }

  private Memory free(String node) {
    return Objects.requireNonNull(
        MemoryLedger.freeMemory(cluster.state(), MemoryPolicy.NONE).get(node(node)));
  }
}
