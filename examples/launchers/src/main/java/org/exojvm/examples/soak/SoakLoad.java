package org.exojvm.examples.soak;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.exojvm.api.generation.InputMessage;
import org.exojvm.api.generation.Role;
import org.exojvm.api.generation.TextGenerationTaskParams;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.core.command.Command;
import org.exojvm.core.node.CommandResult;
import org.exojvm.core.state.State;

/**
 * What clients do to a cluster, from a seed: requests all the time, now and then an intent that is
 * withdrawn and declared anew with other settings, and a node that is started anew, the master
 * among them. Belongs to the thread that calls {@link #step}.
 */
final class SoakLoad {

  private static final ModelId MODEL = ModelId.of("mlx-community/Llama-3.2-1B-Instruct-4bit");
  private static final int INTENTS = 4;
  private static final long PACE_MILLIS = 10;
  private static final int STEPS_PER_EDIT = 200;
  private static final int STEPS_PER_RESTART = 1_500;
  private static final int RESTARTS_PER_MASTER = 4;
  private static final int MAX_OPEN_REQUESTS = 200;
  private static final int MAX_TRIES = 20;
  private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final SoakCluster cluster;
  private final BlockingQueue<CommandId> answered;
  private final Random random;
  private final Map<CommandId, Long> openSinceNanos = new LinkedHashMap<>();
  private final Map<MetaInstanceId, MetaInstanceSpec> declared = new LinkedHashMap<>();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong requests = new AtomicLong();
  private long commands;
  private long steps;
  private int restarts;

  SoakLoad(SoakCluster cluster, BlockingQueue<CommandId> answered, long seed) {
    this.cluster = cluster;
    this.answered = answered;
    this.random = new Random(seed);
  }

  static BlockingQueue<CommandId> queue() {
    return new LinkedBlockingQueue<>();
  }

  /** Returns how many answers were not what a client may expect. */
  long failures() {
    return failures.get();
  }

  /** Returns how many requests were taken in. */
  long requests() {
    return requests.get();
  }

  /** Does one thing and waits a little. */
  void step() throws IOException, InterruptedException {
    if (declared.size() < INTENTS) {
      declare("intent-" + declared.size());
    } else if (++steps % STEPS_PER_RESTART == 0) {
      restarts++;
      boolean master = restarts % RESTARTS_PER_MASTER == 0 || cluster.size() == 1;
      cluster.restart(master ? 0 : 1 + random.nextInt(cluster.size() - 1));
    } else if (steps % STEPS_PER_EDIT == 0) {
      String id = "intent-" + random.nextInt(INTENTS);
      withdraw(id);
      declare(id);
    } else if (openSinceNanos.size() < MAX_OPEN_REQUESTS) {
      ask();
    }
    finishAnswered();
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PACE_MILLIS));
  }

  private CommandId next() {
    return CommandId.of("soak-command-" + commands++);
  }

  private void declare(String id) throws InterruptedException {
    MetaInstanceSpec spec =
        MetaInstanceSpec.of(MetaInstanceId.of(id), MODEL)
            .withMinNodes(1 + random.nextInt(Math.min(2, cluster.size())));
    decided(new Command.CreateMetaInstance(next(), MetaInstance.of(spec)));
    declared.put(spec.metaInstanceId(), spec);
  }

  private void withdraw(String id) throws InterruptedException {
    decided(new Command.DeleteMetaInstance(next(), MetaInstanceId.of(id)));
    declared.remove(MetaInstanceId.of(id));
  }

  /** Sends a command again and again, to any node, until it is accepted; it must be in the end. */
  private void decided(Command command) throws InterruptedException {
    CommandResult result = null;
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      result = cluster.node(random.nextInt(cluster.size())).submit(command).join();
      boolean repeated =
          tries > 0
              && result instanceof CommandResult.Rejected rejected
              && switch (rejected.code()) {
                // The first try had its effect, and the master that remembers it is gone.
                case NOT_FOUND -> command instanceof Command.DeleteMetaInstance;
                case INVALID, CONFLICT, UNPLACEABLE, OVERLOADED, UNAVAILABLE -> false;
              };
      if (result instanceof CommandResult.Accepted || repeated) {
        return;
      }
      Thread.sleep(PACE_MILLIS * (tries + 1));
    }
    failures.incrementAndGet();
    System.err.println("Not accepted: " + command + ": " + result);
  }

  private void ask() {
    CommandId id = next();
    openSinceNanos.put(id, System.nanoTime());
    requests.incrementAndGet();
    var _ =
        cluster
            .node(random.nextInt(cluster.size()))
            .submit(new Command.TextGeneration(id, params()))
            .thenAccept(
                result -> {
                  if (!(result instanceof CommandResult.Accepted)) {
                    answered.add(id); // there is no instance just now; nothing will come
                  }
                });
  }

  private static TextGenerationTaskParams params() {
    return new TextGenerationTaskParams(
        MODEL,
        ImmutableList.of(new InputMessage(Role.USER, "How long is a piece of string?")),
        null,
        8L,
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

  private void finishAnswered() {
    for (CommandId id = answered.poll(); id != null; id = answered.poll()) {
      finish(id);
    }
    while (!openSinceNanos.isEmpty()
        && System.nanoTime() - openSinceNanos.values().iterator().next() > GIVE_UP_NANOS) {
      finish(openSinceNanos.keySet().iterator().next());
    }
  }

  private void finish(CommandId id) {
    if (openSinceNanos.remove(id) != null) {
      var _ =
          cluster.node(random.nextInt(cluster.size())).submit(new Command.TaskFinished(next(), id));
    }
  }

  /** Returns how many intents are not in a state as they were acknowledged. */
  long lostIntents(State state) {
    return declared.values().stream()
        .filter(
            spec -> {
              MetaInstance kept = state.metaInstances().get(spec.metaInstanceId());
              // One that is declared anew after its deletion has a higher generation.
              return kept == null || !kept.spec().withGeneration(spec.generation()).equals(spec);
            })
        .count();
  }
}
