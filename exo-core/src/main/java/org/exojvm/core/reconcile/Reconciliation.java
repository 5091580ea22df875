package org.exojvm.core.reconcile;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import java.util.Map;
import java.util.Set;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.node.NodeIdentity;
import org.exojvm.api.placement.CacheDemand;
import org.exojvm.api.placement.PlacementIds;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.api.topology.Topology;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.state.State;

/** The pure functions of reconciliation, under the names the reference gives them. */
public final class Reconciliation {

  private Reconciliation() {}

  /**
   * Returns the intents that no instance with healthy connections backs, in their own order. Model
   * and node counts of the instance are not looked at. An instance that is merely unhealthy leaves
   * its intent unsatisfied here; whoever places must wait until it is gone (D19).
   */
  public static ImmutableList<MetaInstance> findUnsatisfiedMetaInstances(
      OrderedMap<MetaInstanceId, MetaInstance> metaInstances,
      OrderedMap<InstanceId, Instance> instances,
      Topology topology) {
    Set<MetaInstanceId> satisfied = Sets.newHashSetWithExpectedSize(instances.size());
    for (Instance instance : instances.values()) {
      MetaInstanceId intent = instance.metaInstanceId();
      if (intent != null
          && !satisfied.contains(intent)
          && instanceConnectionsHealthy(instance, topology).isHealthy()) {
        satisfied.add(intent);
      }
    }
    ImmutableList.Builder<MetaInstance> unsatisfied = ImmutableList.builder();
    for (Map.Entry<MetaInstanceId, MetaInstance> intent : metaInstances.entries()) {
      if (!satisfied.contains(intent.getKey())) {
        unsatisfied.add(intent.getValue());
      }
    }
    return unsatisfied.build();
  }

  /**
   * Returns whether every node of the instance is in the topology and every link it was placed on
   * is still there: for a ring a socket link to each listed address, whatever the port; for a mesh
   * an RDMA link from each listed device. A single node needs no link.
   */
  public static ConnectionHealth instanceConnectionsHealthy(Instance instance, Topology topology) {
    return Connections.health(instance, topology);
  }

  /**
   * Returns whether the instance has failed: all its runners have ended and at least one with an
   * error. Nodes are called by their stored friendly name, even "Unknown", and by their id when
   * they have no identity (D5).
   */
  public static RunnerFailure instanceRunnersFailed(
      Instance instance,
      OrderedMap<RunnerId, RunnerStatus> runners,
      OrderedMap<NodeId, NodeIdentity> nodeIdentities) {
    return RunnerFailures.of(instance, runners, nodeIdentities);
  }

  /**
   * Returns whether the instance is what the intent asks for: the same model, enough nodes, and all
   * required nodes among them.
   */
  public static boolean instanceSatisfiesMetaInstance(
      MetaInstance metaInstance, Instance instance) {
    MetaInstanceSpec spec = metaInstance.spec();
    Set<NodeId> nodes = instance.shardAssignments().nodeToRunner().keySet();
    return instance.shardAssignments().modelId().equals(spec.modelId())
        && nodes.size() >= spec.minNodes()
        && nodes.containsAll(spec.requiredNodes());
  }

  /**
   * Returns what to ask a strategy for an intent, on the state as it is: required nodes less the
   * relaxed ones (D7), nodes whose breaker is open forbidden (D4), memory less what is promised to
   * runners (D9). Memory for the weights alone, and no headroom: the reference's terms.
   */
  public static PlacementRequest placementRequestFor(
      MetaInstance metaInstance, ModelCard modelCard, State state, PlacementIds ids) {
    return placementRequestFor(metaInstance, modelCard, state, MemoryPolicy.NONE, ids);
  }

  /** Returns what to ask a strategy for an intent, with memory as a policy counts it. */
  public static PlacementRequest placementRequestFor(
      MetaInstance metaInstance,
      ModelCard modelCard,
      State state,
      MemoryPolicy policy,
      PlacementIds ids) {
    return placementRequestFor(
        metaInstance, modelCard, state, MemoryLedger.freeMemory(state, policy), policy, ids);
  }

  /**
   * Returns what to ask a strategy for an intent, with a ledger the caller has at hand.
   *
   * @param freeMemory free memory per node, as {@link MemoryLedger#freeMemory} gives it
   * @param policy how much memory the cache needs
   */
  public static PlacementRequest placementRequestFor(
      MetaInstance metaInstance,
      ModelCard modelCard,
      State state,
      Map<NodeId, Memory> freeMemory,
      MemoryPolicy policy,
      PlacementIds ids) {
    return Placements.request(metaInstance, modelCard, state, freeMemory, policy, ids);
  }

  /**
   * Asks a strategy; one that throws or answers nothing has refused (D12). Its placement is not
   * checked here: shells use {@link PlacementStrategies#place}.
   */
  public static PlacementResult place(PlacementStrategy strategy, PlacementRequest request) {
    return StrategyCall.place(strategy, request);
  }

  /**
   * Places an instance for an intent, whether or not it has one. The instance is bound to the
   * intent. A refusal becomes an event only when its text differs from the one stored. Memory is
   * counted in the reference's terms: weights alone, no headroom.
   *
   * @param ids source of the ids of the events and of the new instance
   */
  public static TryPlaceResult tryPlaceForMetaInstance(
      MetaInstance metaInstance,
      ModelCard modelCard,
      State state,
      PlacementStrategy strategy,
      IdSequence ids) {
    return tryPlaceForMetaInstance(
        metaInstance, modelCard, state, strategy, MemoryPolicy.NONE, ids);
  }

  /** Does the same with memory as a policy counts it. */
  public static TryPlaceResult tryPlaceForMetaInstance(
      MetaInstance metaInstance,
      ModelCard modelCard,
      State state,
      PlacementStrategy strategy,
      MemoryPolicy policy,
      IdSequence ids) {
    PlacementRequest request =
        placementRequestFor(metaInstance, modelCard, state, policy, ids.nextPlacementIds());
    return placementOutcome(metaInstance, request.cache(), place(strategy, request), state, ids);
  }

  /**
   * Returns the events that a strategy's answer for an intent leads to.
   *
   * @param cache memory beside the weights that the request asked for, promised to the instance
   * @param state a refusal names the nodes that are not offered in it (D4)
   */
  public static TryPlaceResult placementOutcome(
      MetaInstance metaInstance,
      CacheDemand cache,
      PlacementResult result,
      State state,
      IdSequence ids) {
    return Placements.outcome(metaInstance, cache, result, state, ids);
  }

  /**
   * Returns the refusal of an intent for a reason found before any strategy was asked, as an event
   * only when its text differs from the one stored.
   */
  public static TryPlaceResult placementRefused(
      MetaInstance metaInstance, String reason, IdSequence ids) {
    return Placements.refused(metaInstance, reason, ids);
  }
}
