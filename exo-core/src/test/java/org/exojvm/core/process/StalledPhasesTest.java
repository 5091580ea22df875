package org.exojvm.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.reconcile.Fixtures.card;
import static org.exojvm.core.reconcile.Fixtures.intent;
import static org.exojvm.core.reconcile.Fixtures.node;
import static org.exojvm.core.reconcile.Fixtures.request;
import static org.exojvm.core.reconcile.Fixtures.ring;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Objects;
import java.util.stream.Stream;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerConnected;
import org.exojvm.api.engine.RunnerStatus.RunnerConnecting;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.engine.RunnerStatus.RunnerIdle;
import org.exojvm.api.engine.RunnerStatus.RunnerLoaded;
import org.exojvm.api.engine.RunnerStatus.RunnerLoading;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.engine.RunnerStatus.RunnerRunning;
import org.exojvm.api.engine.RunnerStatus.RunnerShutdown;
import org.exojvm.api.engine.RunnerStatus.RunnerShuttingDown;
import org.exojvm.api.engine.RunnerStatus.RunnerWarmingUp;
import org.exojvm.api.id.EventId;
import org.exojvm.api.model.Memory;
import org.exojvm.core.download.DownloadProgress.DownloadOngoing;
import org.exojvm.core.download.DownloadProgressData;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.InstanceEvent.InstanceRetrying;
import org.exojvm.core.event.NodeEvent.NodeDownloadProgress;
import org.exojvm.core.info.GatheredInfo.MiscData;
import org.exojvm.core.reconcile.TestCluster;
import org.exojvm.core.task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: a runner that stands still becomes a failure with a reason, in every phase, and one that
 * moves or waits for a slower one does not.
 */
class StalledPhasesTest {

  private static final PhasePatience PATIENCE = PhasePatience.defaults();

  private final TestCluster cluster =
      TestCluster.connected("a", "b")
          .gathered("b", new MiscData("Studio 2"))
          .declare(intent("m"))
          .place(ring("i", "m", "a", "b"));
  private final ManagerRun<InstanceHealthMemory> health =
      new ManagerRun<>(new InstanceHealthManager(), cluster);

  static Stream<Arguments> phases() {
    RunnerStatus ready = new RunnerReady();
    return Stream.of(
        Arguments.of(ready, new RunnerIdle(), PATIENCE.waitTicks(), "idle"),
        Arguments.of(ready, new RunnerConnecting(), PATIENCE.connectTicks(), "connecting"),
        Arguments.of(ready, new RunnerConnected(), PATIENCE.waitTicks(), "connected"),
        // The shard has half a GiB: ten times 50 MB and some.
        Arguments.of(new RunnerLoaded(), new RunnerLoading(), PATIENCE.loadTicks() + 10, "loading"),
        Arguments.of(new RunnerWarmingUp(), new RunnerLoaded(), PATIENCE.loadedTicks(), "loaded"),
        Arguments.of(ready, new RunnerWarmingUp(), PATIENCE.warmUpTicks(), "warming up"));
  }

  @ParameterizedTest
  @MethodSource("phases")
  void aRankThatStandsStillIsStartedAnewAndNamed(
      RunnerStatus ahead, RunnerStatus behind, int ticks, String words) {
    cluster.report("i", "a", ahead).report("i", "b", behind);
    assertThat(health.ticks(ticks)).isEmpty();
    assertThat(retry(health.tick()).failureError())
        .isEqualTo(
            "Studio 2: rank 1 has been %s for %d ticks without progress".formatted(words, ticks));
    assertThat(Objects.requireNonNull(cluster.instance("i")).attempt()).isEqualTo(1);
    assertThat(health.memory().breakers().failures().keySet())
        .extracting(BreakerMemory.Key::node)
        .containsExactly(node("b"));
  }

  @Test
  void aRunnerThatDoesNotLeaveACancelledRequestIsStartedAnew() {
    cluster.serve("i").report("i", "a", new RunnerRunning());
    cluster.task(request("t", "i", TaskStatus.RUNNING));
    assertThat(health.ticks(500)).isEmpty();
    cluster.task(request("t", "i", TaskStatus.CANCELLED));
    assertThat(health.ticks(PATIENCE.leaveTicks())).isEmpty();
    assertThat(retry(health.tick()).failureError())
        .isEqualTo("a: rank 0 has been leaving a request for 60 ticks without progress");
  }

