package org.exojvm.core.node;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.Topic;
import org.exojvm.api.transport.Transport;
import org.exojvm.api.transport.TransportException;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.WireType;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.command.Command;
import org.exojvm.core.command.ForwarderCommand;
import org.exojvm.core.command.ForwarderDownloadCommand;
import org.exojvm.core.election.SessionAnnouncement;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.master.MasterConfig;
import org.exojvm.core.master.MasterCore;
import org.exojvm.core.master.MasterInput;
import org.exojvm.core.master.RejectionCode;
import org.exojvm.core.process.InstanceHealthConfig;
import org.exojvm.core.state.State;
import org.exojvm.core.state.StateSnapshot;
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
  private final BiConsumer<CommandId, GenerationChunk> chunks;
  private final ChunkSender chunkSender;
  private final @Nullable MasterJournal journal;
  private final @Nullable MasterShell master;
  private final @Nullable WorkerShell worker;
  private volatile State state = State.empty();
  private @Nullable ReplicaEvents replicaEvents;
  private volatile @Nullable String refusal;
  private boolean asking;
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
    this.chunks = parts.chunks();
    this.chunkSender = new ChunkSender(transport, mailbox, counts);
    String nonce = node + "." + home.boot();
    ToOthers outlet = new ToOthers();
    worker =
        parts.has(NodeRole.WORKER)
            ? new WorkerShell(
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
                this::superseded)
            : null;
    if (parts.has(NodeRole.MASTER)) {
      Effects effects =
          new Effects(threads, parts.catalog(), parts.strategies(), this::effectEnded);
      MasterConfig config = parts.masterConfig();
      // Last, because from here on something has to be closed.
      journal =
          new MasterJournal(parts.logs().open(home.journal()), threads, mailbox, new JournalNews());
      SessionId session = new SessionId(node, home.boot());
      MasterCore core =
          new MasterCore(config, session, nonce, parts.strategies(), journal.recovered());
      master = new MasterShell(node, session, core, journal, effects, outlet, counts, this::told);
      state = master.state();
      feed.restartAt(state.lastEventAppliedIdx() + 1, journal::backlog);
    } else {
      journal = null;
      master = null;
    }
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
    transport.start(new Inbound(node, mailbox, counts, new FromOthers()));
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
          if (master != null) {
            master.step(result);
          }
        });
  }

  private void told(IndexedEvent event) {
    if (master != null) {
      State before = state;
      state = master.state();
      lifecycle.applied(before, event.event(), state);
    }
    feed.append(event);
  }

  private void replicated(State replica) {
    if (master == null && replicaEvents != null) {
      state = replica;
      replicaEvents.applied(replica);
    }
  }

  private void second() {
    if (worker != null) {
      worker.measureTick();
      if (master == null && worker.session() == null) {
        askForSession();
      }
    }
  }

  private void askForSession() {
    if (!asking) {
      asking = true;
      remote.askForSession(
          told ->
              mailbox.put(
                  () -> {
                    asking = false;
                    told.ifPresent(this::follow);
                  }));
    }
  }

  private boolean isNews(SessionId offered) {
    return worker != null
        && master == null
        && refusal == null
        && mastership.supersedes(offered, worker.session());
  }

  /** Obeys a session from now on if it supersedes the present one. */
  private void follow(SessionAnnouncement offered) {
    if (isNews(offered.session()) && worker != null) {
      replicaEvents = replicaEvents == null ? new ReplicaEvents(feed) : replicaEvents;
      worker.follow(offered);
    }
  }

  /** A later process has the identity of this node; this one takes no part any more. */
  private void superseded(long boot) {
    refusal =
        ("Another process speaks for node %s (start %d; this one is start %d). Maybe its directory"
                + " was copied; give each node its own.")
            .formatted(node, boot >>> Integer.SIZE, home.starts());
    LOG.error("Node {} takes no part any more. {}", node, refusal);
  }

  /** Returns why the node takes no part any more, null while it does. */
  @Nullable String refusal() {
    return refusal;
  }

  private boolean isDone() {
    return stopping
        && (worker == null || worker.isIdle() || System.nanoTime() - stopBeforeNanos >= 0);
  }

  private void stop() {
    stopping = true;
    stopBeforeNanos =
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timings.stopRunnersMillis());
    if (worker != null) {
      worker.stopRunners();
    }
  }

  /** The last thing the loop does: what was decided is made durable and answered. */
  private void end() {
    mailbox.close();
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
      if (master != null) {
        master.committed(idx);
      }
    }

    @Override
    public void failed() {
      if (master != null) {
        master.failed();
      }
    }
  }

  /** Where the cores of this node speak to others and to each other. */
  private final class ToOthers implements Outlet {

    @Override
    public void global(ForwarderEvent event) {
      publish(Topic.GLOBAL_EVENTS, WireTypes.FORWARDER_EVENT, event);
      if (worker != null) {
        loop.soon(() -> worker.receive(event));
      }
    }

    @Override
    public void again(NodeId missedBy, ForwarderEvent event) {
      if (!missedBy.equals(node)) {
        publish(Topic.GLOBAL_EVENTS, WireTypes.FORWARDER_EVENT, event);
      } else if (worker != null) {
        loop.soon(() -> worker.receive(event));
      }
    }

    @Override
    public void snapshot(NodeId follower, StateSnapshot snapshot) {
      if (!follower.equals(node)) {
        // Writing a large state takes longer than the loop has.
        threads.execute(
            () -> transport.request(follower, new NodeRequest.TakeSnapshot(snapshot).encoded()));
      } else if (worker != null) {
        loop.soon(() -> worker.receive(snapshot));
      }
    }

    @Override
    public void local(ForwarderEvent event) {
      if (master != null) {
        loop.soon(() -> master.receive(event));
      } else {
        publish(Topic.LOCAL_EVENTS, WireTypes.FORWARDER_EVENT, event);
      }
    }

    @Override
    public void command(ForwarderCommand message) {
      if (master != null) {
        loop.soon(() -> master.receive(message));
      } else {
        publish(Topic.COMMANDS, WireTypes.FORWARDER_COMMAND, message);
      }
    }

    @Override
    public void output(NodeId to, CommandId command, GenerationChunk chunk) {
      if (to.equals(node)) {
        chunks.accept(command, chunk);
      } else {
        chunkSender.send(to, command, chunk);
      }
    }

    @Override
    public void download(ForwarderDownloadCommand message) {
      if (worker != null && message.command().targetNodeId().equals(node)) {
        loop.soon(() -> worker.receive(message.command()));
      } else {
        publish(Topic.DOWNLOAD_COMMANDS, WireTypes.FORWARDER_DOWNLOAD_COMMAND, message);
      }
    }

    private <T> void publish(Topic topic, WireType<T> type, T message) {
      transport.publish(topic, ExoJson.wire().encodeToBytes(type, message));
    }
  }

  /** What others say to this node. */
  private final class FromOthers implements Inbound.Receiver {

    @Override
    public void global(ForwarderEvent event) {
      if (event.origin().equals(event.session().masterNodeId()) && isNews(event.session())) {
        askForSession();
      }
      if (worker != null && replicaEvents != null) {
        if (event.session().equals(worker.session())) {
          replicaEvents.received(event);
        }
        worker.receive(event);
      }
    }

    @Override
    public void local(ForwarderEvent event) {
      if (master != null) {
        master.receive(event);
      }
    }

    @Override
    public void command(ForwarderCommand message) {
      if (master != null) {
        master.receive(message);
      }
    }

    @Override
    public void download(ForwarderDownloadCommand message) {
      if (worker != null) {
        worker.receive(message.command());
      }
    }

    @Override
    public void connected(NodeId peer) {
      if (worker != null) {
        worker.connected(peer);
        if (remote.is(peer)) {
          askForSession();
        }
      }
    }

    @Override
    public void disconnected(NodeId peer) {
      if (worker != null) {
        worker.disconnected(peer);
      }
    }

    @Override
    public void asked(NodeRequest request, CompletableFuture<byte[]> answer) {
      if (request instanceof NodeRequest.TakeOutput(CommandId command, GenerationChunk chunk)) {
        answer.complete(new byte[0]);
        chunks.accept(command, chunk);
      } else if (request instanceof NodeRequest.TakeSnapshot(StateSnapshot snapshot)) {
        answer.complete(new byte[0]);
        if (worker != null && master == null) {
          worker.receive(snapshot);
        }
      } else if (master == null) {
        answer.completeExceptionally(
            new TransportException("Node %s is no master. Maybe ask another.".formatted(node)));
      } else if (request instanceof NodeRequest.Decide(ForwarderCommand message)) {
        master.submit(
            message.origin(),
            message.command(),
            result -> answer.complete(NodeRequest.encoded(result)));
      } else {
        answer.complete(NodeRequest.encoded(master.announcement()));
      }
    }
  }
}
