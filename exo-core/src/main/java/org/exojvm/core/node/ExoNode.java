package org.exojvm.core.node;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.command.Command;
import org.exojvm.core.command.DownloadCommand;
import org.exojvm.core.explain.IntentExplainer;
import org.exojvm.core.explain.IntentReport;
import org.exojvm.core.master.RejectionCode;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node of a cluster, embedded in a host application. Starts once and closes once; the same
 * directory may then be used by another. Several nodes may run in one JVM, each on its own
 * directory.
 *
 * <p>Threading: all methods may be called by any thread; only {@link #start} and {@link #close}
 * block.
 */
public final class ExoNode implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ExoNode.class);

  /**
   * Commands of this node that may be under way. Smaller: bursts are turned away. Larger: more
   * memory while the master is slow.
   */
  public static final int MAX_COMMANDS_UNDER_WAY = 10_000;

  /** Time after which a command is given up as undecided: longer than the master itself takes. */
  public static final long COMMAND_DEADLINE_MILLIS = 75_000;

  /** Longest time {@link #close} takes, the start it may have to wait for included. */
  public static final long CLOSE_MILLIS_MAX = 30_000;

  private enum Phase {
    NEW,
    STARTING,
    RUNNING,
    CLOSING
  }

  private record UnderWay(CommandId command, CompletableFuture<CommandResult> result) {}

  private final ExoNodeBuilder parts;
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.NEW);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Map<Long, UnderWay> underWay = new ConcurrentHashMap<>();
  private final AtomicLong commands = new AtomicLong();
  private volatile @Nullable IntentExplainer explainer;
  private volatile @Nullable NodeRuntime runtime;

  ExoNode(ExoNodeBuilder parts) {
    this.parts = parts;
  }

  /**
   * Begins a node.
   *
   * @param directory what is kept from one start to the next: identity, number of starts and, on a
   *     master, the journal. Created when there is none
   */
  public static ExoNodeBuilder builder(Path directory) {
    return new ExoNodeBuilder(directory);
  }

  /**
   * Takes possession of the directory, recovers what the journal holds, and joins the network.
   *
   * @throws IOException when the directory or the journal cannot be used; nothing runs then
   * @throws IllegalStateException when it was started before, or closed meanwhile
   */
  public void start() throws IOException {
    if (!phase.compareAndSet(Phase.NEW, Phase.STARTING)) {
      throw new IllegalStateException("A node starts once. Maybe build another one.");
    }
    NodeRuntime started = null;
    boolean running = false;
    try {
      started = open();
      started.start();
      runtime = started;
      running = phase.compareAndSet(Phase.STARTING, Phase.RUNNING);
    } finally {
      if (!running) {
        phase.set(Phase.CLOSING);
        if (started != null) {
          finish(started);
        }
        ended.countDown();
      }
    }
    if (!running) {
      throw new IllegalStateException("The node was closed while it started.");
    }
  }

  private NodeRuntime open() throws IOException {
    NodeHome home = NodeHome.open(parts.directory(), parts.naming());
    try {
      return new NodeRuntime(parts, home);
    } catch (IOException | RuntimeException e) {
      home.close();
      throw e;
    }
  }

  /**
   * Returns the id of the node.
   *
   * @throws IllegalStateException before it has started, when it is not known yet
   */
  public NodeId id() {
    NodeRuntime now = runtime;
    if (now == null) {
      throw new IllegalStateException("The node has not started. Maybe call start() first.");
    }
    return now.id();
  }

  /**
   * Returns what the cluster agrees on, as far as it is known here: on a master what is durable,
   * elsewhere what has arrived. Empty before the start. A master that was started anew continues
   * its log, and its followers go on where they are; only when it has lost events that a follower
   * knows, that one begins with the empty state again and catches up.
   */
  public State state() {
    NodeRuntime now = runtime;
    return now == null ? State.empty() : now.state();
  }

  /**
   * Returns the events of the cluster from an index on, in order. On a master all that the journal
   * holds can be read; elsewhere the latest that have arrived.
   *
   * @param fromIdx first index wanted, 0 or more; one that is not there yet is waited for
   * @throws IllegalArgumentException when the index is below 0
   * @throws IllegalStateException before the node has started
   */
  public EventStream events(long fromIdx) {
    if (fromIdx < 0) {
      throw new IllegalArgumentException(
          "The first event has index 0, and %d was asked for. Maybe begin with 0."
              .formatted(fromIdx));
    }
    NodeRuntime now = runtime;
    if (now == null) {
      throw new IllegalStateException(
          "Events from %d on cannot be read of a node that is %s. Maybe start it first."
              .formatted(fromIdx, phase.get()));
    }
    return new EventStream(now.feed(), fromIdx);
  }

  /**
   * Returns the node that is master as far as is known here, and in reach; empty while there is
   * none, and commands wait.
   */
  public Optional<NodeId> master() {
    NodeRuntime now = runtime;
    return now == null ? Optional.empty() : now.master();
  }

  /**
   * Returns why the node takes no part in the cluster any more, for people; empty while it does. It
   * happens when another process speaks for the same node, such as one on a copy of its disk: its
   * runners are stopped then, and commands are rejected.
   */
  public Optional<String> refusal() {
    NodeRuntime now = runtime;
    return now == null ? Optional.empty() : Optional.ofNullable(now.refusal());
  }

  /**
   * Returns why an intent is as it is, from the state known here: what it waits for, what its
   * runners do, what failed. Computed in the calling thread; asks nobody.
   */
  public IntentReport explain(MetaInstanceId intent) {
    IntentExplainer known = explainer;
    if (known == null) {
      known = new IntentExplainer(parts.masterConfig().memory(), parts.masterConfig().health());
      explainer = known;
    }
    return known.explain(state(), intent);
  }

  /** Returns what the node has dropped and survived so far. */
  public NodeCounters counters() {
    NodeRuntime now = runtime;
    return now == null ? new Counts().snapshot() : now.counters();
  }

  /**
   * Sends a command to the master, wherever it is. The future always completes, within {@link
   * #COMMAND_DEADLINE_MILLIS}, and never exceptionally.
   */
  public CompletableFuture<CommandResult> submit(Command command) {
    CompletableFuture<CommandResult> result = new CompletableFuture<>();
    NodeRuntime now = runtime;
    if (now == null || phase.get() != Phase.RUNNING) {
      result.complete(
          new CommandResult.Rejected(
              command.commandId(), RejectionCode.UNAVAILABLE, whyNotRunning()));
    } else if (underWay.size() >= MAX_COMMANDS_UNDER_WAY) {
      result.complete(
          new CommandResult.Rejected(
              command.commandId(),
              RejectionCode.OVERLOADED,
              "%d commands are under way. Maybe wait for some.".formatted(underWay.size())));
    } else {
      long number = commands.getAndIncrement();
      underWay.put(number, new UnderWay(command.commandId(), result));
      long sentNanos = System.nanoTime();
      var _ =
          result.whenComplete(
              (answer, failure) -> {
                underWay.remove(number);
                now.answered(answer, System.nanoTime() - sentNanos);
              });
      now.submit(command, result::complete);
      result.completeOnTimeout(
          new CommandResult.Undecided(
              command.commandId(),
              "No answer came within %d ms. Maybe send the same command again."
                  .formatted(COMMAND_DEADLINE_MILLIS)),
          COMMAND_DEADLINE_MILLIS,
          TimeUnit.MILLISECONDS);
    }
    // What the host hangs on it runs on a thread of the host's, never on the loop.
    return result.thenApplyAsync(answer -> answer);
  }

  /**
   * Sends a command to the downloads of a node, this one or another. Nobody answers it, and on the
   * way to another node it may get lost: what came of it is told by {@code downloads} of State, and
   * sending it again does no harm.
   *
   * @return whether it was sent; false when this node does not run, or is refused
   */
  public boolean send(DownloadCommand command) {
    NodeRuntime now = runtime;
    return now != null && phase.get() == Phase.RUNNING && now.send(command);
  }

  private String whyNotRunning() {
    if (phase.get() == Phase.CLOSING) {
      return "The node is closed. Maybe start another one on its directory.";
    }
    return phase.get() == Phase.NEW
        ? "The node has not started. Maybe call start() first."
        : "The node is still starting. Maybe wait until start() returns.";
  }

  /**
   * Leaves the network, stops the runners, makes durable what was decided, and returns when no
   * thread of the node runs, after {@link #CLOSE_MILLIS_MAX} at the latest. Idempotent; may be
   * called while the node starts. Must not be called by the loop, such as in a callback.
   */
  @Override
  public void close() {
    Phase before = phase.getAndSet(Phase.CLOSING);
    NodeRuntime now = runtime;
    if (before == Phase.NEW) {
      ended.countDown();
    } else if (before == Phase.RUNNING && now != null) {
      finish(now);
      ended.countDown();
    }
    try {
      if (!ended.await(CLOSE_MILLIS_MAX, TimeUnit.MILLISECONDS)) {
        LOG.warn("Node in {} has not ended in time. Maybe a disk hangs.", parts.directory());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns whether the node ends or has ended. */
  boolean isClosing() {
    return phase.get() == Phase.CLOSING;
  }

  private void finish(NodeRuntime finished) {
    finished.close();
    for (UnderWay left : underWay.values()) {
      left.result()
          .complete(
              new CommandResult.Undecided(
                  left.command(), "The node was closed. Maybe ask another node."));
    }
  }
}
