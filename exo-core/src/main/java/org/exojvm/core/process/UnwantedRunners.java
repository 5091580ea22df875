package org.exojvm.core.process;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.RunnerEvent.RunnerDeleted;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.state.RunnerBinding;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/**
 * Runners that belong to no instance.
 *
 * @param gone those that have stopped, or whose node has left
 * @param instancesStillBound instances that are gone but have a runner bound to a node
 * @param strangersSince tick at which each stranger that is waited for was first seen
 */
record UnwantedRunners(
    ImmutableList<RunnerId> gone,
    ImmutableSet<InstanceId> instancesStillBound,
    ImmutableMap<RunnerId, Long> strangersSince) {

  static UnwantedRunners in(State state, CleanerMemory memory, Tick tick) {
    ImmutableList.Builder<RunnerId> gone = ImmutableList.builder();
    ImmutableSet.Builder<InstanceId> stillBound = ImmutableSet.builder();
    for (Map.Entry<RunnerId, RunnerBinding> bound : state.runnerBindings().entries()) {
      InstanceId instance = bound.getValue().instanceId();
      if (!belongs(state.instances().get(instance), bound.getKey())) {
        stillBound.add(instance);
        if (isGone(state, bound.getKey(), bound.getValue())) {
          gone.add(bound.getKey());
        }
      }
    }
    ImmutableMap.Builder<RunnerId, Long> waiting = ImmutableMap.builder();
    for (RunnerId stranger : strangers(state)) {
      long since =
          Objects.requireNonNullElse(memory.strangerSinceTick().get(stranger), tick.number());
      if (hasStopped(state, stranger) || tick.number() - since >= CleanerManager.STRANGER_TICKS) {
        gone.add(stranger);
      } else {
        waiting.put(stranger, since);
      }
    }
    return new UnwantedRunners(gone.build(), stillBound.build(), waiting.buildOrThrow());
  }

  Event deletion(RunnerId runner, IdSequence ids) {
    return new RunnerDeleted(ids.nextEventId(), runner);
  }

  private static boolean belongs(@Nullable Instance instance, RunnerId runner) {
    return instance != null && instance.shardAssignments().runnerToShard().containsKey(runner);
  }

  private static boolean isGone(State state, RunnerId runner, RunnerBinding binding) {
    return hasStopped(state, runner) || !state.topology().contains(binding.nodeId());
  }

  /** A runner without a status has not started, or its restart was ordered and not reported. */
  private static boolean hasStopped(State state, RunnerId runner) {
    RunnerStatus status = state.runners().get(runner);
    return status == null || status.isTerminal();
  }

  /** Runners that reported without being bound: late reports, and states of older versions. */
  private static List<RunnerId> strangers(State state) {
    List<RunnerId> unbound = new ArrayList<>();
    for (RunnerId runner : state.runners().keys()) {
      if (!state.runnerBindings().containsKey(runner)) {
        unbound.add(runner);
      }
    }
    if (!unbound.isEmpty()) {
      Set<RunnerId> wanted = new HashSet<>();
      for (Instance instance : state.instances().values()) {
        wanted.addAll(instance.shardAssignments().runnerToShard().keySet());
      }
      unbound.removeIf(wanted::contains);
    }
    return unbound;
  }
}
