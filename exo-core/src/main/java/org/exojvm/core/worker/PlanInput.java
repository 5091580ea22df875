package org.exojvm.core.worker;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.function.Predicate;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.instance.Instance;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * Everything {@link WorkerPlan} looks at. The first hit in the order of these collections wins, so
 * their order is part of the input.
 *
 * @param node node of the worker
 * @param runners runners of this node
 * @param downloads downloads of all nodes
 * @param instances instances of State
 * @param allRunners last report of every runner of the cluster
 * @param tasks tasks of State
 * @param inputChunksReceived number of input chunks that have come in, by command
 * @param deferredDownloads models that are not to be asked for now, because they were a moment ago
 */
public record PlanInput(
    NodeId node,
    ImmutableList<LocalRunner> runners,
    OrderedMap<NodeId, ImmutableList<DownloadProgress>> downloads,
    OrderedMap<InstanceId, Instance> instances,
    OrderedMap<RunnerId, RunnerStatus> allRunners,
    OrderedMap<TaskId, Task> tasks,
    ImmutableMap<CommandId, Integer> inputChunksReceived,
    ImmutableSet<ModelId> deferredDownloads) {

  /** Returns whether this node has the runner, stopping or not. */
  boolean hasLocal(RunnerId runner) {
    for (LocalRunner local : runners) {
      if (local.runnerId().equals(runner)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the downloads of a node, in the order in which they were first reported. */
  ImmutableList<DownloadProgress> downloadsOf(NodeId owner) {
    ImmutableList<DownloadProgress> reported = downloads.get(owner);
    return reported == null ? ImmutableList.of() : reported;
  }

  /**
   * Returns whether the last report of every runner matches. One that has not reported does not
   * match: it is not ready for anything (D12).
   */
  boolean allReport(Iterable<RunnerId> ids, Predicate<RunnerStatus> expected) {
    for (RunnerId id : ids) {
      if (!reports(id, expected)) {
        return false;
      }
    }
    return true;
  }

  /** As {@link #allReport}, of the whole group of a runner but itself. */
  boolean othersReport(LocalRunner runner, Predicate<RunnerStatus> expected) {
    for (RunnerId id : runner.group().keySet()) {
      if (!id.equals(runner.runnerId()) && !reports(id, expected)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the first runner other than {@code self} whose last report matches, or null. */
  @Nullable RunnerId firstPeer(
      ImmutableCollection<RunnerId> group, RunnerId self, Predicate<RunnerStatus> expected) {
    for (RunnerId id : group) {
      if (!id.equals(self) && reports(id, expected)) {
        return id;
      }
    }
    return null;
  }

  private boolean reports(RunnerId id, Predicate<RunnerStatus> expected) {
    RunnerStatus status = allRunners.get(id);
    return status != null && expected.test(status);
  }
}
