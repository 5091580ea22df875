package org.exojvm.examples.quickstart;

import java.util.Objects;
import java.util.Optional;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.placement.explain.Explanation;
import org.exojvm.placement.explain.PlacementExplainer;
import org.jspecify.annotations.Nullable;

/** Keeps the last answer of a strategy, so that the story can tell the numbers behind it. */
final class RecordingStrategy implements PlacementStrategy {

  private final PlacementStrategy strategy;
  private @Nullable PlacementRequest lastRequest;
  private @Nullable PlacementResult last;

  RecordingStrategy(PlacementStrategy strategy) {
    this.strategy = strategy;
  }

  @Override
  public String name() {
    return strategy.name();
  }

  @Override
  public PlacementResult place(PlacementRequest request) {
    lastRequest = request;
    last = strategy.place(request);
    return last;
  }

  /** Returns the memory of a node that was free in the eyes of the last request. */
  Memory freeMemory(NodeId node) {
    Memory free = lastRequest == null ? null : lastRequest.freeMemory().get(node);
    return free == null ? Memory.ZERO : free;
  }

  /** Explains the last answer, if it was asked at all; asks the strategy some more questions. */
  Optional<Explanation> explanation() {
    return Optional.ofNullable(lastRequest)
        .map(request -> PlacementExplainer.explainPlacement(strategy, request));
  }

  /** Returns the last request; to be called when there was one. */
  PlacementRequest lastRequest() {
    return Objects.requireNonNull(lastRequest);
  }

  /** Returns the last answer, if it was asked at all. */
  Optional<PlacementResult> last() {
    return Optional.ofNullable(last);
  }
}
