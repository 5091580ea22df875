package org.exojvm.core.worker;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.TaskId;
import org.jspecify.annotations.Nullable;

/** Models the worker has asked its node's downloader for, and when it may ask again. */
final class DownloadRequests {

  private static final class Request {
    final List<TaskId> openTasks = new ArrayList<>();
    int tries;
    long notBeforeTick;
  }

  private final Map<ModelId, Request> requests = new LinkedHashMap<>();

  /** Returns whether a task that asks for the model has not ended. */
  boolean isOpen(ModelId model) {
    Request request = requests.get(model);
    return request != null && !request.openTasks.isEmpty();
  }

  /** Notes that a model was asked for by a task. */
  void asked(ModelId model, TaskId task, long tick) {
    requests.computeIfAbsent(model, _ -> new Request()).openTasks.add(task);
    asked(model, tick);
  }

  /** Notes that a model was asked for, again by the task that is open. */
  void asked(ModelId model, long tick) {
    Request request = requests.computeIfAbsent(model, _ -> new Request());
    request.notBeforeTick = tick + RetryDelay.ticks(request.tries);
    request.tries++;
  }

  /** Returns the models that are not to be asked for at this tick. */
  ImmutableSet<ModelId> deferred(long tick) {
    if (requests.isEmpty()) {
      return ImmutableSet.of();
    }
    ImmutableSet.Builder<ModelId> deferred = ImmutableSet.builder();
    requests.forEach(
        (model, request) -> {
          if (tick < request.notBeforeTick) {
            deferred.add(model);
          }
        });
    return deferred.build();
  }

  /** Forgets a model whose download has ended and returns the tasks that asked for it. */
  ImmutableList<TaskId> ended(ModelId model) {
    @Nullable Request request = requests.remove(model);
    return request == null ? ImmutableList.of() : ImmutableList.copyOf(request.openTasks);
  }
}
