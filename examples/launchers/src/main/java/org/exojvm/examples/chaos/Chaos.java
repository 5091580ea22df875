package org.exojvm.examples.chaos;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.core.command.Command;
import org.exojvm.core.node.CommandResult;
import org.exojvm.core.node.ExoNode;
import org.exojvm.core.state.State;

/** Strikes at nodes for a time, waits after every strike until all is well, and counts. */
final class Chaos {

  /** Every machine holds several of them, so one node that is left can serve them all. */
  private static final ModelId MODEL = ModelId.of("mlx-community/Llama-3.2-1B-Instruct-4bit");

  private static final int INTENTS = 3;
  private static final long PATIENCE_MILLIS = 120_000;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;
  private static final long LONGEST_CUT_MILLIS = 10_000;
  private static final long COMMAND_PATIENCE_MILLIS = 10_000;
  private static final long LOOK_MILLIS = 5;

  private final PrintWriter out;
  private final Duration duration;
  private final int nodes;
  private final Random random;
  private final Times commands = new Times();
  private final Times ready = new Times();
  private long began;
  private int strikes;
  private int masterStops;
  private int evictions;
  private int lost;
  private int unhealed;
  private long commandIds;

  Chaos(PrintWriter out, Duration duration, int nodes, long seed) {
    this.out = out;
    this.duration = duration;
    this.nodes = nodes;
    this.random = new Random(seed);
  }

