package org.exojvm.core.worker;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.instance.Instance;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/** The runners of this node, in the order in which they were started. */
final class RunnerTable {

  private final Map<RunnerId, RunnerSlot> slots = new LinkedHashMap<>();

  void add(RunnerSlot slot) {
    slots.put(slot.runnerId(), slot);
  }

  void remove(RunnerSlot slot) {
    slots.remove(slot.runnerId(), slot);
  }

  @Nullable RunnerSlot get(RunnerId runner) {
    return slots.get(runner);
  }

  /** Returns the runner if it was started under this attempt; reports of another are stale. */
  @Nullable RunnerSlot get(RunnerId runner, long attempt) {
    RunnerSlot slot = slots.get(runner);
    return slot == null || slot.attempt() != attempt ? null : slot;
  }

  ImmutableList<RunnerSlot> all() {
    return ImmutableList.copyOf(slots.values());
  }

  /** Returns all of them for a look; they are not to be changed meanwhile. */
  Iterable<RunnerSlot> view() {
    return slots.values();
  }

  ImmutableList<LocalRunner> snapshot() {
    ImmutableList.Builder<LocalRunner> runners =
        ImmutableList.builderWithExpectedSize(slots.size());
    slots.values().forEach(slot -> runners.add(slot.snapshot()));
    return runners.build();
  }

  /** Whether the master knows of a runner is to be found out again. */
  void startAnew() {
    slots.values().forEach(slot -> slot.confirmed = false);
  }

  void forget(TaskId task) {
    slots.values().forEach(slot -> slot.forget(task));
  }

  /**
   * Does what the events before a snapshot would have done, as far as the snapshot tells: confirms
   * runners whose report it has, and forgets tasks it no longer has. A task once forgotten never
   * comes back under its id.
   */
  void catchUp(State state) {
    for (RunnerSlot slot : slots.values()) {
      Instance instance = state.instances().get(slot.bound.instance().instanceId());
      boolean reported = state.runners().containsKey(slot.runnerId());
      slot.confirmed |= reported && instance != null && instance.attempt() == slot.attempt();
      slot.given.removeIf(task -> !state.tasks().containsKey(task));
      slot.cancelled.removeIf(task -> !state.tasks().containsKey(task));
    }
  }

  /**
   * Returns the reports of the cluster with those of own runners whose first report the master has
   * not indexed yet. Without them a runner that has just been started and one whose instance is
   * being retried look alike, and a failure at start would be taken for the latter.
   */
  OrderedMap<RunnerId, RunnerStatus> withUnconfirmed(OrderedMap<RunnerId, RunnerStatus> reported) {
    OrderedMap<RunnerId, RunnerStatus> result = reported;
    for (RunnerSlot slot : slots.values()) {
      if (!slot.confirmed && !result.containsKey(slot.runnerId())) {
        result = result.with(slot.runnerId(), slot.status);
      }
    }
    return result;
  }
}
