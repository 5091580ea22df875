package org.exojvm.core.reconcile;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import org.exojvm.api.hardware.HardwareProfile;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.placement.CacheDemand;
import org.exojvm.api.placement.PlacementIds;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementRequestBuilder;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstancePlacementFailed;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.state.State;

/** Makes requests of intents, and events of answers. */
final class Placements {

  private Placements() {}

  static PlacementRequest request(
      MetaInstance intent,
      ModelCard card,
      State state,
      Map<NodeId, Memory> freeMemory,
      MemoryPolicy policy,
      PlacementIds ids) {
    MetaInstanceSpec spec = intent.spec();
    return new PlacementRequestBuilder()
        .modelCard(card)
        .sharding(spec.sharding())
        .instanceMeta(spec.instanceMeta())
        .minNodes(spec.minNodes())
        .maxNodes(spec.maxNodes())
        .requiredNodes(requiredNow(intent))
        .preferredNodes(spec.preferredNodes())
        .forbiddenNodes(forbiddenNow(spec, state))
        .preference(spec.preference())
        .topology(state.topology())
        .freeMemory(freeMemory)
        .nodeNetwork(state.nodeNetwork().asMap())
        .nodeIdentities(state.nodeIdentities().asMap())
        .cache(policy.demandFor(card, spec.contextTokens(), spec.concurrency()))
        .activeShare(policy.factsOf(card.modelId()).activeShare())
        .hardware(HardwareProfile.defaults())
        .ids(ids)
        .searchBudget(PlacementRequest.DEFAULT_SEARCH_BUDGET)
        .build();
  }

  private static ImmutableSet<NodeId> forbiddenNow(MetaInstanceSpec spec, State state) {
    return ImmutableSet.<NodeId>builder()
        .addAll(spec.forbiddenNodes())
        .addAll(WithheldNodes.of(state, spec.modelId()).keySet())
        .build();
  }

  private static ImmutableSet<NodeId> requiredNow(MetaInstance intent) {
    return intent.spec().requiredNodes().stream()
        .filter(node -> !intent.status().relaxedNodes().contains(node))
        .collect(ImmutableSet.toImmutableSet());
  }

  static TryPlaceResult outcome(
      MetaInstance intent, CacheDemand cache, PlacementResult result, State state, IdSequence ids) {
    return switch (result) {
      case Placed placed ->
          new TryPlaceResult(
              ImmutableList.of(
                  new InstanceCreated(
                      ids.nextEventId(), placed.instance().backing(intent.id()), cache)),
              null);
      case Unplaceable unplaceable ->
          refused(
              intent,
              WithheldNodes.addedTo(
                  unplaceable.refusal().referenceText(), state, intent.spec().modelId()),
              ids);
    };
  }

  static TryPlaceResult refused(MetaInstance intent, String reason, IdSequence ids) {
    boolean known = reason.equals(intent.status().placementError());
    return new TryPlaceResult(
        known
            ? ImmutableList.of()
            : ImmutableList.of(
                new MetaInstancePlacementFailed(ids.nextEventId(), intent.id(), reason)),
        reason);
  }
}
