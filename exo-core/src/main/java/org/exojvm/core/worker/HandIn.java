package org.exojvm.core.worker;

import com.google.common.collect.ImmutableList;
import java.util.Map;
import java.util.function.Supplier;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.HandInEvent.DeletionHandedIn;
import org.exojvm.core.event.HandInEvent.InstanceHandedIn;
import org.exojvm.core.event.HandInEvent.IntentHandedIn;
import org.exojvm.core.state.RunnerBinding;
import org.exojvm.core.state.State;

/**
 * What a node knows and the log of its new master does not: intents declared, edited and deleted
 * under another master, and instances whose runners live here (D6).
 */
final class HandIn {

  /**
   * Facts handed in at once; beyond it the latest deletions are not, which come last. More would
   * not fit into what waits for a master.
   */
  static final int MAX_FACTS = 5_000;

  private final NodeId node;
  private final State before;
  private final State now;
  private final RunnerTable runners;
  private final Supplier<EventId> ids;
  private final long partedAtIdx;

  /**
   * Compares two logs.
   *
   * @param before state at the end of the log of this node
   * @param now the replica, of the other log
   */
  HandIn(NodeId node, State before, State now, RunnerTable runners, Supplier<EventId> ids) {
    this.node = node;
    this.before = before;
    this.now = now;
    this.runners = runners;
    this.ids = ids;
    this.partedAtIdx = OwnLog.positionOf(before).commonWith(OwnLog.positionOf(now));
  }

  /** Returns what is to be handed in: intents first, then what rests on them, then deletions. */
  ImmutableList<Event> events() {
    ImmutableList.Builder<Event> events = ImmutableList.builder();
    before.metaInstances().values().forEach(intent -> handIn(intent, events));
    before.instances().values().forEach(instance -> handIn(instance, events));
    before
        .tombstones()
        .all()
        .entries()
        .forEach(deleted -> handIn(deleted.getKey(), deleted.getValue().generation(), events));
    ImmutableList<Event> all = events.build();
    return all.subList(0, Math.min(all.size(), MAX_FACTS));
  }

  private void handIn(MetaInstance intent, ImmutableList.Builder<Event> events) {
    MetaInstance known = now.metaInstances().get(intent.id());
    long knownGeneration =
        known == null ? now.tombstones().generationOf(intent.id()) : known.spec().generation();
    boolean isPausedHere = known != null && intent.status().paused() && !known.status().paused();
    if (intent.spec().generation() > knownGeneration
        || (isPausedHere && intent.spec().generation() == knownGeneration)) {
      events.add(new IntentHandedIn(ids.get(), intent, partedAtIdx));
    }
  }

  private void handIn(
      MetaInstanceId deleted, long generation, ImmutableList.Builder<Event> events) {
    MetaInstance known = now.metaInstances().get(deleted);
    boolean outlived =
        known == null
            ? generation <= now.tombstones().generationOf(deleted)
            : generation < known.spec().generation();
    if (!outlived) {
      events.add(new DeletionHandedIn(ids.get(), deleted, generation));
    }
  }

  private void handIn(Instance instance, ImmutableList.Builder<Event> events) {
    RunnerId own = instance.shardAssignments().nodeToRunner().get(node);
    RunnerSlot slot = own == null ? null : runners.get(own, instance.attempt());
    if (slot != null
        && !slot.status.isTerminal()
        && isNews(instance)
        && !wasDeletedThere(instance, slot.runnerId())) {
      events.add(new InstanceHandedIn(ids.get(), instance, serves(instance)));
    }
  }

  /** One that is known there is news when it was retried since: its runners are later ones. */
  private boolean isNews(Instance instance) {
    Instance known = now.instances().get(instance.instanceId());
    return known == null || known.attempt() < instance.attempt();
  }

  /** Without an intent nobody deletes an instance but a person, who need not do it twice. */
  private boolean wasDeletedThere(Instance instance, RunnerId own) {
    RunnerBinding bound = before.runnerBindings().get(own);
    return instance.metaInstanceId() == null && bound != null && bound.createdIdx() < partedAtIdx;
  }

  private boolean serves(Instance instance) {
    for (Map.Entry<NodeId, RunnerId> bound :
        instance.shardAssignments().nodeToRunner().entrySet()) {
      RunnerStatus status = before.runners().get(bound.getValue());
      if (status == null || !status.isServing()) {
        return false;
      }
    }
    return true;
  }
}
