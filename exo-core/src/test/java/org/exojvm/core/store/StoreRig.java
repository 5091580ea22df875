package org.exojvm.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.command.DownloadCommand;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.node.Downloads;
import org.exojvm.core.node.DownloadsContract;

/** A store under test, and what it reports to one node. */
final class StoreRig implements AutoCloseable {

  static final NodeId NODE = NodeId.of("n0");

  /** Back-off of next to nothing, a report at every change. */
  static final StoreLimits LIMITS = new StoreLimits(2, 2, 3, 1, 2, 10_000, 60_000, 1, 0);

  private static final long PATIENCE_SECONDS = 60;

  final List<Thread> threads = new CopyOnWriteArrayList<>();
  final BlockingQueue<DownloadProgress> reports = new LinkedBlockingQueue<>();
  final ModelStore store;
  private final Downloads downloads;

  private StoreRig(Path directory, ModelManifests source, StoreLimits limits, FreeSpace free)
      throws IOException {
    ThreadFactory factory =
        task -> {
          Thread thread = Thread.ofVirtual().unstarted(task);
          threads.add(thread);
          return thread;
        };
    store = ModelStore.open(directory, source, limits, free, factory);
    downloads = store.open(NODE, reports::add);
  }

  static StoreRig open(Path directory, ModelManifests source) throws IOException {
    return open(directory, source, LIMITS, root -> Long.MAX_VALUE);
  }

  static StoreRig open(Path directory, ModelManifests source, StoreLimits limits, FreeSpace free)
      throws IOException {
    return new StoreRig(directory, source, limits, free);
  }

  static ModelManifests of(ModelId model, RemoteFile... files) {
    return ModelManifests.fixed(
        ImmutableMap.of(model, new ModelManifest(ImmutableList.copyOf(files))));
  }

  static byte[] bytes(int count, long seed) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  void start(ModelId model) {
    downloads.perform(
        new DownloadCommand.StartDownload(CommandId.of("c"), NODE, DownloadsContract.shard(model)));
  }

  void cancel(ModelId model) {
    downloads.perform(new DownloadCommand.CancelDownload(CommandId.of("c"), NODE, model));
  }

  void delete(ModelId model) {
    downloads.perform(new DownloadCommand.DeleteDownload(CommandId.of("c"), NODE, model));
  }

  DownloadProgress next() throws InterruptedException {
    DownloadProgress report = reports.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(report).as("a report within a minute").isNotNull();
    return report;
  }

  /** Lets reports pass until one of a kind comes, and returns it. */
  <T extends DownloadProgress> T until(Class<T> kind) throws InterruptedException {
    DownloadProgress report = next();
    while (!kind.isInstance(report)) {
      report = next();
    }
    return kind.cast(report);
  }

  /** Starts a model and returns how it ended. */
  DownloadProgress outcomeOf(ModelId model) throws InterruptedException {
    start(model);
    DownloadProgress report = next();
    while (!(report instanceof DownloadProgress.DownloadCompleted)
        && !(report instanceof DownloadProgress.DownloadFailed)) {
      report = next();
    }
    return report;
  }

  @Override
  public void close() {
    store.close();
  }
}
