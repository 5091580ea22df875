package org.exojvm.core.process;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.stream.Stream;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.core.event.AvailabilityEvent.InstanceNotMoved;
import org.exojvm.core.event.Event;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.state.NodeDrain;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/**
 * Empties drained nodes, one instance at a time, so that at most one intent is without service for
 * the sake of a drain. The next one is moved when the one before serves again, or cannot be placed
 * after all, or has taken {@link #MAX_MOVE_TICKS}.
 */
final class MovesOfRound {

  /**
   * Ticks after which the next instance is moved although the one before does not serve. Fewer, and
   * a slow load takes a second intent out of service; more, and one that never comes up keeps the
   * node from being emptied.
   */
  static final int MAX_MOVE_TICKS = 1_800;

  /**
   * Ticks for which a refusal does not end a move: what was taken off first has to stop, and its
   * nodes to measure their memory, before the new place can be had.
   */
  static final int REFUSAL_TICKS = 30;

  private static final String NOBODYS =
      "no intent keeps it, so nothing would take its place; delete it when it is not needed";

  private final State state;
  private final long tick;
  private final IdSequence ids;
  private @Nullable Move move;

  MovesOfRound(State state, @Nullable Move before, long tick, IdSequence ids) {
    this.state = state;
    this.tick = tick;
    this.ids = ids;
    this.move = before != null && isUnderWay(before) ? before : null;
  }

  private boolean isUnderWay(Move moved) {
    MetaInstance intent = state.metaInstances().get(moved.intent());
    if (intent == null || intent.status().paused() || tick - moved.sinceTick() > MAX_MOVE_TICKS) {
      return false;
    }
    Optional<Instance> backing = backing(moved.intent());
    return backing.isEmpty()
        ? intent.status().placementError() == null || tick - moved.sinceTick() < REFUSAL_TICKS
        : backing.get().instanceId().equals(moved.from()) || !serves(backing.get());
  }

  private Optional<Instance> backing(MetaInstanceId intent) {
    for (Instance instance : state.instances().values()) {
      if (intent.equals(instance.metaInstanceId())) {
        return Optional.of(instance);
      }
    }
    return Optional.empty();
  }

  private boolean serves(Instance instance) {
    return instance.shardAssignments().nodeToRunner().values().stream()
        .map(state.runners()::get)
        .allMatch(status -> status != null && status.isServing());
  }

  boolean isIdle() {
    return move == null;
  }

  void started(Instance instance, MetaInstanceId intent) {
    move = new Move(intent, instance.instanceId(), tick);
  }

  @Nullable Move move() {
    return move;
  }

  /** Returns the instances on drained nodes whose intent can place them anew. */
  Stream<Instance> candidates() {
    return state.drains().isEmpty()
        ? Stream.empty()
        : onDrainedNodes().filter(instance -> intentOf(instance) != null);
  }

  @Nullable MetaInstance intentOf(Instance instance) {
    MetaInstanceId id = instance.metaInstanceId();
    MetaInstance intent = id == null ? null : state.metaInstances().get(id);
    return intent == null || intent.status().paused() ? null : intent;
  }

  private Stream<Instance> onDrainedNodes() {
    return ImmutableList.copyOf(state.instances().values()).stream()
        .filter(instance -> drainedNodeOf(instance).isPresent());
  }

  Optional<NodeId> drainedNodeOf(Instance instance) {
    return instance.shardAssignments().nodeToRunner().keySet().stream()
        .filter(state.drains()::containsKey)
        .findFirst();
  }

  /** Returns what has to be said of instances that nobody would place anew. */
  ImmutableList<Event> leftToTheirOwners() {
    return state.drains().isEmpty()
        ? ImmutableList.of()
        : onDrainedNodes()
            .filter(instance -> instance.metaInstanceId() == null)
            .flatMap(instance -> notMoved(instance, NOBODYS).stream())
            .collect(ImmutableList.toImmutableList());
  }

  /** Returns the event that says why an instance stays, unless it is said already. */
  Optional<Event> notMoved(Instance instance, String reason) {
    return drainedNodeOf(instance)
        .filter(node -> !reason.equals(known(node, instance)))
        .map(node -> new InstanceNotMoved(ids.nextEventId(), node, instance.instanceId(), reason));
  }

  /** Returns whether it is said why an instance stays. */
  boolean isNoted(Instance instance) {
    return drainedNodeOf(instance).filter(node -> known(node, instance) != null).isPresent();
  }

  private @Nullable String known(NodeId node, Instance instance) {
    NodeDrain drain = state.drains().get(node);
    return drain == null ? null : drain.notMoved().get(instance.instanceId());
  }
}
