package org.exojvm.core.worker;

import com.google.common.collect.ImmutableSet;
import org.exojvm.api.engine.RunnerStatus.RunnerIdle;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.instance.Instance;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.NodeEvent.NodeDownloadProgress;
import org.exojvm.core.event.RunnerEvent;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.exojvm.core.event.TaskEvent;
import org.exojvm.core.state.RunnerBinding;
import org.exojvm.core.state.State;
import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.task.Task;
import org.exojvm.core.task.TaskStatus;

/**
 * Whether a worker would decide the same again: it had nothing to do when it planned last, and
 * nothing a plan looks at has changed since. Instances and bindings, which change seldom, are
 * compared by identity, which an event that changes nothing keeps. Most events are about runners
 * and tasks of groups that this node has no part in; they are told apart as they come.
 */
final class Idleness {

  private final NodeId node;
  private State planned = State.empty();
  private ImmutableSet<ModelId> deferredDownloads = ImmutableSet.of();
  private boolean disturbed = true;

  Idleness(NodeId node) {
    this.node = node;
  }

  /** A plan has been made, and there was nothing to do, or there was. */
  void planned(State state, ImmutableSet<ModelId> deferred, boolean acted) {
    planned = state;
    deferredDownloads = deferred;
    disturbed = acted;
  }

  /** Something else than State has changed. */
  void disturb() {
    disturbed = true;
  }

  /** An event is in State now. */
  void applied(Event event, State state) {
    disturbed =
        disturbed
            || switch (event) {
              case TaskEvent task -> mayBeServed(state, task);
              case RunnerStatusUpdated updated -> isOfOwnGroup(state, updated.runnerId());
              case RunnerEvent _ -> true;
              case NodeDownloadProgress told -> mayBeAwaited(told.downloadProgress());
              default -> false;
            };
  }

  /** A plan takes up open requests and leaves cancelled ones; other tasks are only records. */
  private boolean mayBeServed(State state, TaskEvent event) {
    Task task = state.tasks().get(idOf(event));
    return task != null
        && (task instanceof GenerationTask || task.taskStatus() == TaskStatus.CANCELLED)
        && hasPartIn(state, task.instanceId());
  }

  private static TaskId idOf(TaskEvent event) {
    return switch (event) {
      case TaskEvent.TaskCreated created -> created.taskId();
      case TaskEvent.TaskAcknowledged acknowledged -> acknowledged.taskId();
      case TaskEvent.TaskDeleted deleted -> deleted.taskId();
      case TaskEvent.TaskStatusUpdated updated -> updated.taskId();
      case TaskEvent.TaskFailed failed -> failed.taskId();
    };
  }

  /** A runner that is bound to nothing any more may still be a peer of one that stops. */
  private boolean isOfOwnGroup(State state, RunnerId runner) {
    RunnerBinding bound = state.runnerBindings().get(runner);
    return bound == null || hasPartIn(state, bound.instanceId());
  }

  /** What has lost its instance is told by the instances themselves. */
  private boolean hasPartIn(State state, InstanceId id) {
    Instance instance = state.instances().get(id);
    return instance != null && instance.shardAssignments().nodeToRunner().containsKey(node);
  }

  /** A load waits until the model is complete everywhere; only an own download is asked for. */
  private boolean mayBeAwaited(DownloadProgress progress) {
    return progress instanceof DownloadProgress.DownloadCompleted || progress.nodeId().equals(node);
  }

  @SuppressWarnings("ReferenceEquality")
  boolean wouldDecideTheSame(State now, ImmutableSet<ModelId> deferred) {
    return !disturbed
        && planned.instances() == now.instances()
        && planned.runnerBindings() == now.runnerBindings()
        && deferredDownloads.equals(deferred);
  }

  /**
   * Returns whether no plan tick matters by itself: a runner that stops has a deadline, and one
   * that may want a model asks for it again after a while.
   */
  static boolean isQuiet(Iterable<RunnerSlot> runners) {
    for (RunnerSlot runner : runners) {
      if (runner.stopTask != null || runner.status instanceof RunnerIdle) {
        return false;
      }
    }
    return true;
  }
}