  /** Runs; returns whether nothing was lost and everything recovered. */
  boolean run() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("exo-chaos");
    try (ChaosCluster cluster = new ChaosCluster(directory, nodes)) {
      began = System.nanoTime();
      for (int number = 0; number < INTENTS; number++) {
        declare(cluster, number);
      }
      await(() -> isReady(cluster));
      while (System.nanoTime() - began < duration.toNanos()) {
        strike(cluster);
      }
      return judge(cluster);
    } finally {
      MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private boolean judge(ChaosCluster cluster) {
    out.printf(
        "minutes=%.1f nodes=%d strikes=%d master_stops=%d lost=%d evicted=%d unhealed=%d %s %s"
            + " failures=%d%n",
        duration.toMillis() / 60_000.0,
        nodes,
        strikes,
        masterStops,
        lost,
        evictions,
        unhealed,
        commands.line("command"),
        ready.line("ready"),
        cluster.failures());
    out.flush();
    return lost == 0 && unhealed == 0 && cluster.failures() == 0;
  }

  private void strike(ChaosCluster cluster) throws IOException, InterruptedException {
    strikes++;
    NodeId master = cluster.master().orElse(cluster.all().getFirst());
    NodeId other = other(cluster, master);
    // Half of them hit the master: that is what is measured.
    switch (random.nextInt(6)) {
      case 0, 1, 2 -> stopMaster(cluster, master);
      case 3 -> stopWorker(cluster, other);
      case 4 -> pause(cluster, random.nextBoolean() ? master : other);
      default -> cutOff(cluster, random.nextBoolean() ? master : other);
    }
    if (!await(() -> isReady(cluster))) {
      unhealed++;
      tell("not all is well after %d s", PATIENCE_MILLIS / 1_000);
      explain(cluster);
    }
    lost += missing(cluster);
  }

  /** Says for every node what it thinks of every intent. */
  private void explain(ChaosCluster cluster) {
    for (ExoNode node : cluster.running()) {
      for (int number = 0; number < INTENTS; number++) {
        tell(
            "%s at event %d: %s",
            node.id(),
            node.state().lastEventAppliedIdx(),
            node.explain(MetaInstanceId.of("intent-" + number)).text());
      }
    }
  }

  private NodeId other(ChaosCluster cluster, NodeId master) {
    List<NodeId> others = cluster.all().stream().filter(id -> !id.equals(master)).toList();
    return others.get(random.nextInt(others.size()));
  }

  private void stopMaster(ChaosCluster cluster, NodeId master)
      throws IOException, InterruptedException {
    masterStops++;
    ExoNode dying = cluster.stop(master);
    long stopped = System.nanoTime();
    Thread closing = Thread.ofVirtual().start(dying::close);
    NodeId asked = other(cluster, master);
    ExoNode client = cluster.running(asked).orElseThrow();
    boolean served = await(() -> isAccepted(client, new Command.TestCommand(nextCommand())));
    long commandMillis = millisSince(stopped);
    closing.join();
    boolean healed = served && await(() -> isReady(cluster));
    if (!healed) {
      explain(cluster);
    }
    long readyMillis = millisSince(stopped);
    commands.add(commandMillis);
    ready.add(readyMillis);
    tell(
        "master %s stopped: a command was served after %d ms, all ready after %d ms%s",
        master, commandMillis, readyMillis, healed ? "" : " (given up)");
    cluster.start(master);
    awaitMember(cluster, master);
  }

  private void stopWorker(ChaosCluster cluster, NodeId node)
      throws IOException, InterruptedException {
    long stopped = System.nanoTime();
    cluster.stop(node).close();
    await(() -> isReady(cluster));
    tell("%s stopped: all ready after %d ms", node, millisSince(stopped));
    cluster.start(node);
    awaitMember(cluster, node);
  }

  /** Nobody may be given up for a pause. */
  private void pause(ChaosCluster cluster, NodeId node) {
    long millis = 1 + random.nextLong(LONGEST_PAUSE_MILLIS);
    NodeId watcher = other(cluster, node);
    long before = departures(cluster.running(watcher).orElseThrow().state());
    cluster.pause(node);
    park(millis);
    cluster.goOn(node);
    await(() -> isReady(cluster));
    long given = departures(cluster.running(watcher).orElseThrow().state()) - before;
    evictions += given > 0 ? 1 : 0;
    tell("%s paused for %d ms%s", node, millis, given > 0 ? ": GIVEN UP" : "");
  }

  private static long departures(State state) {
    long latest = 0;
    for (long idx : state.departedNodes().values()) {
      latest = Math.max(latest, idx);
    }
    return latest;
  }

  private void cutOff(ChaosCluster cluster, NodeId node) throws InterruptedException {
    long millis = 1 + random.nextLong(LONGEST_CUT_MILLIS);
    cluster.isolate(node);
    park(millis);
    cluster.rejoin(node);
    awaitMember(cluster, node);
    tell("%s cut off for %d ms", node, millis);
  }

  /** Waits until a node obeys the session that the others obey. */
  private void awaitMember(ChaosCluster cluster, NodeId node) {
    await(
        () ->
            cluster.running().stream()
                        .map(each -> each.state().sessions().stream().reduce((a, b) -> b))
                        .distinct()
                        .count()
                    == 1
                && cluster.running(node).orElseThrow().state().lastEventAppliedIdx() > 0);
  }

  private void declare(ChaosCluster cluster, int number) throws InterruptedException {
    MetaInstanceSpec spec =
        MetaInstanceSpec.of(MetaInstanceId.of("intent-" + number), MODEL)
            .withMinNodes(1 + number % Math.min(2, nodes - 1));
    Command command = new Command.CreateMetaInstance(nextCommand(), MetaInstance.of(spec));
    await(() -> isAccepted(cluster.running().getFirst(), command));
  }

  private CommandId nextCommand() {
    return CommandId.of("chaos-" + commandIds++);
  }

  private static boolean isAccepted(ExoNode node, Command command) {
    try {
      return node.submit(command).get(COMMAND_PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
          instanceof CommandResult.Accepted;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private int missing(ChaosCluster cluster) {
    State state = cluster.running().getFirst().state();
    return INTENTS - state.metaInstances().size();
  }

  /** Every intent has an instance that serves, on nodes that run. */
  private boolean isReady(ChaosCluster cluster) {
    return cluster.running().stream().allMatch(node -> isReady(cluster, node.state()));
  }

  private static boolean isReady(ChaosCluster cluster, State state) {
    int serving = 0;
    for (Instance instance : state.instances().values()) {
      serving += serves(cluster, state, instance) ? 1 : 0;
    }
    return state.metaInstances().size() >= INTENTS && serving >= INTENTS;
  }

  private static boolean serves(ChaosCluster cluster, State state, Instance instance) {
    for (NodeId node : instance.shardAssignments().nodeToRunner().keySet()) {
      RunnerId runner = instance.shardAssignments().nodeToRunner().get(node);
      RunnerStatus status = runner == null ? null : state.runners().get(runner);
      if (status == null || !status.isServing() || cluster.running(node).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static boolean await(BooleanSupplier goal) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    boolean reached = goal.getAsBoolean();
    while (!reached && System.nanoTime() - deadline < 0) {
      park(LOOK_MILLIS);
      reached = goal.getAsBoolean();
    }
    return reached;
  }

  private static void park(long millis) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = deadline - System.nanoTime(); left > 0; left = deadline - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }

  private void tell(String what, Object... values) {
    out.printf("%7.1f s  ", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) / 1_000.0);
    out.printf(what + "%n", values);
    out.flush();
  }
}
