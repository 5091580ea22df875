package org.exojvm.core.process;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ListMultimap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.instance.Instance;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.TaskEvent.TaskDeleted;
import org.exojvm.core.event.TaskEvent.TaskStatusUpdated;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.state.State;
import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.task.LifecycleTask.CancelTask;
import org.exojvm.core.task.Task;
import org.exojvm.core.task.TaskStatus;

/** Tasks that nobody waits for any more, and the events that remove them. */
final class UnwantedTasks {

  private final State state;
  private final ImmutableSet<InstanceId> instancesStillBound;
  private final IdSequence ids;
  private final ImmutableList.Builder<Event> events = ImmutableList.builder();

  // Keyed as State is: by the id of the event that created them, whatever the task says.
  private final List<Map.Entry<TaskId, Task>> cancelledRequests = new ArrayList<>();
  private final ListMultimap<TaskId, Map.Entry<TaskId, CancelTask>> cancellations =
      ArrayListMultimap.create();
  private final List<TaskId> finished = new ArrayList<>();

  UnwantedTasks(State state, ImmutableSet<InstanceId> instancesStillBound, IdSequence ids) {
    this.state = state;
    this.instancesStillBound = instancesStillBound;
    this.ids = ids;
  }

  ImmutableList<Event> events() {
    for (Map.Entry<TaskId, Task> task : state.tasks().entries()) {
      if (state.instances().containsKey(task.getValue().instanceId())) {
        sort(task);
      } else {
        clearAway(task.getKey(), task.getValue());
      }
    }
    cancelledRequests.forEach(this::deleteWhenStopped);
    finished.stream()
        .limit(Math.max(0, finished.size() - CleanerManager.MAX_FINISHED_TASKS))
        .forEach(this::delete);
    return events.build();
  }

  /** Its instance is gone. Steps of runners on their way out are not disturbed. */
  private void clearAway(TaskId id, Task task) {
    if (task instanceof GenerationTask && task.taskStatus().isOpen()) {
      events.add(new TaskStatusUpdated(ids.nextEventId(), id, TaskStatus.CANCELLED));
    } else if (!instancesStillBound.contains(task.instanceId())) {
      delete(id);
    }
  }

  private void sort(Map.Entry<TaskId, Task> entry) {
    switch (entry.getValue()) {
      case GenerationTask request when request.taskStatus() == TaskStatus.CANCELLED ->
          cancelledRequests.add(entry);
      case CancelTask cancel when state.tasks().containsKey(cancel.cancelledTaskId()) ->
          cancellations.put(cancel.cancelledTaskId(), Map.entry(entry.getKey(), cancel));
      // Workers make their runners leave whatever is Cancelled, so these are not worth keeping.
      case Task task when task.taskStatus() == TaskStatus.CANCELLED -> delete(entry.getKey());
      case Task task when !task.taskStatus().isOpen() -> finished.add(entry.getKey());
      case Task _ -> {}
    }
  }

  private void deleteWhenStopped(Map.Entry<TaskId, Task> request) {
    Instance instance =
        Objects.requireNonNull(state.instances().get(request.getValue().instanceId()));
    List<Map.Entry<TaskId, CancelTask>> steps = cancellations.get(request.getKey());
    for (Map.Entry<NodeId, RunnerId> runner :
        instance.shardAssignments().nodeToRunner().entrySet()) {
      if (!isGone(runner.getKey(), runner.getValue()) && !letGo(runner.getValue(), steps)) {
        return;
      }
    }
    delete(request.getKey());
    steps.forEach(step -> delete(step.getKey()));
  }

  private boolean isGone(NodeId node, RunnerId runner) {
    RunnerStatus status = state.runners().get(runner);
    return status == null || status.isTerminal() || !state.topology().contains(node);
  }

  /** A step that ended in an error is not repeated, so there is nothing more to wait for. */
  private static boolean letGo(RunnerId runner, List<Map.Entry<TaskId, CancelTask>> steps) {
    return steps.stream()
        .map(Map.Entry::getValue)
        .anyMatch(step -> step.runnerId().equals(runner) && !step.taskStatus().isOpen());
  }

  private void delete(TaskId id) {
    events.add(new TaskDeleted(ids.nextEventId(), id));
  }
}
