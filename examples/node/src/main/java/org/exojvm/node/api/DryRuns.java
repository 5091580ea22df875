package org.exojvm.node.api;

import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.exojvm.api.placement.PlacementIds;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.core.command.Command.PlaceInstance;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.master.DirectRequests;
import org.exojvm.core.state.State;
import org.exojvm.node.http.Problem;
import org.exojvm.node.program.NodeAccess;

/**
 * Tells what a master would place, from the State known here, in the thread of the request. A few
 * at a time: a search may take seconds of a processor.
 *
 * <p>Threading: any thread.
 */
final class DryRuns {

  /** Searches at a time. Fewer: people wait. More: they keep processors from the cluster. */
  private static final int MAX_AT_ONCE = 4;

  /** Longest time to wait for a turn. */
  private static final long WAIT_SECONDS_MAX = 5;

  /**
   * What came of one.
   *
   * @param state the cluster it was made for
   * @param request what was asked of the strategy
   * @param result its answer
   */
  record DryRun(State state, PlacementRequest request, PlacementResult result) {

    /** Returns what is placed, or says why nothing is. */
    Placed placed() throws Problem {
      return switch (result) {
        case Placed placed -> placed;
        case Unplaceable refused ->
            throw Problem.badRequest(
                "unplaceable", DirectRequests.text(state, request, refused.refusal()));
      };
    }
  }

  /** A piece of work that searches. */
  @FunctionalInterface
  interface Search<T> {
    T run() throws Problem;
  }

  private final NodeAccess access;
  private final Semaphore turns = new Semaphore(MAX_AT_ONCE);

  DryRuns(NodeAccess access) {
    this.access = access;
  }

  /** Returns what would come of a command. */
  DryRun of(PlaceInstance command) throws Problem {
    return inTurn(
        () -> {
          State state = access.node().state();
          PlacementRequest request = request(state, command);
          return new DryRun(state, request, place(request));
        });
  }

  /** Returns what a master would ask of its strategy. */
  PlacementRequest request(State state, PlaceInstance command) {
    return DirectRequests.of(state, access.masterConfig(), command, freshIds());
  }

  /** Asks the strategy. Only within {@link #inTurn}. */
  PlacementResult place(PlacementRequest request) {
    return access.strategies().place(access.masterConfig().defaultStrategy(), request);
  }

  private static PlacementIds freshIds() {
    return new IdSequence(UUID.randomUUID().toString()).nextPlacementIds();
  }

  /** Searches when it is its turn. */
  <T> T inTurn(Search<T> search) throws Problem {
    try {
      if (!turns.tryAcquire(WAIT_SECONDS_MAX, TimeUnit.SECONDS)) {
        throw Problem.unavailable(
            "overloaded",
            "%d placements are being searched, the most at a time. Maybe try again later."
                .formatted(MAX_AT_ONCE));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("stopping", "The API stops. Maybe ask another node.");
    }
    try {
      return search.run();
    } finally {
      turns.release();
    }
  }
}
