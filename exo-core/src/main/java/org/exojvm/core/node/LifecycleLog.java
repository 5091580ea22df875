package org.exojvm.core.node;

import com.google.common.collect.Streams;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.core.event.AvailabilityEvent.BreakerClosed;
import org.exojvm.core.event.AvailabilityEvent.BreakerOpened;
import org.exojvm.core.event.AvailabilityEvent.InstanceNotMoved;
import org.exojvm.core.event.AvailabilityEvent.NodeDrained;
import org.exojvm.core.event.AvailabilityEvent.NodeUndrained;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.InstanceEvent.InstanceRetrying;
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
import org.exojvm.core.event.NodeEvent.NodeDisconnected;
import org.exojvm.core.event.NodeEvent.NodeStarted;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.exojvm.core.state.RunnerBinding;
import org.exojvm.core.state.State;
import org.exojvm.core.task.GenerationTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of intents and nodes as log lines of the master, one per event that a person on call
 * would want to have seen, each with the intent it is about. Derived from events that are durable;
 * cores log nothing.
 */
final class LifecycleLog {

  private static final Logger LOG = LoggerFactory.getLogger("org.exojvm.lifecycle");

  private final int retryLimit;

  /**
   * Creates a log.
   *
   * @param retryLimit retries of one place, for "retry n of m"
   */
  LifecycleLog(int retryLimit) {
    this.retryLimit = retryLimit;
  }

  /** An event has been applied. */
  void applied(State before, Event event, State after) {
    switch (event) {
      case MetaInstanceCreated created -> declared(created.metaInstance().spec());
      case MetaInstanceDeleted deleted -> withdrawn(before, deleted.metaInstanceId());
      case MetaInstancePlacementFailed failed ->
          LOG.info("Intent {} cannot be placed now: {}", failed.metaInstanceId(), failed.reason());
      case MetaInstanceRecovered recovered ->
          LOG.info(
              "Intent {} has recovered; its failures are forgotten.", recovered.metaInstanceId());
      case MetaInstanceEdited edited ->
          LOG.info(
              "Intent {} is edited: generation {} is wanted.",
              edited.metaInstance().id(),
              edited.metaInstance().spec().generation());
      case GenerationObserved observed ->
          LOG.info(
              "Intent {}, generation {}: {}.",
              observed.metaInstanceId(),
              observed.generation(),
              observed.reason());
      case MetaInstancePaused paused -> LOG.info("Intent {} is paused.", paused.metaInstanceId());
      case MetaInstanceResumed resumed ->
          LOG.info("Intent {} is resumed.", resumed.metaInstanceId());
      case PlacementDeferred deferred ->
          LOG.warn("Intent {} waits: {}.", deferred.metaInstanceId(), deferred.reason());
      case RequiredNodesRelaxed relaxed ->
          LOG.info(
              "Intent {} may do without nodes it requires, {}: {}",
              relaxed.metaInstanceId(),
              relaxed.nodeIds(),
              relaxed.reason());
      case InstanceCreated created -> placed(created.instance());
      case InstanceRetrying retrying -> retrying(retrying, after);
      case InstanceDeleted deleted -> deleted(before, deleted);
      case RunnerStatusUpdated updated -> reported(before, after, updated);
      case NodeStarted started ->
          LOG.info("Node {} has joined (boot {}).", started.nodeId(), started.boot());
      case BreakerOpened opened ->
          LOG.warn(
              "Node {} is not offered for {}: {}.",
              opened.nodeId(),
              opened.modelId(),
              opened.reason());
      case BreakerClosed closed ->
          LOG.info("Node {} is offered for {} again.", closed.nodeId(), closed.modelId());
      case NodeDrained drained ->
          LOG.info("Node {} is drained: {}", drained.nodeId(), drained.reason());
      case NodeUndrained undrained -> LOG.info("Node {} is in service.", undrained.nodeId());
      case InstanceNotMoved stays ->
          LOG.warn(
              "Instance {} stays on node {}, which is drained: {}",
              stays.instanceId(),
              stays.nodeId(),
              stays.reason());
      case NodeDisconnected gone -> LOG.warn("Node {} is disconnected.", gone.nodeId());
      default -> {
        // Measurements, tasks and links come too often to be read one by one.
      }
    }
  }

