package org.exojvm.core.worker;

import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.instance.BoundInstance;
import org.exojvm.core.task.GenerationTask;
import org.jspecify.annotations.Nullable;

/** What the worker remembers of one of its runners. */
final class RunnerSlot {

  final BoundInstance bound;
  RunnerStatus status = new RunnerStatus.RunnerIdle();

  /** A call to the engine is under way whose first report has not come yet. */
  boolean awaitingAck = true;

  /** The master has indexed a report of this runner, so its absence from State means something. */
  boolean confirmed;

  /** Task that connects, loads or warms up. */
  @Nullable TaskId phaseTask;

  /** Request the runner works on. */
  @Nullable GenerationTask request;

  /** Task that stops the runner. */
  @Nullable TaskId stopTask;

  long stopDeadlineTick;

  /** Latest round of the side channel that was handed to it, -1 for none: each comes once. */
  long deliveredRound = -1;

  /** Requests the runner was given, so that it gets each only once. */
  final Set<TaskId> given = new LinkedHashSet<>();

  /** Tasks the runner was told to leave, so that it is told only once (D13). */
  final Set<TaskId> cancelled = new LinkedHashSet<>();

  /** CancelTask tasks still to be completed, by the task to be left. */
  final Map<TaskId, TaskId> leaving = new LinkedHashMap<>();

  RunnerSlot(BoundInstance bound) {
    this.bound = bound;
  }

  RunnerId runnerId() {
    return bound.boundRunnerId();
  }

  long attempt() {
    return bound.instance().attempt();
  }

  boolean speaksForGroup() {
    return bound.boundShard().deviceRank() == 0;
  }

  boolean worksOn(TaskId task) {
    return request != null && request.taskId().equals(task);
  }

  void forget(TaskId task) {
    given.remove(task);
    cancelled.remove(task);
  }

  LocalRunner snapshot() {
    return new LocalRunner(
        bound,
        status,
        ImmutableSet.copyOf(given),
        ImmutableSet.copyOf(cancelled),
        awaitingAck,
        stopTask != null);
  }
}
