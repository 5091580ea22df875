package org.exojvm.core.state.internal;

import com.google.common.math.IntMath;
import java.util.function.UnaryOperator;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.api.instance.MetaInstanceStatus;
import org.exojvm.api.instance.PlacementDeferral;
import org.exojvm.core.event.MetaInstanceEvent;
import org.exojvm.core.event.MetaInstanceEvent.GenerationObserved;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceCreated;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceDeleted;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceEdited;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstancePaused;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstancePlacementFailed;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceRecovered;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceResumed;
import org.exojvm.core.event.MetaInstanceEvent.PlacementDeferred;
import org.exojvm.core.event.MetaInstanceEvent.RequiredNodesRelaxed;
import org.exojvm.core.state.State;

/** Applies events about intents, and what events about instances mean for intents. */
public final class MetaInstanceEvents {

  private MetaInstanceEvents() {}

  /** Returns the state after the event. */
  public static State apply(State state, MetaInstanceEvent event) {
    return switch (event) {
      case MetaInstanceCreated created -> created(state, created.metaInstance());
      case MetaInstanceDeleted deleted -> deleted(state, deleted);
      case MetaInstancePlacementFailed failed ->
          updated(
              state,
              failed.metaInstanceId(),
              status -> status.withPlacementError(failed.reason()).withDeferral(null));
      case MetaInstanceRecovered recovered ->
          updated(
              state,
              recovered.metaInstanceId(),
              status ->
                  status.withConsecutiveFailures(0).withLastFailureError(null).withFailedRounds(0));
      case PlacementDeferred deferred -> deferred(state, deferred);
      case MetaInstanceEdited edited -> edited(state, edited.metaInstance().spec());
      case GenerationObserved observed ->
          updated(
              state,
              observed.metaInstanceId(),
              status -> status.withObservedGeneration(observed.generation()));
      case MetaInstancePaused paused ->
          updated(
              state,
              paused.metaInstanceId(),
              status -> status.withPaused(true).withPlacementError(null).withDeferral(null));
      case MetaInstanceResumed resumed ->
          updated(state, resumed.metaInstanceId(), status -> status.withPaused(false));
      case RequiredNodesRelaxed relaxed ->
          updated(
              state,
              relaxed.metaInstanceId(),
              status -> status.withRelaxedNodes(relaxed.nodeIds()));
    };
  }

  private static State created(State state, MetaInstance intent) {
    return state
        .withMetaInstances(state.metaInstances().with(intent.id(), intent))
        .withTombstones(state.tombstones().without(intent.id()));
  }

  /** One that is unknown here is kept as deleted too: somebody else may still have it. */
  private static State deleted(State state, MetaInstanceDeleted event) {
    MetaInstanceId id = event.metaInstanceId();
    MetaInstance known = state.metaInstances().get(id);
    if (known == null && event.generation() == MetaInstanceDeleted.OF_THIS_LOG) {
      return state;
    }
    long generation =
        known == null
            ? event.generation()
            : Math.max(event.generation(), known.spec().generation());
    return state
        .withMetaInstances(state.metaInstances().without(id))
        .withTombstones(state.tombstones().with(id, generation, state.lastEventAppliedIdx()));
  }

  /** What failed under the old spec says nothing of the new one. */
  private static State edited(State state, MetaInstanceSpec spec) {
    MetaInstance intent = state.metaInstances().get(spec.metaInstanceId());
    if (intent == null) {
      return state;
    }
    MetaInstanceStatus fresh =
        MetaInstanceStatus.fresh()
            .withObservedGeneration(intent.status().observedGeneration())
            .withRelaxedNodes(intent.status().relaxedNodes())
            .withPaused(intent.status().paused());
    return state.withMetaInstances(
        state.metaInstances().with(intent.id(), new MetaInstance(spec, fresh)));
  }

  private static State deferred(State state, PlacementDeferred event) {
    return updated(
        state,
        event.metaInstanceId(),
        status ->
            status
                .withFailedRounds(IntMath.saturatedAdd(event.round(), 1))
                .withDeferral(
                    new PlacementDeferral(event.round(), event.delayTicks(), event.reason())));
  }

  /** An instance of the intent exists: that it could not be placed is no longer true. */
  static State placed(State state, MetaInstanceId intent) {
    return updated(state, intent, status -> status.withPlacementError(null).withDeferral(null));
  }

  /** An instance of the intent failed. */
  static State failed(State state, MetaInstanceId intent, String failure) {
    return updated(
        state,
        intent,
        status ->
            status
                .withConsecutiveFailures(IntMath.saturatedAdd(status.consecutiveFailures(), 1))
                .withLastFailureError(failure));
  }

  private static State updated(
      State state, MetaInstanceId id, UnaryOperator<MetaInstanceStatus> change) {
    MetaInstance intent = state.metaInstances().get(id);
    if (intent == null) {
      return state;
    }
    MetaInstance changed = intent.withStatus(change.apply(intent.status()));
    return state.withMetaInstances(state.metaInstances().with(id, changed));
  }
}
