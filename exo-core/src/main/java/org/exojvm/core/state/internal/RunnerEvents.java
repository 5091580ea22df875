package org.exojvm.core.state.internal;

import org.exojvm.api.instance.Instance;
import org.exojvm.core.event.RunnerEvent;
import org.exojvm.core.event.RunnerEvent.RunnerDeleted;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.exojvm.core.state.RunnerBinding;
import org.exojvm.core.state.State;

/** Applies events about runners. */
public final class RunnerEvents {

  private RunnerEvents() {}

  /** Returns the state after the event. */
  public static State apply(State state, RunnerEvent event) {
    return switch (event) {
      case RunnerStatusUpdated updated ->
          isOutdated(state, updated) ? state : reported(state, updated);
      case RunnerDeleted deleted ->
          state
              .withRunners(state.runners().without(deleted.runnerId()))
              .withRunnerBindings(state.runnerBindings().without(deleted.runnerId()));
    };
  }

  private static State reported(State state, RunnerStatusUpdated event) {
    State next = state.withRunners(state.runners().with(event.runnerId(), event.runnerStatus()));
    RunnerBinding binding = state.runnerBindings().get(event.runnerId());
    if (binding == null) {
      return next;
    }
    RunnerBinding after = binding.reported(event.runnerStatus(), state.lastEventAppliedIdx());
    return next.withRunnerBindings(state.runnerBindings().with(event.runnerId(), after));
  }

  /** Whether the report speaks of an attempt that was given up: its runner is dead (D20). */
  private static boolean isOutdated(State state, RunnerStatusUpdated event) {
    Long attempt = event.attempt();
    RunnerBinding binding = attempt == null ? null : state.runnerBindings().get(event.runnerId());
    Instance instance = binding == null ? null : state.instances().get(binding.instanceId());
    return attempt != null && instance != null && attempt < instance.attempt();
  }
}
