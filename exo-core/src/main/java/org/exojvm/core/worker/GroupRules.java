package org.exojvm.core.worker;

import java.util.Optional;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerConnected;
import org.exojvm.api.engine.RunnerStatus.RunnerConnecting;
import org.exojvm.api.engine.RunnerStatus.RunnerIdle;
import org.exojvm.api.engine.RunnerStatus.RunnerLoaded;
import org.exojvm.api.engine.RunnerStatus.RunnerLoading;
import org.exojvm.api.engine.RunnerStatus.RunnerWarmingUp;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.ShardAssignments;
import org.exojvm.core.download.DownloadProgress;

/** Rules that move all ranks of a group through its phases in step. */
final class GroupRules {

  private GroupRules() {}

  /** All ranks but the last wait for the group at once; the last one completes it. */
  static Optional<PlannedStep> connect(PlanInput input) {
    for (LocalRunner runner : input.runners()) {
      if (!runner.isAlone()
          && isFree(runner)
          && runner.status() instanceof RunnerIdle
          && input.allReport(runner.group().keySet(), GroupRules::beforeConnected)
          && (!isLastRank(runner)
              || input.othersReport(runner, RunnerConnecting.class::isInstance))) {
        return Optional.of(
            new PlannedStep.Connect(
                runner.instanceId(),
                runner.runnerId(),
                isLastRank(runner) ? "all other ranks are connecting" : "all ranks are up"));
      }
    }
    return Optional.empty();
  }

  /** The shard is loaded when every node has the model and the group is formed. */
  static Optional<PlannedStep> load(PlanInput input) {
    for (LocalRunner runner : input.runners()) {
      if (isFree(runner) && canLoad(input, runner) && modelIsOnAllNodes(input, runner)) {
        return Optional.of(
            new PlannedStep.Load(
                runner.instanceId(),
                runner.runnerId(),
                runner.isAlone() ? "the model is on disk" : "the group is formed"));
      }
    }
    return Optional.empty();
  }

  /** All ranks but the first enter the forward pass at once; rank 0 sets it off. */
  static Optional<PlannedStep> warmUp(PlanInput input) {
    for (LocalRunner runner : input.runners()) {
      if (isFree(runner)
          && runner.status() instanceof RunnerLoaded
          && canWarmUp(input, runner, runner.shard().deviceRank())) {
        return Optional.of(
            new PlannedStep.WarmUp(runner.instanceId(), runner.runnerId(), "all ranks are loaded"));
      }
    }
    return Optional.empty();
  }

  static boolean isFree(LocalRunner runner) {
    return !runner.stopping() && !runner.awaitingAck();
  }

  private static boolean isLastRank(LocalRunner runner) {
    return runner.shard().deviceRank() >= runner.shard().worldSize() - 1;
  }

  private static boolean beforeConnected(RunnerStatus status) {
    return status instanceof RunnerIdle || status instanceof RunnerConnecting;
  }

  private static boolean canLoad(PlanInput input, LocalRunner runner) {
    if (runner.isAlone() && runner.status() instanceof RunnerIdle) {
      return true;
    }
    return runner.status() instanceof RunnerConnected
        && input.allReport(
            runner.group().keySet(),
            status ->
                status instanceof RunnerConnected
                    || status instanceof RunnerLoading
                    || status instanceof RunnerLoaded);
  }

  private static boolean canWarmUp(PlanInput input, LocalRunner runner, int rank) {
    if (rank > 0) {
      return input.allReport(
          runner.group().keySet(),
          status -> status instanceof RunnerLoaded || status instanceof RunnerWarmingUp);
    }
    return rank == 0 && input.othersReport(runner, RunnerWarmingUp.class::isInstance);
  }

  private static boolean modelIsOnAllNodes(PlanInput input, LocalRunner runner) {
    ShardAssignments shards = runner.bound().instance().shardAssignments();
    for (NodeId node : shards.nodeToRunner().keySet()) {
      if (!isComplete(input, node, shards.modelId())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isComplete(PlanInput input, NodeId node, ModelId model) {
    for (DownloadProgress download : input.downloadsOf(node)) {
      if (download instanceof DownloadProgress.DownloadCompleted
          && download.shardMetadata().modelCard().modelId().equals(model)) {
        return true;
      }
    }
    return false;
  }
}
