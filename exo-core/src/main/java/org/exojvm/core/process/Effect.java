package org.exojvm.core.process;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.check.Checks;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.core.command.DownloadCommand;

/**
 * Something the shell has to do for a core. Slow effects come back as an input; what they found is
 * checked again against the state as it is then.
 */
public sealed interface Effect {

  /**
   * Load a model card. One load per model is in flight; comes back as loaded, failed or timed out.
   *
   * @param modelId the model
   * @param deadlineMillis time after which the shell gives up and reports a time-out
   */
  record LoadModelCard(ModelId modelId, long deadlineMillis) implements Effect {}

  /**
   * Search placements for the intents of one round, with {@link PlacementRound}. One round is in
   * flight; it comes back as a whole, with one result per search.
   *
   * @param searches the searches, in the order in which they draw from the ledger
   */
  record SearchPlacements(ImmutableList<PlacementSearch> searches) implements Effect {

    /** Checks that there is something to search. */
    public SearchPlacements {
      Checks.inRange(
          !searches.isEmpty(), "SearchPlacements.searches", searches.size(), "at least one search");
    }

    /** Returns what tells this round from others. */
    public InstanceId roundId() {
      return searches.getFirst().request().ids().instanceId();
    }
  }

  /**
   * Search a placement for a client that wants one instance, without an intent.
   *
   * @param commandId the command that asks for it
   * @param strategy name of the strategy
   * @param request what to place, on what
   */
  record SearchDirectPlacement(CommandId commandId, String strategy, PlacementRequest request)
      implements Effect {}

  /**
   * Send a download command to its node.
   *
   * @param command the command
   */
  record SendDownloadCommand(DownloadCommand command) implements Effect {}
}
