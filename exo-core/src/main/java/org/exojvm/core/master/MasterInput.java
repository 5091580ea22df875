package org.exojvm.core.master;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.check.Checks;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.core.command.Command;
import org.exojvm.core.command.ForwarderCommand;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.process.Effect;
import org.jspecify.annotations.Nullable;

/** Everything that can reach a {@link MasterCore}. */
public sealed interface MasterInput {

  /**
   * The mastership begins. The first input, once: its event says in the log who writes from here
   * on, and lets followers find out whether they can go on where they are.
   */
  record MastershipOpened() implements MasterInput {}

  /**
   * A client or a worker asks something.
   *
   * @param origin node it comes from
   * @param command what it asks
   * @param session session a worker obeys; null when a client asks
   */
  record CommandReceived(NodeId origin, Command command, @Nullable SessionId session)
      implements MasterInput {

    /** Creates what a client asks. */
    public CommandReceived(NodeId origin, Command command) {
      this(origin, command, null);
    }

    /** Creates what came in as a message. */
    public CommandReceived(ForwarderCommand message) {
      this(message.origin(), message.command(), message.session());
    }
  }

  /**
   * A worker reports something.
   *
   * @param event the event with its place in the stream of the worker
   */
  record EventReceived(ForwarderEvent event) implements MasterInput {}

  /**
   * The log does not go back to the events that {@link MasterOutput.ReplayRequested} asked for. The
   * node gets a snapshot instead.
   *
   * @param origin node that asked
   * @param sinceIdx first index it wanted
   */
  record ReplayUnavailable(NodeId origin, long sinceIdx) implements MasterInput {}

  /**
   * A node is dead: it closed its connections and refuses new ones. Faster than its silence (D1).
   *
   * @param nodeId the node
   */
  record NodeGone(NodeId nodeId) implements MasterInput {}

  /** A second has passed: reconcile. */
  record TickElapsed() implements MasterInput {}

  /**
   * A model card has been loaded.
   *
   * @param modelId the model asked for
   * @param card its card, extension fields overlaid
   */
  record CardLoaded(ModelId modelId, ModelCard card) implements MasterInput {}

  /**
   * A model card cannot be loaded.
   *
   * @param modelId the model
   * @param reason why, for people
   */
  record CardFailed(ModelId modelId, String reason) implements MasterInput {}

  /**
   * A model card was not loaded within the deadline of its effect.
   *
   * @param modelId the model
   */
  record CardTimedOut(ModelId modelId) implements MasterInput {}

  /**
   * A round of searches for intents has ended.
   *
   * @param effect what was asked
   * @param results what was found, one result per search in their order; searches without one were
   *     not made for want of time and are made again
   */
  record PlacementsFound(Effect.SearchPlacements effect, ImmutableList<PlacementResult> results)
      implements MasterInput {

    /** Checks that there are not more results than searches. */
    public PlacementsFound {
      Checks.inRange(
          results.size() <= effect.searches().size(),
          "PlacementsFound.results",
          results.size(),
          "at most as many as there are searches, " + effect.searches().size());
    }
  }

  /**
   * A search for a client has ended.
   *
   * @param search what was asked
   * @param result what was found
   */
  record DirectPlacementFound(Effect.SearchDirectPlacement search, PlacementResult result)
      implements MasterInput {}
}
