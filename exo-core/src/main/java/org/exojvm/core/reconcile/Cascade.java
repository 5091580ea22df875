package org.exojvm.core.reconcile;

import com.google.common.collect.ImmutableList;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.instance.Instance;
import org.exojvm.core.command.DownloadCommand;
import org.exojvm.core.command.DownloadCommand.CancelDownload;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.download.DownloadProgress.DownloadOngoing;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.TaskEvent.TaskStatusUpdated;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.state.State;
import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.task.Task;
import org.exojvm.core.task.TaskStatus;

/** What has to happen besides, when an instance is deleted on request. */
public final class Cascade {

  private Cascade() {}

  /** Returns the events that delete an instance: its open requests are cancelled first. */
  public static ImmutableList<Event> deletion(State state, InstanceId instance, IdSequence ids) {
    ImmutableList.Builder<Event> events = ImmutableList.builder();
    for (Map.Entry<TaskId, Task> entry : state.tasks().entries()) {
      Task task = entry.getValue();
      if (task instanceof GenerationTask
          && task.instanceId().equals(instance)
          && task.taskStatus().isOpen()) {
        events.add(new TaskStatusUpdated(ids.nextEventId(), entry.getKey(), TaskStatus.CANCELLED));
      }
    }
    return events.add(new InstanceDeleted(ids.nextEventId(), instance, null)).build();
  }

  /** Returns the commands that stop downloads no instance of {@code state} needs any more. */
  public static ImmutableList<DownloadCommand> unneededDownloads(State state, IdSequence ids) {
    Set<Placement> needed = neededBy(state);
    ImmutableList.Builder<DownloadCommand> commands = ImmutableList.builder();
    Set<Placement> seen = new HashSet<>();
    for (ImmutableList<DownloadProgress> downloads : state.downloads().values()) {
      for (DownloadProgress download : downloads) {
        ModelId model = download.shardMetadata().modelCard().modelId();
        Placement place = new Placement(download.nodeId(), model);
        if (download instanceof DownloadOngoing && !needed.contains(place) && seen.add(place)) {
          commands.add(new CancelDownload(ids.nextCommandId(), place.node(), model));
        }
      }
    }
    return commands.build();
  }

  private static Set<Placement> neededBy(State state) {
    Set<Placement> needed = new HashSet<>();
    for (Instance instance : state.instances().values()) {
      ModelId model = instance.shardAssignments().modelId();
      for (NodeId node : instance.shardAssignments().nodeToRunner().keySet()) {
        needed.add(new Placement(node, model));
      }
    }
    return needed;
  }

  private record Placement(NodeId node, ModelId model) {}
}
