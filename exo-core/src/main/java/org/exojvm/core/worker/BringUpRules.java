package org.exojvm.core.worker;

import java.util.Optional;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerIdle;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.BoundInstance;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.ShardAssignments;
import org.exojvm.core.download.DownloadProgress;
import org.jspecify.annotations.Nullable;

/** Rules that give a runner what it needs on its own node. */
final class BringUpRules {

  private BringUpRules() {}

  /**
   * A runner is started when this node plays a role and no peer has ended: a group whose members
   * are ending is brought up anew together, after the master has decided so.
   */
  static Optional<PlannedStep> start(PlanInput input) {
    for (Instance instance : input.instances().values()) {
      ShardAssignments shards = instance.shardAssignments();
      RunnerId own = shards.nodeToRunner().get(input.node());
      if (own != null
          && !input.hasLocal(own)
          && input.firstPeer(shards.nodeToRunner().values(), own, RunnerStatus::isTerminal)
              == null) {
        return Optional.of(
            new PlannedStep.Start(
                new BoundInstance(instance, own, input.node()),
                "rank " + shardRank(instance, own) + " of the instance runs here"));
      }
    }
    return Optional.empty();
  }

  /** The model is asked for as long as nothing is known of its download on this node. */
  static Optional<PlannedStep> download(PlanInput input) {
    for (LocalRunner runner : input.runners()) {
      if (runner.status() instanceof RunnerIdle
          && !runner.stopping()
          && !input.deferredDownloads().contains(runner.modelId())
          && isMissing(lastDownload(input, runner.modelId()))) {
        return Optional.of(
            new PlannedStep.Download(
                runner.instanceId(),
                runner.runnerId(),
                runner.shard(),
                "model " + runner.modelId().value() + " is not on this node"));
      }
    }
    return Optional.empty();
  }

  private static int shardRank(Instance instance, RunnerId runner) {
    var shard = instance.shardAssignments().runnerToShard().get(runner);
    return shard == null ? -1 : shard.deviceRank();
  }

  private static boolean isMissing(@Nullable DownloadProgress download) {
    return download == null || download instanceof DownloadProgress.DownloadPending;
  }

  private static @Nullable DownloadProgress lastDownload(PlanInput input, ModelId model) {
    DownloadProgress last = null;
    for (DownloadProgress download : input.downloadsOf(input.node())) {
      if (download.shardMetadata().modelCard().modelId().equals(model)) {
        last = download;
      }
    }
    return last;
  }
}
