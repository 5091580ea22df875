package org.exojvm.core.process;

import com.google.common.collect.ImmutableMap;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.topology.Topology;
import org.exojvm.core.state.RunnerBinding;
import org.exojvm.core.state.State;
import org.exojvm.core.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * What {@link CleanerManager} remembers.
 *
 * @param strangerSinceTick for runners that report although they belong to no instance and are
 *     bound to no node, the tick at which they were first seen
 * @param tidy what it found in order last, null when something was not
 */
public record CleanerMemory(ImmutableMap<RunnerId, Long> strangerSinceTick, @Nullable Tidy tidy) {

  private static final CleanerMemory EMPTY = new CleanerMemory(ImmutableMap.of(), null);

  /** Returns the memory of a new mastership. */
  public static CleanerMemory empty() {
    return EMPTY;
  }

  /**
   * Parts of a State in which there is nothing to remove and nothing to wait for. They change
   * seldom, so most ticks need not look at every task.
   *
   * @param instances the instances
   * @param runners last reports
   * @param bindings where runners live
   * @param tasks the tasks
   * @param topology nodes and links
   */
  public record Tidy(
      OrderedMap<InstanceId, Instance> instances,
      OrderedMap<RunnerId, RunnerStatus> runners,
      OrderedMap<RunnerId, RunnerBinding> bindings,
      OrderedMap<TaskId, Task> tasks,
      Topology topology) {

    static Tidy of(State state) {
      return new Tidy(
          state.instances(),
          state.runners(),
          state.runnerBindings(),
          state.tasks(),
          state.topology());
    }

    /** Whether these are the very same; equal ones that are not are looked at again. */
    @SuppressWarnings("ReferenceEquality")
    boolean holdsIn(State state) {
      return instances == state.instances()
          && runners == state.runners()
          && bindings == state.runnerBindings()
          && tasks == state.tasks()
          && topology == state.topology();
    }
  }
}
