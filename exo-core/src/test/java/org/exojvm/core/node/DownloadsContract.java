package org.exojvm.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.exojvm.api.engine.RunnerFixtures;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.core.command.DownloadCommand;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.download.DownloadProgress.DownloadCompleted;
import org.exojvm.core.download.DownloadProgress.DownloadOngoing;
import org.exojvm.core.download.DownloadProgress.DownloadPending;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Goal: every {@link Downloads} does what its contract says. Method: commands in, reports out; what
 * must not come is shown by what comes after it. Extend it for downloads of your own.
 */
public abstract class DownloadsContract {

  /** A model that is fetched in no time. */
  protected static final ModelId SMALL = ModelId.of("test/small");

  /** A model that is never whole while a test runs. */
  protected static final ModelId ENDLESS = ModelId.of("test/endless");

  /** Size of the small model. */
  protected static final long SMALL_BYTES = 1_000;

  /** Size of the other, as its card says. */
  protected static final long ENDLESS_BYTES = 1L << 50;

  private static final NodeId NODE = RunnerFixtures.node(0);
  private static final CommandId COMMAND = CommandId.of("c");

  private final BlockingQueue<DownloadProgress> reports = new LinkedBlockingQueue<>();
  private Downloads downloads;

  /** Returns what makes the downloads, which can fetch both models and have neither. */
  protected abstract Downloads.Provider provider() throws Exception;

  @BeforeEach
  void open() throws Exception {
    downloads = provider().open(NODE, reports::add);
  }

  @Test
  void aModelIsFetchedAndReportedUntilItIsComplete() throws Exception {
    start(NODE, SMALL);
    ImmutableList<DownloadProgress> told = untilCompleted(SMALL);
    assertThat(told.getFirst()).isInstanceOf(DownloadPending.class);
    assertThat(told)
        .allSatisfy(
            report -> {
              assertThat(report.nodeId()).isEqualTo(NODE);
              assertThat(report.shardMetadata()).isEqualTo(shard(SMALL));
            });
    assertThat(((DownloadCompleted) told.getLast()).totalBytes().inBytes()).isEqualTo(SMALL_BYTES);
  }

  @Test
  void d21AModelThatIsCompleteIsReportedSoAtOnce() throws Exception {
    start(NODE, SMALL);
    untilCompleted(SMALL);
    start(NODE, SMALL);
    assertThat(next()).isInstanceOf(DownloadCompleted.class);
  }

  @Test
  void aCancelledModelIsPendingAndHeardOfNoMore() throws Exception {
    start(NODE, ENDLESS);
    assertThat(next()).isInstanceOf(DownloadPending.class);
    downloads.perform(new DownloadCommand.CancelDownload(COMMAND, NODE, ENDLESS));
    for (DownloadProgress report = next(); !report.equals(pending(ENDLESS)); report = next()) {
      assertThat(report).isInstanceOf(DownloadOngoing.class);
    }
    start(NODE, SMALL);
    assertThat(untilCompleted(SMALL))
        .allSatisfy(report -> assertThat(report.shardMetadata()).isEqualTo(shard(SMALL)));
  }

  @Test
  void startingTwiceFetchesOnce() throws Exception {
    start(NODE, SMALL);
    start(NODE, SMALL);
    untilCompleted(SMALL);
    start(NODE, SMALL);
    assertThat(next()).isInstanceOf(DownloadCompleted.class);
  }

  @Test
  void aDeletedModelIsPendingAndFetchedAnew() throws Exception {
    start(NODE, SMALL);
    untilCompleted(SMALL);
    downloads.perform(new DownloadCommand.DeleteDownload(COMMAND, NODE, SMALL));
    assertThat(next()).isEqualTo(pending(SMALL));
    start(NODE, SMALL);
    assertThat(untilCompleted(SMALL).getFirst()).isInstanceOf(DownloadPending.class);
  }

  @Test
  void whatIsUnknownIsCancelledAndDeletedWithoutHarm() throws Exception {
    downloads.perform(new DownloadCommand.CancelDownload(COMMAND, NODE, SMALL));
    downloads.perform(new DownloadCommand.DeleteDownload(COMMAND, NODE, SMALL));
    start(NODE, SMALL);
    untilCompleted(SMALL);
  }

  @Test
  void whatAnotherNodeShallDoIsNotDoneHere() throws Exception {
    start(RunnerFixtures.node(1), ENDLESS);
    start(NODE, SMALL);
    assertThat(untilCompleted(SMALL))
        .allSatisfy(report -> assertThat(report.shardMetadata()).isEqualTo(shard(SMALL)));
  }

  /** Returns the shard that is asked for: all of the model. */
  public static ShardMetadata shard(ModelId model) {
    long bytes = model.equals(ENDLESS) ? ENDLESS_BYTES : SMALL_BYTES;
    ModelCard card =
        RunnerFixtures.card(1).withModelId(model).withStorageSize(Memory.ofBytes(bytes));
    return new ShardMetadata.PipelineShardMetadata(
        card, 0, 1, false, null, 0, card.nLayers(), card.nLayers());
  }

  private DownloadProgress pending(ModelId model) {
    return new DownloadPending(NODE, shard(model), directoryOf(model));
  }

  /** Returns what reports tell as the directory of a model. */
  protected abstract String directoryOf(ModelId model);

  private void start(NodeId node, ModelId model) {
    downloads.perform(new DownloadCommand.StartDownload(COMMAND, node, shard(model)));
  }

  private DownloadProgress next() throws InterruptedException {
    DownloadProgress report = reports.poll(TestNodes.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(report).isNotNull();
    return report;
  }

  private ImmutableList<DownloadProgress> untilCompleted(ModelId model)
      throws InterruptedException {
    ImmutableList.Builder<DownloadProgress> told = ImmutableList.builder();
    for (DownloadProgress report = next(); ; report = next()) {
      told.add(report);
      if (report instanceof DownloadCompleted && report.shardMetadata().equals(shard(model))) {
        return told.build();
      }
    }
  }
}
