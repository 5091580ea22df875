package org.exojvm.core.master;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.Set;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.core.command.Command.CreateMetaInstance;
import org.exojvm.core.command.Command.DeleteMetaInstance;
import org.exojvm.core.command.Command.EditMetaInstance;
import org.exojvm.core.command.Command.PauseMetaInstance;
import org.exojvm.core.command.Command.ResumeMetaInstance;
import org.exojvm.core.command.DownloadCommand;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceCreated;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceDeleted;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceEdited;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstancePaused;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceResumed;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.process.Effect;
import org.exojvm.core.reconcile.Cascade;

/** Declares and withdraws intents. */
final class IntentCommands {

  private final Indexer indexer;
  private final Set<String> strategies;
  private final int maxIntents;

  IntentCommands(Indexer indexer, Set<String> strategies, int maxIntents) {
    this.indexer = indexer;
    this.strategies = strategies;
    this.maxIntents = maxIntents;
  }

  /** Declares an intent at once; the same intent again is accepted and changes nothing. */
  Verdict create(CreateMetaInstance command, IdSequence ids) {
    MetaInstance wanted = renewed(command.metaInstance());
    Optional<String> problem = IntentAdmission.problemOf(wanted.spec(), strategies);
    if (problem.isPresent()) {
      return Verdict.reject(RejectionCode.INVALID, problem.get());
    }
    MetaInstance present = indexer.state().metaInstances().get(wanted.id());
    if (present != null) {
      return present.spec().equals(wanted.spec().withGeneration(present.spec().generation()))
          ? Verdict.accept()
          : Verdict.reject(
              RejectionCode.CONFLICT,
              "MetaInstance (%s) exists with other settings. Maybe edit it, or use another id."
                  .formatted(wanted.id()));
    }
    if (indexer.state().metaInstances().size() >= maxIntents) {
      return Verdict.reject(
          RejectionCode.OVERLOADED,
          "There are %d intents, the most this master keeps. Maybe delete some or raise maxIntents."
              .formatted(maxIntents));
    }
    indexer.index(new MetaInstanceCreated(ids.nextEventId(), wanted));
    return Verdict.accept();
  }

  /**
   * One that was deleted before outlives its deletion: nobody may bring that along later. Of the
   * status only counts whether it is to begin paused.
   */
  private MetaInstance renewed(MetaInstance declared) {
    MetaInstanceSpec spec = declared.spec();
    long deleted = indexer.state().tombstones().generationOf(spec.metaInstanceId());
    MetaInstance fresh =
        MetaInstance.of(spec.generation() > deleted ? spec : spec.withGeneration(deleted + 1));
    return fresh.withStatus(fresh.status().withPaused(declared.status().paused()));
  }

  /** Withdraws an intent: its open requests are cancelled, its instances and downloads go. */
  Verdict delete(DeleteMetaInstance command, IdSequence ids) {
    MetaInstanceId id = command.metaInstanceId();
    if (!indexer.state().metaInstances().containsKey(id)) {
      return unknown(id);
    }
    indexer.index(new MetaInstanceDeleted(ids.nextEventId(), id));
    for (Instance instance : backing(id)) {
      indexer.indexAll(Cascade.deletion(indexer.state(), instance.instanceId(), ids));
    }
    sendAll(indexer, Cascade.unneededDownloads(indexer.state(), ids));
    return Verdict.accept();
  }

  /** Changes what an intent asks for; the same edit again is accepted and changes nothing. */
  Verdict edit(EditMetaInstance command, IdSequence ids) {
    MetaInstance wanted = MetaInstance.of(command.metaInstance().spec());
    Optional<String> problem = IntentAdmission.problemOf(wanted.spec(), strategies);
    if (problem.isPresent()) {
      return Verdict.reject(RejectionCode.INVALID, problem.get());
    }
    MetaInstance present = indexer.state().metaInstances().get(wanted.id());
    if (present == null) {
      return unknown(wanted.id());
    }
    if (present.spec().equals(wanted.spec())) {
      return Verdict.accept();
    }
    if (wanted.spec().generation() <= present.spec().generation()) {
      return Verdict.reject(
          RejectionCode.CONFLICT,
          "MetaInstance (%s) is at generation %d, and this edit makes generation %d of it. Maybe somebody else edited it; read it again, and give the edit a higher one."
              .formatted(wanted.id(), present.spec().generation(), wanted.spec().generation()));
    }
    indexer.index(new MetaInstanceEdited(ids.nextEventId(), wanted));
    return Verdict.accept();
  }

  /** Pauses an intent; one that is paused stays so. */
  Verdict pause(PauseMetaInstance command, IdSequence ids) {
    MetaInstance present = indexer.state().metaInstances().get(command.metaInstanceId());
    if (present == null) {
      return unknown(command.metaInstanceId());
    }
    if (!present.status().paused()) {
      indexer.index(new MetaInstancePaused(ids.nextEventId(), present.id()));
    }
    return Verdict.accept();
  }

  /** Resumes an intent; one that is not paused stays so. */
  Verdict resume(ResumeMetaInstance command, IdSequence ids) {
    MetaInstance present = indexer.state().metaInstances().get(command.metaInstanceId());
    if (present == null) {
      return unknown(command.metaInstanceId());
    }
    if (present.status().paused()) {
      indexer.index(new MetaInstanceResumed(ids.nextEventId(), present.id()));
    }
    return Verdict.accept();
  }

  private static Verdict unknown(MetaInstanceId id) {
    return Verdict.reject(
        RejectionCode.NOT_FOUND,
        "MetaInstance (%s) does not exist. Maybe it is deleted already; list the intents."
            .formatted(id));
  }

  private ImmutableList<Instance> backing(MetaInstanceId id) {
    ImmutableList.Builder<Instance> backing = ImmutableList.builder();
    for (Instance instance : indexer.state().instances().values()) {
      if (id.equals(instance.metaInstanceId())) {
        backing.add(instance);
      }
    }
    return backing.build();
  }

  static void sendAll(Indexer indexer, ImmutableList<DownloadCommand> commands) {
    indexer.request(commands.stream().map(Effect.SendDownloadCommand::new).toList());
  }
}
