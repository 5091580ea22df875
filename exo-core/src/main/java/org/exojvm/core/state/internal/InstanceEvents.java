package org.exojvm.core.state.internal;

import com.google.common.math.LongMath;
import java.util.Map;
import java.util.Objects;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.ShardAssignments;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.instance.ShardWeights;
import org.exojvm.core.event.InstanceEvent;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.InstanceEvent.InstanceRetrying;
import org.exojvm.core.state.RunnerBinding;
import org.exojvm.core.state.State;

/** Applies events about instances. */
public final class InstanceEvents {

  private InstanceEvents() {}

  /** Returns the state after the event. */
  public static State apply(State state, InstanceEvent event) {
    return switch (event) {
      case InstanceCreated created -> created(state, created);
      case InstanceDeleted deleted -> deleted(state, deleted);
      case InstanceRetrying retrying -> retrying(state, retrying);
    };
  }

  /** The failure counter counts on, so that a crash loop ends some day (D3). */
  private static State created(State state, InstanceCreated event) {
    Instance instance = event.instance();
    State bound =
        state
            .withInstances(state.instances().with(instance.instanceId(), instance))
            .withRunnerBindings(withBindings(state, event));
    MetaInstanceId intent = instance.metaInstanceId();
    return intent == null ? bound : MetaInstanceEvents.placed(bound, intent);
  }

  private static OrderedMap<RunnerId, RunnerBinding> withBindings(
      State state, InstanceCreated event) {
    ShardAssignments assignments = event.instance().shardAssignments();
    OrderedMap<RunnerId, RunnerBinding> result = state.runnerBindings();
    for (Map.Entry<NodeId, RunnerId> bound : assignments.nodeToRunner().entrySet()) {
      RunnerId runner = bound.getValue();
      ShardMetadata shard = Objects.requireNonNull(assignments.runnerToShard().get(runner));
      RunnerBinding binding =
          new RunnerBinding(
              bound.getKey(),
              event.instance().instanceId(),
              ShardWeights.of(shard),
              event.cache().ofShard(shard),
              null,
              state.lastEventAppliedIdx());
      // Its runner may have reported before: an instance can be taken over as it is.
      result =
          result.with(
              runner, binding.reported(state.runners().get(runner), state.lastEventAppliedIdx()));
    }
    return result;
  }

  /** Runners, bindings and tasks stay until the master's cleaner has seen to them (D14). */
  private static State deleted(State state, InstanceDeleted event) {
    Instance instance = state.instances().get(event.instanceId());
    if (instance == null) {
      return state;
    }
    State rest = state.withInstances(state.instances().without(event.instanceId()));
    MetaInstanceId intent = instance.metaInstanceId();
    String failure = event.failureError();
    return intent == null || failure == null || failure.isEmpty()
        ? rest
        : MetaInstanceEvents.failed(rest, intent, failure);
  }

  /** The intent is the one the event names, whatever the instance says. */
  private static State retrying(State state, InstanceRetrying event) {
    Instance instance = state.instances().get(event.instanceId());
    if (instance == null) {
      return state;
    }
    OrderedMap<RunnerId, RunnerStatus> runners = state.runners();
    OrderedMap<RunnerId, RunnerBinding> bindings = state.runnerBindings();
    for (RunnerId runner : instance.shardAssignments().nodeToRunner().values()) {
      runners = runners.without(runner);
      RunnerBinding binding = bindings.get(runner);
      bindings =
          binding == null
              ? bindings
              : bindings.with(runner, binding.reported(null, state.lastEventAppliedIdx()));
    }
    Instance next = instance.atAttempt(LongMath.saturatedAdd(instance.attempt(), 1));
    State retried =
        state
            .withRunners(runners)
            .withRunnerBindings(bindings)
            .withInstances(state.instances().with(event.instanceId(), next));
    return MetaInstanceEvents.failed(retried, event.metaInstanceId(), event.failureError());
  }
}
