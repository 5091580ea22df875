package org.exojvm.core.engine.simulated;

import com.google.common.collect.ImmutableMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.instance.ShardWeights;
import org.exojvm.api.model.Memory;
import org.exojvm.core.command.DownloadCommand;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.download.DownloadProgress.DownloadCompleted;
import org.exojvm.core.download.DownloadProgress.DownloadFailed;
import org.exojvm.core.download.DownloadProgress.DownloadOngoing;
import org.exojvm.core.download.DownloadProgress.DownloadPending;
import org.exojvm.core.download.DownloadProgressData;

/**
 * The downloader of one simulated node. Fetches what a shard needs at a rate, reports on the way,
 * and keeps what it has: a model that is complete is reported complete at once (D21).
 *
 * <p>Everything, the reports included, happens in actions of the scheduler.
 */
public final class SimulatedDownloader {

  private static final class Fetch {
    double bytesDone;
  }

  private final NodeId node;
  private final SimulatedScheduler scheduler;
  private final SimulatedTimings timings;
  private final Consumer<DownloadProgress> reports;
  private final Map<ModelId, Fetch> ongoing = new HashMap<>();
  private final Map<ModelId, ShardMetadata> shards = new HashMap<>();
  private final Map<ModelId, Memory> complete = new HashMap<>();
  private final Map<ModelId, String> failures = new HashMap<>();

  /** Creates the downloader of a node that has no model. */
  public SimulatedDownloader(
      NodeId node,
      SimulatedScheduler scheduler,
      SimulatedTimings timings,
      Consumer<DownloadProgress> reports) {
    this.node = node;
    this.scheduler = scheduler;
    this.timings = timings;
    this.reports = reports;
  }

  /** Carries out a command; one for another node is ignored. */
  public void perform(DownloadCommand command) {
    if (command.targetNodeId().equals(node)) {
      scheduler.after(0, () -> act(command));
    }
  }

  /** Makes the next download of a model fail half way, with a message. */
  public void failNext(ModelId model, String message) {
    scheduler.after(0, () -> failures.put(model, message));
  }

  private void act(DownloadCommand command) {
    switch (command) {
      case DownloadCommand.StartDownload(var id, var target, var shard) -> start(shard);
      case DownloadCommand.CancelDownload cancel -> stop(cancel.modelId());
      case DownloadCommand.DeleteDownload delete -> {
        stop(delete.modelId());
        ShardMetadata shard = shards.get(delete.modelId());
        if (complete.remove(delete.modelId()) != null && shard != null) {
          reports.accept(new DownloadPending(node, shard, ""));
        }
      }
    }
  }

  /**
   * Without a report State would go on saying that bytes are coming, and nobody would ask again.
   */
  private void stop(ModelId model) {
    ShardMetadata shard = shards.get(model);
    if (ongoing.remove(model) != null && shard != null) {
      reports.accept(new DownloadPending(node, shard, ""));
    }
  }

  private void start(ShardMetadata shard) {
    ModelId model = shard.modelCard().modelId();
    shards.put(model, shard);
    Memory onDisk = complete.get(model);
    if (onDisk != null) {
      reports.accept(new DownloadCompleted(node, shard, "", onDisk));
    } else if (!ongoing.containsKey(model)) {
      Fetch fetch = new Fetch();
      ongoing.put(model, fetch);
      reports.accept(new DownloadPending(node, shard, ""));
      goOn(shard, fetch);
    }
  }

  private void goOn(ShardMetadata shard, Fetch fetch) {
    double left = ShardWeights.of(shard).inBytes() - fetch.bytesDone;
    long millis = SimulatedTimings.millis(left, timings.downloadBytesPerSecond());
    long step = Math.min(millis, timings.downloadReportMillis());
    scheduler.after(
        step,
        () -> {
          if (ongoing.get(shard.modelCard().modelId()) == fetch) {
            fetch.bytesDone += Math.min(left, step * timings.downloadBytesPerSecond() / 1000.0);
            progressed(shard, fetch, step == millis);
          }
        });
  }

  private void progressed(ShardMetadata shard, Fetch fetch, boolean done) {
    ModelId model = shard.modelCard().modelId();
    double total = ShardWeights.of(shard).inBytes();
    if (failures.containsKey(model) && fetch.bytesDone >= total / 2) {
      ongoing.remove(model);
      String message = String.valueOf(failures.remove(model));
      reports.accept(new DownloadFailed(node, shard, "", message));
    } else if (done) {
      Memory size = Memory.ofBytes((long) total);
      ongoing.remove(model);
      complete.put(model, size);
      reports.accept(new DownloadCompleted(node, shard, "", size));
    } else {
      reports.accept(new DownloadOngoing(node, shard, "", figures(total, fetch.bytesDone)));
      goOn(shard, fetch);
    }
  }

  private DownloadProgressData figures(double total, double done) {
    Memory bytesDone = Memory.ofBytes((long) done);
    return new DownloadProgressData(
        Memory.ofBytes((long) total),
        bytesDone,
        bytesDone,
        0,
        1,
        timings.downloadBytesPerSecond(),
        SimulatedTimings.millis(total - done, timings.downloadBytesPerSecond()),
        ImmutableMap.of());
  }
}
