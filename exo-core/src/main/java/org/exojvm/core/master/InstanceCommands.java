package org.exojvm.core.master;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.placement.CacheDemand;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.api.placement.PlacementValidator;
import org.exojvm.core.command.Command.CreateInstance;
import org.exojvm.core.command.Command.DeleteInstance;
import org.exojvm.core.command.Command.PlaceInstance;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.process.Effect.SearchDirectPlacement;
import org.exojvm.core.reconcile.MemoryLedger;

/** Places, creates and deletes instances that no intent keeps. */
final class InstanceCommands {

  /** Ticks after which a search is given up; far beyond what its budget takes. */
  static final int MAX_SEARCH_TICKS = 60;

  private final Indexer indexer;
  private final MasterConfig config;
  private final Map<CommandId, Waiter> pending = new LinkedHashMap<>();
  private long tick;

  InstanceCommands(Indexer indexer, MasterConfig config) {
    this.indexer = indexer;
    this.config = config;
  }

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
    pending.put(command.commandId(), new Waiter(origin, tick));
    indexer.request(
        List.of(
            new SearchDirectPlacement(
                command.commandId(), config.defaultStrategy(), requestFor(command, ids))));
    return new Verdict.Later();
  }

  private PlacementRequest requestFor(PlaceInstance command, IdSequence ids) {
    ModelCard card = config.cardOverlay().apply(command.modelCard());
    return PlacementRequest.of(
            card, indexer.state().topology(), freeMemory(), ids.nextPlacementIds())
        .withSharding(command.sharding())
        .withInstanceMeta(command.instanceMeta())
        .withMinNodes(command.minNodes())
        .withNodeNetwork(indexer.state().nodeNetwork().asMap())
        .withNodeIdentities(indexer.state().nodeIdentities().asMap())
        .withCache(config.memory().demandFor(card, null, null))
        .withActiveShare(config.memory().factsOf(card.modelId()).activeShare())
        .withHardware(config.hardware())
        .withSearchBudget(config.placementBudget());
  }

  private ImmutableMap<NodeId, Memory> freeMemory() {
    return MemoryLedger.freeMemory(indexer.state(), config.memory());
  }

  /** Returns whether a search for this command is under way. */
  boolean isSearchingFor(CommandId command) {
    return pending.containsKey(command);
  }

  /** Returns who waits for the end of a search, and waits no longer. */
  Optional<NodeId> waiterOf(CommandId command) {
    return Optional.ofNullable(pending.remove(command)).map(Waiter::origin);
  }

  /** Counts the time of searches; returns who has waited too long, and lets them wait no longer. */
  ImmutableMap<CommandId, NodeId> tick() {
    tick++;
    ImmutableMap.Builder<CommandId, NodeId> late = ImmutableMap.builder();
    pending.forEach(
        (command, waiter) -> {
          if (tick - waiter.sinceTick() > MAX_SEARCH_TICKS) {
            late.put(command, waiter.origin());
          }
        });
    ImmutableMap<CommandId, NodeId> given = late.buildOrThrow();
    pending.keySet().removeAll(given.keySet());
    return given;
  }

  /** Who waits for a search, and since when. */
  private record Waiter(NodeId origin, long sinceTick) {}

  /** Creates the instance that was found, if it still holds. */
  Verdict finishPlacement(SearchDirectPlacement search, PlacementResult result, IdSequence ids) {
    return switch (result) {
      case Placed placed -> admit(search.request(), placed.instance(), ids);
      case Unplaceable unplaceable ->
          Verdict.reject(
              RejectionCode.UNPLACEABLE,
              unplaceable.refusal().referenceText()
                  + ": "
                  + unplaceable.refusal().detail()
                  + " "
                  + unplaceable.refusal().hint());
    };
  }

  private Verdict admit(PlacementRequest asked, Instance instance, IdSequence ids) {
    PlacementRequest now =
        asked
            .withTopology(indexer.state().topology())
            .withFreeMemory(freeMemory())
            .withNodeNetwork(indexer.state().nodeNetwork().asMap());
    ImmutableList<?> violations = PlacementValidator.violations(now, instance);
    if (!violations.isEmpty()) {
      return Verdict.reject(
          RejectionCode.UNPLACEABLE,
          "The cluster has changed while a placement was searched: %s. Maybe try again."
              .formatted(violations));
    }
    indexer.index(new InstanceCreated(ids.nextEventId(), instance, asked.cache()));
    return Verdict.accept();
  }

  /** Creates an instance as the client describes it. */
  Verdict create(CreateInstance command, IdSequence ids) {
    Optional<Verdict.Reject> problem =
        InstanceAdmission.problemOf(command.instance(), indexer.state());
    if (problem.isPresent()) {
      return problem.get();
    }
    indexer.index(
        new InstanceCreated(ids.nextEventId(), command.instance(), cacheOf(command.instance())));
    return Verdict.accept();
  }

  private CacheDemand cacheOf(Instance instance) {
    ModelCard card =
        instance.shardAssignments().runnerToShard().values().iterator().next().modelCard();
    return config.memory().demandFor(card, null, null);
  }

  /** Deletes an instance of the user; one that an intent keeps is refused. */
  Verdict delete(DeleteInstance command, IdSequence ids) {
    Instance instance = indexer.state().instances().get(command.instanceId());
    if (instance == null) {
      return Verdict.reject(
          RejectionCode.NOT_FOUND,
          "Instance (%s) does not exist. Maybe it is deleted already; list the instances."
              .formatted(command.instanceId()));
    }
    if (instance.metaInstanceId() != null
        && indexer.state().metaInstances().containsKey(instance.metaInstanceId())) {
      return Verdict.reject(
          RejectionCode.CONFLICT,
          "Instance (%s) is kept by MetaInstance (%s), which would place it again. Maybe delete that."
              .formatted(command.instanceId(), instance.metaInstanceId()));
    }
    indexer.indexAll(Cascade.deletion(indexer.state(), command.instanceId(), ids));
    IntentCommands.sendAll(indexer, Cascade.unneededDownloads(indexer.state(), ids));
    return Verdict.accept();
  }
}
