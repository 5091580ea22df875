package org.exojvm.core.explain;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import java.util.Locale;
import java.util.Map;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.download.DownloadProgress.DownloadCompleted;
import org.exojvm.core.download.DownloadProgress.DownloadOngoing;
import org.exojvm.core.download.DownloadProgressData;
import org.exojvm.core.reconcile.ConnectionHealth;
import org.exojvm.core.reconcile.ConnectionHealth.Unhealthy;
import org.exojvm.core.reconcile.Reconciliation;
import org.exojvm.core.state.NodeDrain;
import org.exojvm.core.state.State;
import org.exojvm.core.task.GenerationTask;
import org.jspecify.annotations.Nullable;

/** Explains an intent that an instance backs. */
final class PlacedIntent {

  private final State state;
  private final MetaInstance intent;
  private final Instance instance;

  PlacedIntent(State state, MetaInstance intent, Instance instance) {
    this.state = state;
    this.intent = intent;
    this.instance = instance;
  }

  IntentReport report() {
    ImmutableList.Builder<String> details = ImmutableList.builder();
    details.add(
        "instance %s, attempt %d, model %s"
            .formatted(
                instance.instanceId(), instance.attempt(), instance.shardAssignments().modelId()));
    instance
        .shardAssignments()
        .nodeToRunner()
        .forEach((node, runner) -> details.add(rank(node, runner)));
    ConnectionHealth health = Reconciliation.instanceConnectionsHealthy(instance, state.topology());
    if (health instanceof Unhealthy(boolean _, String reason)) {
      details.add("link: " + reason);
    }
    details.addAll(drains());
    IntentPhase phase = phase(health);
    return new IntentReport(intent.id(), phase, summary(phase), details.build());
  }

  private ImmutableList<String> drains() {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    for (NodeId node : instance.shardAssignments().nodeToRunner().keySet()) {
      NodeDrain drain = state.drains().get(node);
      if (drain != null) {
        String note = drain.notMoved().get(instance.instanceId());
        lines.add(
            "node %s is drained, and it %s"
                .formatted(
                    Names.of(node, state),
                    note == null ? "will be moved when its turn comes" : "stays there: " + note));
      }
    }
    return lines.build();
  }

  private IntentPhase phase(ConnectionHealth health) {
    if (!health.isHealthy() || anyFailed()) {
      return IntentPhase.FAILING;
    }
    if (serving() == instance.shardAssignments().nodeToRunner().size()) {
      return IntentPhase.SERVING;
    }
    return anyDownload() ? IntentPhase.DOWNLOADING : IntentPhase.STARTING;
  }

  private String summary(IntentPhase phase) {
    int ranks = instance.shardAssignments().nodeToRunner().size();
    String where = "on " + Names.count(ranks, "node");
    return switch (phase) {
      case SERVING ->
          "Intent %s serves %s, with %s open."
              .formatted(intent.id(), where, Names.count(openRequests(), "request"));
      case DOWNLOADING ->
          "Intent %s is placed %s and fetches its model.".formatted(intent.id(), where);
      case FAILING -> "Intent %s is placed %s and has failed.".formatted(intent.id(), where);
      case STARTING, WAITING, PAUSED, UNPLACEABLE, UNKNOWN ->
          "Intent %s is placed %s; %d of %d runners serve."
              .formatted(intent.id(), where, serving(), ranks);
    };
  }

  private String rank(NodeId node, RunnerId runner) {
    ShardMetadata shard = instance.shardAssignments().runnerToShard().get(runner);
    return "rank %s on node %s: %s%s"
        .formatted(
            shard == null ? "?" : shard.deviceRank(),
            Names.of(node, state),
            told(state.runners().get(runner)),
            downloadOf(node));
  }

  private static String told(@Nullable RunnerStatus status) {
    if (status == null) {
      return "no report yet";
    }
    String name = status.getClass().getSimpleName().substring("Runner".length());
    return status instanceof RunnerFailed(var message) && message != null
        ? name + ": " + message
        : name;
  }

  private String downloadOf(NodeId node) {
    DownloadProgress progress = progressOf(node);
    return switch (progress) {
      case null -> "";
      case DownloadCompleted _ -> "";
      case DownloadProgress.DownloadPending _ -> ", its download has not begun";
      case DownloadProgress.DownloadFailed failed ->
          ", its download failed: " + failed.errorMessage();
      case DownloadOngoing(var _, var _, var _, DownloadProgressData figures) -> told(figures);
    };
  }

  private static String told(DownloadProgressData figures) {
    double total = Math.max(1, figures.totalBytes().inBytes());
    return String.format(
        Locale.ROOT,
        ", downloading: %.0f %% of %s, %.0f MB/s, %d s left",
        100 * figures.downloadedBytes().inBytes() / total,
        Names.gib(figures.totalBytes()),
        figures.speed() / 1e6,
        figures.etaMs() / 1_000);
  }

  private @Nullable DownloadProgress progressOf(NodeId node) {
    ImmutableList<DownloadProgress> downloads = state.downloads().get(node);
    if (downloads == null) {
      return null;
    }
    DownloadProgress latest = null;
    for (DownloadProgress download : downloads) {
      if (download
          .shardMetadata()
          .modelCard()
          .modelId()
          .equals(instance.shardAssignments().modelId())) {
        latest = download;
      }
    }
    return latest;
  }

  private boolean anyFailed() {
    for (RunnerId runner : instance.shardAssignments().nodeToRunner().values()) {
      RunnerStatus status = state.runners().get(runner);
      if (status != null && status.isTerminal()) {
        return true;
      }
    }
    return false;
  }

  private boolean anyDownload() {
    for (Map.Entry<NodeId, RunnerId> rank : instance.shardAssignments().nodeToRunner().entrySet()) {
      if (progressOf(rank.getKey()) instanceof DownloadOngoing) {
        return true;
      }
    }
    return false;
  }

  private int serving() {
    int serving = 0;
    for (RunnerId runner : instance.shardAssignments().nodeToRunner().values()) {
      RunnerStatus status = state.runners().get(runner);
      serving += status != null && status.isServing() ? 1 : 0;
    }
    return serving;
  }

  private int openRequests() {
    return (int)
        Streams.stream(state.tasks().values())
            .filter(
                task ->
                    task instanceof GenerationTask
                        && task.taskStatus().isOpen()
                        && task.instanceId().equals(instance.instanceId()))
            .count();
  }
}
