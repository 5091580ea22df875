package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableList;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.generation.FinishReason;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.generation.InputMessage;
import org.exojvm.api.generation.Role;
import org.exojvm.api.generation.TextGenerationTaskParams;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.core.command.Command;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.state.State;
import org.exojvm.core.worker.WorkerOutput;

/** Clients that ask a model which is ready, read the answer, and sometimes lose patience. */
final class Requests {

  private static final long LONGEST_PAUSE_MILLIS = 120_000;
  private static final long PATIENCE_MILLIS = 60_000;
  private static final long TOKENS = 6;
  private static final int CANCELLED_PERCENT = 10;

  private final SimulatedCluster cluster;
  private final Consumer<Command> commands;
  private final Consumer<Command> ends;
  private final IdSequence ids;
  private final Dice dice;
  private final Set<CommandId> waiting = new HashSet<>();
  private boolean resting;

  /**
   * Creates clients.
   *
   * @param commands sends a command
   * @param ends sends one that says that a request is over, until it is answered
   */
  Requests(
      SimulatedCluster cluster,
      Consumer<Command> commands,
      Consumer<Command> ends,
      IdSequence ids) {
    this.cluster = cluster;
    this.commands = commands;
    this.ends = ends;
    this.ids = ids;
    this.dice = cluster.dice().split("requests");
    next();
  }

  void rest(boolean value) {
    resting = value;
  }

  private void next() {
    cluster
        .clock()
        .after(
            dice.between(1, LONGEST_PAUSE_MILLIS),
            () -> {
              if (!resting) {
                ask();
              }
              next();
            });
  }

  private void ask() {
    SimulatedNode node = dice.oneOf(cluster.machines()).node();
    ImmutableList<ModelId> ready = node == null ? ImmutableList.of() : ready(node.state());
    if (ready.isEmpty()) {
      return;
    }
    CommandId command = ids.nextCommandId();
    waiting.add(command);
    commands.accept(new Command.TextGeneration(command, question(dice.oneOf(ready))));
    long patience = dice.percent(CANCELLED_PERCENT) ? dice.between(50, 500) : PATIENCE_MILLIS;
    cluster.clock().after(patience, () -> giveUp(command));
  }

  private void giveUp(CommandId command) {
    if (waiting.remove(command)) {
      ends.accept(new Command.TaskCancelled(ids.nextCommandId(), command));
      ends.accept(new Command.TaskFinished(ids.nextCommandId(), command));
    }
  }

  boolean waitsFor(CommandId command) {
    return waiting.contains(command);
  }

  /** A request that was turned away needs no end. */
  void answered(CommandId command, boolean accepted) {
    if (!accepted) {
      waiting.remove(command);
    }
  }

  void output(WorkerOutput.ChunkOut out) {
    if (isLast(out.chunk()) && waiting.remove(out.commandId())) {
      ends.accept(new Command.TaskFinished(ids.nextCommandId(), out.commandId()));
    }
  }

  private static boolean isLast(GenerationChunk chunk) {
    return switch (chunk) {
      case GenerationChunk.TokenChunk token -> token.finishReason() != null;
      case GenerationChunk.ErrorChunk error -> error.finishReason() == FinishReason.ERROR;
      default -> false;
    };
  }

  private static ImmutableList<ModelId> ready(State state) {
    ImmutableList.Builder<ModelId> ready = ImmutableList.builder();
    for (Instance instance : state.instances().values()) {
      boolean serves = true;
      for (RunnerId runner : instance.shardAssignments().runnerToShard().keySet()) {
        RunnerStatus status = state.runners().get(runner);
        serves &= status != null && status.isServing();
      }
      if (serves) {
        ready.add(instance.shardAssignments().modelId());
      }
    }
    return ready.build();
  }

  private static TextGenerationTaskParams question(ModelId model) {
    return new TextGenerationTaskParams(
        model,
        ImmutableList.of(new InputMessage(Role.USER, "why?")),
        null,
        TOKENS,
        null,
        null,
        true,
        null,
        false,
        null,
        null,
        null,
        null,
        null,
        false,
        null);
  }
}
