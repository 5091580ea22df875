package org.exojvm.core.master;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementIds;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.api.placement.PlacementValidator;
import org.exojvm.core.command.Command.PlaceInstance;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.process.Effect.SearchDirectPlacement;
import org.exojvm.core.reconcile.MemoryLedger;
import org.exojvm.core.reconcile.WithheldNodes;

/** Places instances that clients ask for without an intent, on the ledger of all placements. */
final class DirectPlacements {

  /** Ticks after which a search is given up; far beyond what its budget takes. */
  static final int MAX_SEARCH_TICKS = 60;

  private final Indexer indexer;
  private final MasterConfig config;
  private final Map<CommandId, Search> pending = new LinkedHashMap<>();
  private long tick;

  DirectPlacements(Indexer indexer, MasterConfig config) {
    this.indexer = indexer;
    this.config = config;
  }

  /** Who waits for what, since when, and whether it is searched for the second time. */
  private record Waiter(NodeId origin, long sinceTick, PlaceInstance command, boolean again) {

    Waiter onceMore() {
      return new Waiter(origin, sinceTick, command, true);
    }
  }

  /** A search under way; its ids tell its answer from that of an earlier one. */
  private record Search(Waiter waiter, PlacementIds ids) {}

  /** Starts the search for a placement; the answer follows when it has ended. */
  Verdict place(NodeId origin, PlaceInstance command, IdSequence ids) {
    long bytes = command.modelCard().storageSize().inBytes();
    if (bytes < 0) {
      return Verdict.reject(
          RejectionCode.INVALID,
          "Model (%s) has %d bytes. Maybe its card is damaged."
              .formatted(command.modelCard().modelId(), bytes));
    }
    if (pending.size() >= config.maxPendingPlacements()) {
      return Verdict.reject(
          RejectionCode.OVERLOADED,
          "%d placements are being searched, the most at a time. Maybe try again later."
              .formatted(pending.size()));
    }
    return search(new Waiter(origin, tick, command, false), ids);
  }

  private Verdict search(Waiter waiter, IdSequence ids) {
    CommandId command = waiter.command().commandId();
    PlacementRequest request =
        DirectRequests.of(indexer.state(), config, waiter.command(), ids.nextPlacementIds());
    pending.put(command, new Search(waiter, request.ids()));
    indexer.request(List.of(new SearchDirectPlacement(command, config.defaultStrategy(), request)));
    return new Verdict.Later();
  }

  private ImmutableSet<NodeId> withheld(ModelId model) {
    return WithheldNodes.of(indexer.state(), model).keySet();
  }

  private ImmutableMap<NodeId, Memory> freeMemory() {
    return MemoryLedger.freeMemory(indexer.state(), config.memory());
  }

  /** Returns whether a search for this command is under way. */
  boolean isSearchingFor(CommandId command) {
    return pending.containsKey(command);
  }

  /** Returns who waits for the end of this search, if it is the one under way. */
  Optional<NodeId> originOf(SearchDirectPlacement search) {
    return Optional.ofNullable(pending.get(search.commandId()))
        .filter(running -> running.ids().equals(search.request().ids()))
        .map(running -> running.waiter().origin());
  }

  /** Counts the time of searches; returns who has waited too long, and lets them wait no longer. */
  ImmutableMap<CommandId, NodeId> tick() {
    tick++;
    ImmutableMap.Builder<CommandId, NodeId> late = ImmutableMap.builder();
    pending.forEach(
        (command, search) -> {
          if (tick - search.waiter().sinceTick() > MAX_SEARCH_TICKS) {
            late.put(command, search.waiter().origin());
          }
        });
    ImmutableMap<CommandId, NodeId> given = late.buildOrThrow();
    pending.keySet().removeAll(given.keySet());
    return given;
  }

  /** Creates the instance that was found, if it still holds; else it is searched once more. */
  Verdict finish(SearchDirectPlacement search, PlacementResult result, IdSequence ids) {
    Waiter waiter = Objects.requireNonNull(pending.remove(search.commandId())).waiter();
    return switch (result) {
      case Placed placed -> admit(waiter, search.request(), placed.instance(), ids);
      case Unplaceable(PlacementRefusal refusal, _, _) ->
          Verdict.reject(
              RejectionCode.UNPLACEABLE,
              DirectRequests.text(indexer.state(), search.request(), refusal));
    };
  }

  private Verdict admit(Waiter waiter, PlacementRequest asked, Instance instance, IdSequence ids) {
    PlacementRequest now =
        asked
            .withTopology(indexer.state().topology())
            .withFreeMemory(freeMemory())
            .withForbiddenNodes(withheld(asked.modelCard().modelId()))
            .withNodeNetwork(indexer.state().nodeNetwork().asMap());
    ImmutableList<?> violations = PlacementValidator.violations(now, instance);
    if (violations.isEmpty()) {
      indexer.index(new InstanceCreated(ids.nextEventId(), instance, asked.cache()));
      return Verdict.accept();
    }
    return waiter.again()
        ? Verdict.reject(
            RejectionCode.UNPLACEABLE,
            "The cluster has changed twice while a placement was searched: %s. Maybe try again."
                .formatted(violations))
        : search(waiter.onceMore(), ids);
  }
}
