package org.exojvm.core.node;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.Transport;
import org.exojvm.core.command.Command;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.master.MasterConfig;
import org.exojvm.core.master.MasterCore;
import org.exojvm.core.master.MasterInput;
import org.exojvm.core.master.RejectionCode;
import org.exojvm.core.process.InstanceHealthConfig;
import org.exojvm.core.state.State;
import org.exojvm.core.worker.WorkerCore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node from its start to its end: the loop, what it feeds, and what stands around it. */
final class NodeRuntime implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NodeRuntime.class);

  private final NodeHome home;
  private final NodeTimings timings;
  private final NodeId node;
  private final Mastership mastership;
  private final Counts counts = new Counts();
  private final Mailbox mailbox = new Mailbox();
  private final EventFeed feed = new EventFeed();
  private final LifecycleLog lifecycle =
      new LifecycleLog(InstanceHealthConfig.defaults().retryLimit());
  private final ExecutorService threads;
  private final NodeLoop loop;
  private final Transport transport;
  private final RemoteMaster remote;
  private final NodeReceiver receiver;
  private final @Nullable MasterJournal journal;
  private final Shells shells = new Shells();
  private final Following following;
  private volatile State state = State.empty();
  private volatile @Nullable String refusal;
  private boolean stopping;
  private long stopBeforeNanos;

  /** Builds everything; nothing runs yet but the thread of the journal. */
  NodeRuntime(ExoNodeBuilder parts, NodeHome home) throws IOException {
    this.home = home;
    this.timings = parts.timings();
    this.node = home.id();
    this.mastership = mastershipOf(parts, node);
    String name = "exo-node-" + node;
    this.threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + "-", 0).factory());
    this.loop = new NodeLoop(name, mailbox, counts, this::isDone, this::end);
    this.transport = parts.transportOf(node);
    this.remote = new RemoteMaster(node, mastership, transport, counts);
    this.following = new Following(shells, mastership, remote, mailbox, feed);
    this.receiver = new NodeReceiver(node, shells, following, parts.chunks());
    NodeOutlet outlet =
        new NodeOutlet(
            node,
            shells,
            loop,
            transport,
            threads,
            parts.chunks(),
            new ChunkSender(transport, mailbox, counts));
    String nonce = node + "." + home.boot();
    if (parts.has(NodeRole.WORKER)) {
      shells.worker =
          new WorkerShell(
              node,
              nonce,
              home.boot(),
              parts,
              loop,
              mailbox,
              threads,
              counts,
              outlet,
              this::replicated,
              this::superseded);
    }
    // Last, because from here on something has to be closed.
    this.journal = parts.has(NodeRole.MASTER) ? openMaster(parts, nonce, outlet) : null;
  }

  private MasterJournal openMaster(ExoNodeBuilder parts, String nonce, NodeOutlet outlet)
      throws IOException {
    Effects effects = new Effects(threads, parts.catalog(), parts.strategies(), this::effectEnded);
    MasterConfig config = parts.masterConfig();
    MasterJournal opened =
        new MasterJournal(parts.logs().open(home.journal()), threads, mailbox, new JournalNews());
    SessionId session = new SessionId(node, home.boot());
    MasterCore core =
        new MasterCore(config, session, nonce, parts.strategies(), opened.recovered());
    MasterShell master =
        new MasterShell(node, session, core, opened, effects, outlet, counts, this::told);
    shells.master = master;
    state = master.state();
    feed.restartAt(state.lastEventAppliedIdx() + 1, opened::backlog);
    return opened;
  }

  private static Mastership mastershipOf(ExoNodeBuilder parts, NodeId node) throws NodeException {
    Mastership mastership = parts.mastershipOf(node);
    if (parts.has(NodeRole.MASTER) && !mastership.master().equals(Optional.of(node))) {
      throw new NodeException(
          "Node %s has the role of a master, but the master is %s. Maybe give it the role WORKER alone."
              .formatted(node, mastership.master().map(NodeId::value).orElse("unknown")));
    }
    return mastership;
  }

  /** Begins. */
  void start() {
    MasterShell master = shells.master;
    WorkerShell worker = shells.worker;
    if (master != null) {
      loop.every(timings.masterTickMillis(), master::tick);
    }
    if (worker != null) {
      loop.every(WorkerCore.PLAN_TICK_MILLIS, worker::planTick);
      loop.every(Measuring.PERIOD_MILLIS, this::second);
    }
    loop.start();
    if (master != null) {
      mailbox.put(master::open);
    }
    if (master != null && worker != null) {
      mailbox.put(() -> worker.follow(master.announcement()));
    }
    transport.start(new Inbound(node, mailbox, counts, receiver));
    LOG.info("Node {} has started for the {}. time.", node, home.starts());
  }

  NodeId id() {
    return node;
  }

  State state() {
    return state;
  }

  EventFeed feed() {
    return feed;
  }

  void answered(CommandResult result, long nanos) {
    counts.answered(result, nanos);
  }

  NodeCounters counters() {
    return counts.snapshot();
  }

  /** Sends a command to the master, which may be here. Called by any thread. */
  void submit(Command command, Consumer<CommandResult> answer) {
    Optional<CommandResult> problem =
        Optional.<CommandResult>ofNullable(rejection(command))
            .or(() -> CommandBounds.problemOf(command));
    if (problem.isPresent()) {
      answer.accept(problem.get());
      return;
    }
    MasterShell master = shells.master;
    if (master != null) {
      if (!mailbox.put(() -> master.submit(node, command, answer))) {
        answer.accept(
            new CommandResult.Rejected(
                command.commandId(),
                RejectionCode.UNAVAILABLE,
                "Node (%s) is closed. Maybe ask another.".formatted(node)));
      }
      return;
    }
    remote.submit(command, answer);
  }

  private CommandResult.@Nullable Rejected rejection(Command command) {
    String refused = refusal;
    return refused == null
        ? null
        : new CommandResult.Rejected(command.commandId(), RejectionCode.UNAVAILABLE, refused);
  }

  private void effectEnded(MasterInput result) {
    mailbox.put(
        () -> {
          MasterShell master = shells.master;
          if (master != null) {
            master.step(result);
          }
        });
  }

  private void told(IndexedEvent event) {
    MasterShell master = shells.master;
    if (master != null) {
      State before = state;
      state = master.state();
      lifecycle.applied(before, event.event(), state);
    }
    feed.append(event);
  }

  private void replicated(State replica) {
    if (shells.master == null && following.replicated(replica)) {
      state = replica;
    }
  }

  private void second() {
    WorkerShell worker = shells.worker;
    if (worker != null) {
      worker.measureTick();
      following.second();
    }
  }

  /** A later process has the identity of this node; this one takes no part any more. */
  private void superseded(long boot) {
    refusal =
        ("Another process speaks for node %s (start %d; this one is start %d). Maybe its directory"
                + " was copied; give each node its own.")
            .formatted(node, boot >>> Integer.SIZE, home.starts());
    following.stop();
    LOG.error("Node {} takes no part any more. {}", node, refusal);
  }

  /** Returns why the node takes no part any more, null while it does. */
  @Nullable String refusal() {
    return refusal;
  }

  private boolean isDone() {
    WorkerShell worker = shells.worker;
    return stopping
        && (worker == null || worker.isIdle() || System.nanoTime() - stopBeforeNanos >= 0);
  }

  private void stop() {
    stopping = true;
    stopBeforeNanos =
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timings.stopRunnersMillis());
    WorkerShell worker = shells.worker;
    if (worker != null) {
      worker.stopRunners();
    }
  }

  /** The last thing the loop does: what was decided is made durable and answered. */
  private void end() {
    mailbox.close();
    MasterShell master = shells.master;
    if (journal != null && master != null) {
      journal.close();
      master.close();
    }
    feed.close();
  }

  /** Ends everything, in bounded time. Called once, after {@link #start} or instead of it. */
  @Override
  public void close() {
    transport.close();
    boolean ended = false;
    try {
      mailbox.put(this::stop);
      ended = loop.endedWithin(timings.endMillis());
      threads.shutdownNow();
      ended &= threads.awaitTermination(timings.endMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
    if (!ended) {
      LOG.warn("Node {} is closed, but a thread of it has not ended. Maybe a disk hangs.", node);
    }
    try {
      home.close();
    } catch (IOException e) {
      LOG.warn("The directory of node {} is not unlocked.", node, e);
    }
  }

  /** What the journal tells the loop. */
  private final class JournalNews implements MasterJournal.Listener {

    @Override
    public void committed(long idx) {
      MasterShell master = shells.master;
      if (master != null) {
        master.committed(idx);
      }
    }

    @Override
    public void failed() {
      MasterShell master = shells.master;
      if (master != null) {
        master.failed();
      }
    }
  }
}