  private static void declared(MetaInstanceSpec spec) {
    LOG.info(
        "Intent {} is declared: model {}, on at least {} of the nodes, {} over {}.",
        spec.metaInstanceId(),
        spec.modelId(),
        spec.minNodes(),
        spec.sharding(),
        spec.instanceMeta());
  }

  /** Its instances and their tasks go with events of their own, right behind this one. */
  private static void withdrawn(State before, MetaInstanceId intent) {
    int instances = 0;
    long requests = 0;
    for (Instance instance : before.instances().values()) {
      if (intent.equals(instance.metaInstanceId())) {
        instances++;
        requests += openRequests(before, instance.instanceId());
      }
    }
    LOG.info(
        "Intent {} is deleted. What goes with it: instances {}, open requests {}.",
        intent,
        instances,
        requests);
  }

  private static void placed(Instance instance) {
    LOG.info(
        "Intent {} is placed: instance {} of {} on {}, {}.",
        nameOfIntent(instance),
        instance.instanceId(),
        instance.shardAssignments().modelId(),
        instance.shardAssignments().nodeToRunner().keySet(),
        instance.instanceMeta());
  }

  private void retrying(InstanceRetrying retrying, State after) {
    MetaInstance intent = after.metaInstances().get(retrying.metaInstanceId());
    int failures = intent == null ? 1 : intent.status().consecutiveFailures();
    LOG.warn(
        "Intent {}: retry {} of {} of instance {} after: {}",
        retrying.metaInstanceId(),
        failures % (retryLimit + 1),
        retryLimit,
        retrying.instanceId(),
        retrying.failureError());
  }

  private static void deleted(State before, InstanceDeleted deleted) {
    Instance instance = before.instances().get(deleted.instanceId());
    if (instance == null) {
      return;
    }
    String text = "Instance {} of intent {} is deleted from {}{}";
    Object[] values = {
      deleted.instanceId(),
      nameOfIntent(instance),
      instance.shardAssignments().nodeToRunner().keySet(),
      deleted.failureError() == null ? "." : ": " + deleted.failureError()
    };
    if (deleted.failureError() == null) {
      LOG.info(text, values);
    } else {
      LOG.warn(text, values);
    }
  }

  private static void reported(State before, State after, RunnerStatusUpdated updated) {
    RunnerBinding bound = after.runnerBindings().get(updated.runnerId());
    Instance instance = bound == null ? null : after.instances().get(bound.instanceId());
    if (bound == null || instance == null) {
      return;
    }
    if (updated.runnerStatus() instanceof RunnerFailed(var message)) {
      LOG.warn(
          "Runner {} of intent {} on node {} has failed: {}",
          updated.runnerId(),
          nameOfIntent(instance),
          bound.nodeId(),
          message == null ? "no reason told" : message);
    } else if (updated.runnerStatus() instanceof RunnerReady
        && !serves(before, instance)
        && serves(after, instance)) {
      LOG.info(
          "Intent {} serves: instance {} is ready on {}.",
          nameOfIntent(instance),
          instance.instanceId(),
          instance.shardAssignments().nodeToRunner().keySet());
    }
  }

  private static boolean serves(State state, Instance instance) {
    for (RunnerId runner : instance.shardAssignments().nodeToRunner().values()) {
      RunnerStatus status = state.runners().get(runner);
      if (status == null || !status.isServing()) {
        return false;
      }
    }
    return true;
  }

  private static long openRequests(State state, InstanceId instance) {
    return Streams.stream(state.tasks().values())
        .filter(
            task ->
                task instanceof GenerationTask
                    && task.instanceId().equals(instance)
                    && task.taskStatus().isOpen())
        .count();
  }

  private static String nameOfIntent(Instance instance) {
    MetaInstanceId intent = instance.metaInstanceId();
    return intent == null ? "(none)" : intent.value();
  }
}
