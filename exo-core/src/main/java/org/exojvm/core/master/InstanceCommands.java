package org.exojvm.core.master;

import java.util.Optional;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.placement.CacheDemand;
import org.exojvm.core.command.Command.CreateInstance;
import org.exojvm.core.command.Command.DeleteInstance;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.reconcile.Cascade;

/** Creates and deletes instances that no intent keeps. */
final class InstanceCommands {

  private final Indexer indexer;
  private final MasterConfig config;

  InstanceCommands(Indexer indexer, MasterConfig config) {
    this.indexer = indexer;
    this.config = config;
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
