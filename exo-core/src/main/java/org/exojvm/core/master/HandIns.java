package org.exojvm.core.master;

import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.core.event.HandInEvent;
import org.exojvm.core.event.HandInEvent.DeletionHandedIn;
import org.exojvm.core.event.HandInEvent.HandInEnded;
import org.exojvm.core.event.HandInEvent.InstanceHandedIn;
import org.exojvm.core.event.HandInEvent.IntentHandedIn;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.InstanceEvent.InstanceRetrying;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceCreated;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceDeleted;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceEdited;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstancePaused;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.reconcile.Cascade;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/**
 * Merges what nodes hand in that obeyed another master (D6): of an intent the highest generation
 * counts, and a deletion wins over the generation it deleted. An instance is taken over as it runs
 * where its intent has none; where it has one, that stays unless it does not serve and the other
 * does. Said twice, by every node that knows it, it changes nothing the second time.
 */
final class HandIns {

  /**
   * Attempts of an instance that are caught up with at once. A master places anew after a few; one
   * that is handed in with more is made up, and its runners are started anew.
   */
  static final int MAX_ATTEMPTS_AHEAD = 100;

  private final Indexer indexer;
  private final IdSequence ids;

  HandIns(Indexer indexer, IdSequence ids) {
    this.indexer = indexer;
    this.ids = ids;
  }

  /** Takes in what a node knew. */
  void receive(NodeId origin, HandInEvent event) {
    switch (event) {
      case IntentHandedIn handedIn -> intent(origin, handedIn);
      case DeletionHandedIn deletion -> deletion(deletion);
      case InstanceHandedIn handedIn -> instance(origin, handedIn);
      case HandInEnded ended -> indexer.index(ended, origin);
    }
  }

  private State state() {
    return indexer.state();
  }

  private void intent(NodeId origin, IntentHandedIn handedIn) {
    MetaInstance intent = handedIn.intent();
    MetaInstance known = state().metaInstances().get(intent.id());
    long generation = intent.spec().generation();
    if (known != null && generation > known.spec().generation()) {
      indexer.index(new MetaInstanceEdited(ids.nextEventId(), MetaInstance.of(intent.spec())));
    } else if (known == null && generation > state().tombstones().generationOf(intent.id())) {
      if (mayHaveBeenDeleted(handedIn)) {
        propose(origin, handedIn);
        return;
      }
      indexer.index(new MetaInstanceCreated(ids.nextEventId(), MetaInstance.of(intent.spec())));
    }
    MetaInstance merged = state().metaInstances().get(intent.id());
    // Who paused it meant to stop something; to resume it by mistake would be worse than to wait.
    if (merged != null
        && intent.status().paused()
        && !merged.status().paused()
        && merged.spec().generation() == generation) {
      indexer.index(new MetaInstancePaused(ids.nextEventId(), intent.id()));
    }
  }

  /** Whether it is not known to be deleted only because deletions of its time are forgotten. */
  private boolean mayHaveBeenDeleted(IntentHandedIn handedIn) {
    return state().tombstones().generationOf(handedIn.intent().id()) < 0
        && handedIn.partedAtIdx() < state().tombstones().completeSinceIdx();
  }

  private void propose(NodeId origin, IntentHandedIn handedIn) {
    indexer.note(
        Incident.PROPOSED_INTENT,
        "Node %s knows intent %s (%s), but parted from this log at %d, and deletions before %d are forgotten. Maybe declare it again, if it is still wanted."
            .formatted(
                origin,
                handedIn.intent().id(),
                handedIn.intent().spec().modelId(),
                handedIn.partedAtIdx(),
                state().tombstones().completeSinceIdx()));
  }

  private void deletion(DeletionHandedIn handedIn) {
    MetaInstanceId id = handedIn.metaInstanceId();
    MetaInstance known = state().metaInstances().get(id);
    boolean outlived =
        known == null
            ? handedIn.generation() <= state().tombstones().generationOf(id)
            : handedIn.generation() < known.spec().generation();
    if (!outlived) {
      indexer.index(new MetaInstanceDeleted(ids.nextEventId(), id, handedIn.generation()));
      for (Instance instance : state().instances().values()) {
        if (id.equals(instance.metaInstanceId())) {
          indexer.indexAll(Cascade.deletion(state(), instance.instanceId(), ids));
        }
      }
    }
  }

  private void instance(NodeId origin, InstanceHandedIn handedIn) {
    Instance instance = handedIn.instance();
    MetaInstanceId intent = instance.metaInstanceId();
    Instance same = state().instances().get(instance.instanceId());
    if (same != null) {
      catchUp(same, instance.attempt());
      return;
    }
    if (!instance.shardAssignments().nodeToRunner().containsKey(origin)
        || (intent != null && !state().metaInstances().containsKey(intent))) {
      return;
    }
    Instance present = intent == null ? null : backing(intent);
    if (present != null) {
      if (!handedIn.serving() || serves(present)) {
        return;
      }
      indexer.indexAll(Cascade.deletion(state(), present.instanceId(), ids));
    }
    indexer.index(new InstanceCreated(ids.nextEventId(), instance));
  }

  /**
   * Another master has retried it, and its runners are of a later attempt than this log knows: they
   * go on, and their nodes say how they are.
   */
  private void catchUp(Instance known, long attempt) {
    MetaInstanceId intent = known.metaInstanceId();
    long missing = Math.min(attempt - known.attempt(), MAX_ATTEMPTS_AHEAD);
    for (long i = 0; i < missing && intent != null; i++) {
      indexer.index(
          new InstanceRetrying(
              ids.nextEventId(), known.instanceId(), intent, "Retried by another master."));
    }
  }

  private @Nullable Instance backing(MetaInstanceId intent) {
    for (Instance instance : state().instances().values()) {
      if (intent.equals(instance.metaInstanceId())) {
        return instance;
      }
    }
    return null;
  }

  private boolean serves(Instance instance) {
    return instance.shardAssignments().nodeToRunner().values().stream()
        .map(runner -> state().runners().get(runner))
        .allMatch(status -> status != null && status.isServing());
  }
}
