package org.exojvm.node.api;

import java.util.Optional;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.core.command.Command.EditMetaInstance;
import org.exojvm.core.command.Command.PauseMetaInstance;
import org.exojvm.core.command.Command.ResumeMetaInstance;
import org.exojvm.core.master.RejectionCode;
import org.exojvm.core.node.CommandResult;
import org.exojvm.core.node.ExoNode;
import org.exojvm.node.http.Problem;

/**
 * Changes what an intent asks for. An edit is made of the intent as it is read; when somebody else
 * was faster it is made once more of what they left, unless the client said which generation it
 * means.
 */
final class IntentEdits {

  /** How often an edit is made anew because somebody else was faster. */
  private static final int MAX_TRIES = 4;

  private final ExoNode node;
  private final Commands commands;

  IntentEdits(ExoNode node, Commands commands) {
    this.node = node;
    this.commands = commands;
  }

  /** Carries out what the request says and returns the intent as it is then. */
  MetaInstance edit(MetaInstanceId id, IntentFields fields) throws Problem {
    // Read before anything is changed: what is refused changes nothing.
    Optional<Boolean> paused = fields.paused();
    change(id, fields);
    if (paused.isPresent()) {
      pause(id, paused.get());
    }
    return present(id);
  }

  private void pause(MetaInstanceId id, boolean paused) throws Problem {
    CommandId command = commands.freshId();
    var _ =
        commands.carryOut(
            paused ? new PauseMetaInstance(command, id) : new ResumeMetaInstance(command, id));
    commands.settle(
        state -> {
          MetaInstance intent = state.metaInstances().get(id);
          return intent == null || intent.status().paused() == paused;
        });
  }

  private void change(MetaInstanceId id, IntentFields fields) throws Problem {
    boolean isPinned = fields.expectedGeneration().isPresent();
    for (int attempt = 1; attempt <= MAX_TRIES; attempt++) {
      MetaInstance present = present(id);
      MetaInstanceSpec wanted = wanted(present, fields);
      if (wanted.equals(present.spec())) {
        return;
      }
      long generation = present.spec().generation() + 1;
      CommandResult result =
          commands.resultOf(
              new EditMetaInstance(
                  commands.freshId(), MetaInstance.of(wanted.withGeneration(generation))));
      boolean wasLate =
          result instanceof CommandResult.Rejected rejected
              && rejected.code() == RejectionCode.CONFLICT;
      if (!wasLate || isPinned || attempt == MAX_TRIES) {
        var _ = Commands.durability(result);
        settle(id, generation);
        return;
      }
      settle(id, generation);
    }
  }

  private void settle(MetaInstanceId id, long generation) throws Problem {
    commands.settle(
        state -> {
          MetaInstance intent = state.metaInstances().get(id);
          return intent == null || intent.spec().generation() >= generation;
        });
  }

  private MetaInstance present(MetaInstanceId id) throws Problem {
    MetaInstance present = node.state().metaInstances().get(id);
    if (present == null) {
      throw Problem.notFound(
          "MetaInstance not found: intent %s was deleted meanwhile. Maybe declare it again."
              .formatted(id));
    }
    return present;
  }

  private static MetaInstanceSpec wanted(MetaInstance present, IntentFields fields) throws Problem {
    long generation = present.spec().generation();
    long expected = fields.expectedGeneration().orElse(generation);
    if (expected != generation) {
      throw Problem.conflict(
              "generation_conflict",
              "MetaInstance (%s) is at generation %d, and %d was expected. Maybe read it again and decide anew."
                  .formatted(present.id(), generation, expected))
          .about("expected_generation");
    }
    return fields.applyTo(present.spec());
  }
}