  /** Museum: a runner is stuck in Loaded for ever (#1731). */
  @Test
  void runnersStuckInLoadedAreStartedAnewAndNobodyIsCharged() {
    cluster.reportAll("i", new RunnerLoaded());
    assertThat(health.ticks(PATIENCE.loadedTicks())).isEmpty();
    assertThat(retry(health.tick()).failureError())
        .isEqualTo(
            "a: rank 0 has been loaded for 120 ticks without progress; "
                + "Studio 2: rank 1 has been loaded for 120 ticks without progress");
    assertThat(health.memory().breakers().failures()).isEmpty();
  }

  @Test
  void aRunnerThatNeverReportsUsesUpTheRetriesOfItsPlace() {
    for (int retry = 0; retry < 3; retry++) {
      assertThat(health.ticks(PATIENCE.startTicks())).isEmpty();
      assertThat(retry(health.tick()).failureError()).contains("rank 0 has been starting for 120");
    }
    assertThat(health.ticks(PATIENCE.startTicks())).isEmpty();
    assertThat(health.tick()).first().isInstanceOf(InstanceDeleted.class);
  }

  @Test
  void everyStepStartsTheCountAnew() {
    cluster.reportAll("i", new RunnerConnecting());
    assertThat(health.ticks(PATIENCE.connectTicks())).isEmpty();
    cluster.report("i", "a", new RunnerConnected());
    assertThat(health.ticks(PATIENCE.connectTicks())).isEmpty();
    cluster.serve("i");
    assertThat(health.ticks(2_000)).isEmpty();
  }

  @Test
  void aDownloadThatMovesIsProgress() {
    cluster.reportAll("i", new RunnerIdle());
    for (int mib = 0; mib < 10; mib++) {
      downloaded(mib);
      assertThat(health.ticks(PATIENCE.waitTicks())).isEmpty();
    }
    assertThat(health.tick()).hasSize(1);
  }

  @Test
  void aGroupOfWhichOneRankEndedComesDownOrIsStartedAnew() {
    cluster.report("i", "a", new RunnerFailed("boom")).report("i", "b", new RunnerLoading());
    assertThat(health.ticks(PATIENCE.endTicks())).isEmpty();
    assertThat(retry(health.tick()).failureError())
        .isEqualTo(
            "Studio 2: rank 1 has not come down 60 ticks after another rank ended, it is loading");
  }

  @Test
  void ranksThatAllShutDownWithoutAReasonAreStartedAnew() {
    cluster.reportAll("i", new RunnerShutdown());
    assertThat(health.ticks(PATIENCE.endTicks())).isEmpty();
    assertThat(retry(health.tick()).failureError()).contains("none said why for 60 ticks");
  }

  @Test
  void aRankThatHangsWhileItShutsDownIsNamed() {
    cluster.report("i", "a", new RunnerShuttingDown()).report("i", "b", new RunnerShutdown());
    health.ticks(PATIENCE.endTicks());
    assertThat(health.tick()).singleElement().isInstanceOf(InstanceRetrying.class);
  }

  @Test
  void theNextMasterCountsAnew() {
    cluster.reportAll("i", new RunnerLoaded());
    health.ticks(PATIENCE.loadedTicks());
    ManagerRun<InstanceHealthMemory> next = new ManagerRun<>(new InstanceHealthManager(), cluster);
    assertThat(next.ticks(PATIENCE.loadedTicks())).isEmpty();
    assertThat(next.tick()).hasSize(1);
  }

  private void downloaded(long mib) {
    Memory part = Memory.ofBytes(mib << 20);
    cluster.apply(
        new NodeDownloadProgress(
            EventId.of("download-" + mib),
            new DownloadOngoing(
                node("b"),
                Objects.requireNonNull(cluster.instance("i"))
                    .shardAssignments()
                    .runnerToShard()
                    .values()
                    .asList()
                    .get(1),
                "/models",
                new DownloadProgressData(
                    card(1).storageSize(), part, part, 0, 1, 1.0, 1L, ImmutableMap.of()))));
  }

  private static InstanceRetrying retry(ImmutableList<Event> events) {
    assertThat(events).singleElement().isInstanceOf(InstanceRetrying.class);
    return (InstanceRetrying) events.getFirst();
  }
}
