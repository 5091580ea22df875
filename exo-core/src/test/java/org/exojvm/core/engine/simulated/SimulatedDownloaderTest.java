package org.exojvm.core.engine.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.exojvm.api.engine.RunnerFixtures;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.core.command.DownloadCommand;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.download.DownloadProgress.DownloadCompleted;
import org.exojvm.core.download.DownloadProgress.DownloadFailed;
import org.exojvm.core.download.DownloadProgress.DownloadOngoing;
import org.junit.jupiter.api.Test;

class SimulatedDownloaderTest {

  private static final NodeId NODE = RunnerFixtures.node(0);
  private static final CommandId COMMAND = CommandId.of("c0");
  private static final ShardMetadata SHARD =
      RunnerFixtures.bound(RunnerFixtures.ring(1), 0).boundShard();

  private final VirtualTime time = new VirtualTime();
  private final List<DownloadProgress> reports = new ArrayList<>();

  /** The shard has 1 MiB, so it takes 4 s. */
  private final SimulatedDownloader downloader =
      new SimulatedDownloader(
          NODE, time, SimulatedTimings.DEFAULT.withDownloadBytesPerSecond(1 << 18), reports::add);

  @Test
  void reportsPendingThenProgressEverySecondThenComplete() {
    start(NODE);
    time.pass(10_000);
    assertThat(kinds())
        .containsExactly(
            "DownloadPending",
            "DownloadOngoing",
            "DownloadOngoing",
            "DownloadOngoing",
            "DownloadCompleted");
    assertThat(((DownloadCompleted) reports.getLast()).totalBytes().inBytes()).isEqualTo(1 << 20);
  }

  @Test
  void progressTellsBytesAndRemainingTime() {
    start(NODE);
    time.pass(1_000);
    var figures = ((DownloadOngoing) reports.getLast()).downloadProgress();
    assertThat(figures.downloadedBytes().inBytes()).isEqualTo(1 << 18);
    assertThat(figures.etaMs()).isEqualTo(3_000);
  }

  @Test
  void d21ModelThatIsOnDiskIsReportedCompleteAtOnce() {
    start(NODE);
    time.pass(10_000);
    reports.clear();
    start(NODE);
    time.pass(0);
    assertThat(kinds()).containsExactly("DownloadCompleted");
  }

  @Test
  void secondStartOfARunningDownloadChangesNothing() {
    start(NODE);
    time.pass(1_500);
    start(NODE);
    time.pass(10_000);
    assertThat(kinds()).containsOnlyOnce("DownloadPending", "DownloadCompleted");
  }

  @Test
  void scriptedFailureComesHalfWayAndTheNextTrySucceeds() {
    downloader.failNext(SHARD.modelCard().modelId(), "disk full");
    start(NODE);
    time.pass(10_000);
    assertThat(reports.getLast()).isEqualTo(new DownloadFailed(NODE, SHARD, "", "disk full"));
    start(NODE);
    time.pass(10_000);
    assertThat(reports.getLast()).isInstanceOf(DownloadCompleted.class);
  }

  @Test
  void cancelledDownloadReportsNothingMore() {
    start(NODE);
    time.pass(1_500);
    downloader.perform(
        new DownloadCommand.CancelDownload(COMMAND, NODE, SHARD.modelCard().modelId()));
    time.pass(0);
    reports.clear();
    time.pass(10_000);
    assertThat(reports).isEmpty();
  }

  @Test
  void deletedModelIsFetchedAgain() {
    start(NODE);
    time.pass(10_000);
    downloader.perform(
        new DownloadCommand.DeleteDownload(COMMAND, NODE, SHARD.modelCard().modelId()));
    reports.clear();
    start(NODE);
    time.pass(10_000);
    assertThat(kinds()).startsWith("DownloadPending").endsWith("DownloadCompleted");
  }

  @Test
  void commandForAnotherNodeIsIgnored() {
    start(RunnerFixtures.node(1));
    time.pass(10_000);
    assertThat(reports).isEmpty();
  }

  private void start(NodeId node) {
    downloader.perform(new DownloadCommand.StartDownload(COMMAND, node, SHARD));
  }

  private ImmutableList<String> kinds() {
    return reports.stream()
        .map(report -> report.getClass().getSimpleName())
        .collect(ImmutableList.toImmutableList());
  }
}
