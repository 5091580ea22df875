package org.exojvm.core.master;

import org.exojvm.api.model.ModelCard;
import org.exojvm.api.placement.PlacementIds;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.core.command.Command.PlaceInstance;
import org.exojvm.core.reconcile.MemoryLedger;
import org.exojvm.core.reconcile.WithheldNodes;
import org.exojvm.core.state.State;

/**
 * What a master asks of a strategy for an instance that a client wants without an intent, and what
 * it says when there is none. A host that shows what would be placed asks the same.
 */
public final class DirectRequests {

  private DirectRequests() {}

  /**
   * Returns the request of a client on the cluster as it is.
   *
   * @param state the cluster
   * @param config the configuration of the master
   * @param command what the client wants
   * @param ids ids and port of the instance
   */
  public static PlacementRequest of(
      State state, MasterConfig config, PlaceInstance command, PlacementIds ids) {
    ModelCard card = config.cardOverlay().apply(command.modelCard());
    return PlacementRequest.of(
            card, state.topology(), MemoryLedger.freeMemory(state, config.memory()), ids)
        .withSharding(command.sharding())
        .withInstanceMeta(command.instanceMeta())
        .withMinNodes(command.minNodes())
        .withForbiddenNodes(WithheldNodes.of(state, card.modelId()).keySet())
        .withNodeNetwork(state.nodeNetwork().asMap())
        .withNodeIdentities(state.nodeIdentities().asMap())
        .withCache(config.memory().demandFor(card, null, null))
        .withActiveShare(config.memory().factsOf(card.modelId()).activeShare())
        .withHardware(config.hardware())
        .withSearchBudget(config.placementBudget());
  }

  /** Returns a refusal in the words of the reference, with the nodes that were not offered. */
  public static String sentence(State state, PlacementRequest request, PlacementRefusal refusal) {
    return WithheldNodes.addedTo(refusal.referenceText(), state, request.modelCard().modelId());
  }

  /** Returns the same with what was found and what would help. */
  public static String text(State state, PlacementRequest request, PlacementRefusal refusal) {
    return sentence(state, request, refusal) + ": " + findings(refusal);
  }

  /** Returns what was found and what would help, as sentences. */
  public static String findings(PlacementRefusal refusal) {
    String stop = refusal.detail().endsWith(".") ? " " : ". ";
    return refusal.detail() + stop + refusal.hint();
  }
}
