package org.exojvm.core.node;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.Transport;
import org.exojvm.core.command.Command;
import org.exojvm.core.command.DownloadCommand;
import org.exojvm.core.command.ForwarderDownloadCommand;
import org.exojvm.core.election.Mastership;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.master.MasterConfig;
import org.exojvm.core.master.MasterCore;
import org.exojvm.core.master.MasterInput;
import org.exojvm.core.master.RejectionCode;
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
  private final Counts counts = new Counts();
  private final Mailbox mailbox = new Mailbox();
  private final EventFeed feed = new EventFeed();
  private final LifecycleLog lifecycle;
  private final ExecutorService threads;
  private final NodeLoop loop;
  private final Transport transport;
  private final RemoteMaster remote;
  private final Outlet outlet;
  private final AwaitedMaster awaited;
  private final @Nullable NodeJournal journal;
  private final Shells shells = new Shells();
  private final Following following;
  private final Seat seat;
  private final Governing governing;
  private final NodeReceiver receiver;
  private volatile State state = State.empty();
  private volatile @Nullable String refusal;
  private boolean stopping;
  private long stopBeforeNanos;

  /** Builds everything; nothing runs yet but the thread of the journal. */
  NodeRuntime(ExoNodeBuilder parts, NodeHome home) throws IOException {
    this.home = home;
    this.timings = parts.timings();
    this.lifecycle = new LifecycleLog(parts.masterConfig().health().retryLimit());
    this.node = home.id();
    Mastership mastership =
        parts.mastershipOf(node).create(node, parts.has(NodeRole.MASTER), home.boot());
    String name = "exo-node-" + node;
    this.threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + "-", 0).factory());
    this.loop = new NodeLoop(name, mailbox, counts, this::isDone, this::end);
    this.transport = parts.transportOf(node);
    this.remote = new RemoteMaster(node, transport);
    this.awaited = new AwaitedMaster(loop, this::route);
    this.outlet =
        new NodeOutlet(
            node,
            shells,
            loop,
            transport,
            threads,
            parts.chunks(),
            new ChunkSender(transport, mailbox, counts));
    WorkerPart part = parts.workerPart();
    Effects effects = new Effects(threads, parts.catalog(), parts.strategies(), this::effectEnded);
    MasterConfig config = parts.masterConfig();
    // From here on something has to be closed.
    this.journal =
        parts.has(NodeRole.MASTER)
            ? new NodeJournal(parts.logs().open(home.journal()), threads, mailbox, new News())
            : null;
    State recovered = journal == null ? State.empty() : journal.recovered();
    EventFeed.Backlog backlog =
        journal == null ? (fromIdx, max) -> ImmutableList.of() : journal::backlog;
    state = recovered;
    feed.restartAt(recovered.lastEventAppliedIdx() + 1, backlog);
    shells.keeping = journal == null ? null : new Keeping(journal);
    WorkerCore core =
        new WorkerCore(
            node, new IdSequence(node + "." + home.boot() + ".w"), home.boot(), recovered);
    WorkerShell worker =
        new WorkerShell(
            node,
            core,
            part,
            parts.peerAddresses(),
            loop,
            mailbox,
            threads,
            counts,
            outlet,
            shells.keeping,
            this::replicated,
            this::superseded);
    shells.setWorker(worker);
    this.following = new Following(worker, feed, backlog);
    this.seat =
        new Seat(
            shells,
            following,
            feed,
            backlog,
            (session, logState, told) ->
                new MasterShell(
                    node,
                    session,
                    new MasterCore(
                        config,
                        session,
                        node + "." + Long.toUnsignedString(session.electionClock()),
                        parts.strategies(),
                        logState),
                    Objects.requireNonNull(journal, "Only a candidate leads."),
                    effects,
                    outlet,
                    counts,
                    new Confirmations(session, transport, mailbox, loop),
                    told),
            this::told,
            awaited::retry);
    this.governing = new Governing(node, mastership, loop, transport, timings.redialMillis(), seat);
    this.receiver = new NodeReceiver(node, shells, following, governing, parts.chunks());
  }

  /** Begins. */
  void start() {
    loop.every(timings.masterTickMillis(), this::masterTick);
    loop.every(WorkerCore.PLAN_TICK_MILLIS, shells.worker()::planTick);
    loop.every(Measuring.PERIOD_MILLIS, shells.worker()::measureTick);
    loop.start();
    transport.start(new Inbound(node, mailbox, counts, receiver));
    mailbox.put(governing::begin);
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
    } else if (!mailbox.put(() -> awaited.submit(command, answer))) {
      answer.accept(
          new CommandResult.Rejected(
              command.commandId(),
              RejectionCode.UNAVAILABLE,
              "Node (%s) is closed. Maybe ask another.".formatted(node)));
    }
  }

  /** Sends a command to downloads; returns whether it was sent. Called by any thread. */
  boolean send(DownloadCommand command) {
    return refusal == null
        && mailbox.put(() -> outlet.download(new ForwarderDownloadCommand(node, command)));
  }

  /** Hands a command to the master; returns false while none is in reach. */
  private boolean route(Command command, Consumer<CommandResult> answer) {
    MasterShell master = shells.master;
    if (master != null) {
      seat.commandSeen();
      master.submit(node, command, answer);
      return true;
    }
    Optional<NodeId> other = governing.master().filter(remote::isReached);
    other.ifPresent(reached -> remote.submit(reached, command, answer));
    return other.isPresent();
  }

  private void masterTick() {
    MasterShell master = shells.master;
    if (master != null) {
      master.tick();
    }
    awaited.retry();
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

  /** A later process has the identity of this node; this one takes no part any more. */
  private void superseded(long boot) {
    refusal =
        ("Another process speaks for node %s (start %d; this one is start %d). Maybe its directory"
                + " was copied; give each node its own.")
            .formatted(node, boot >>> Integer.SIZE, home.starts());
    governing.fail(String.valueOf(refusal));
    governing.stop();
    LOG.error("Node {} takes no part any more. {}", node, refusal);
  }

  /** Returns the master that commands would go to now. Called by any thread. */
  Optional<NodeId> master() {
    return governing.master().filter(known -> known.equals(node) || remote.isReached(known));
  }

  /** Returns why the node takes no part any more, null while it does. */
  @Nullable String refusal() {
    return refusal;
  }

  private boolean isDone() {
    return stopping && (shells.worker().isIdle() || System.nanoTime() - stopBeforeNanos >= 0);
  }

  private void stop() {
    stopping = true;
    stopBeforeNanos =
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timings.stopRunnersMillis());
    governing.stop();
    shells.worker().stopRunners();
  }

  /** The last thing the loop does: what was decided is made durable and answered. */
  private void end() {
    mailbox.close();
    MasterShell master = shells.master;
    if (journal != null) {
      journal.close();
    }
    if (master != null) {
      master.close("Node (%s) was closed before it knew.".formatted(node));
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
  private final class News implements NodeJournal.Listener {

    @Override
    public void committed(long idx) {
      MasterShell master = shells.master;
      Keeping keeping = shells.keeping;
      if (master != null) {
        master.committed(idx);
      } else if (keeping != null) {
        keeping.committed(shells.worker().logState());
      }
    }

    @Override
    public void failed() {
      MasterShell master = shells.master;
      Keeping keeping = shells.keeping;
      if (master != null) {
        master.failed();
      }
      if (keeping != null) {
        keeping.failed();
      }
      String why = journal == null ? "" : String.valueOf(journal.failure());
      governing.fail(why);
      awaited.giveUp(why);
    }
  }
}
