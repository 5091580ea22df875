package org.exojvm.core.node;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.exojvm.api.engine.RunnerEngine;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.command.DownloadCommand;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.state.State;
import org.exojvm.core.state.StateSnapshot;
import org.exojvm.core.worker.WorkerCore;
import org.exojvm.core.worker.WorkerInput;
import org.exojvm.core.worker.WorkerOutput;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shell of a worker: a core per session, and the runners, downloads, links and measurements
 * around it. Belongs to the loop. Without a session it waits. With a new one it begins anew:
 * runners are stopped and started again, because the core that knew them is gone.
 */
final class WorkerShell {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerShell.class);

  private final NodeId node;
  private final String nonce;
  private final long boot;
  private final ExoNodeBuilder parts;
  private final RunnerEngine engine;
  private final NodeLoop loop;
  private final Mailbox mailbox;
  private final Outlet outlet;
  private final Counts counts;
  private final Consumer<State> replicated;
  private final PeerLinks links;
  private final Measuring measuring;
  private final Downloads downloads;
  private final List<LocalRunners> stopping = new ArrayList<>();
  private @Nullable Session current;

  /** One core with its runners. */
  private record Session(
      SessionId id, WorkerCore core, LocalRunners runners, WorkerCounts counts) {}

  /**
   * Creates a worker without a session.
   *
   * @param nonce text no other start of a node has used
   * @param boot number of this start of the node, from 1
   * @param replicated takes the replica after every step
   */
  WorkerShell(
      NodeId node,
      String nonce,
      long boot,
      ExoNodeBuilder parts,
      NodeLoop loop,
      Mailbox mailbox,
      ExecutorService threads,
      Counts counts,
      Outlet outlet,
      Consumer<State> replicated) {
    this.node = node;
    this.nonce = nonce;
    this.boot = boot;
    this.parts = parts;
    this.engine = parts.engine();
    this.loop = loop;
    this.mailbox = mailbox;
    this.outlet = outlet;
    this.counts = counts;
    this.replicated = replicated;
    this.links = new PeerLinks(node, parts.peerAddresses());
    this.measuring =
        new Measuring(
            parts.probe(), threads, mailbox, counts, info -> step(new WorkerInput.Measured(info)));
    this.downloads =
        parts
            .downloads()
            .open(
                node,
                progress ->
                    mailbox.putReport(() -> step(new WorkerInput.DownloadReported(progress))));
  }

  /** Returns the session that is obeyed, null while there is none. */
  @Nullable SessionId session() {
    return current == null ? null : current.id();
  }

  /** Obeys a session from now on. */
  void begin(SessionId id) {
    LOG.info(
        "Worker {} follows master {} (start {}).", node, id.masterNodeId(), id.electionClock());
    stopRunners();
    WorkerCore core =
        new WorkerCore(node, id, new IdSequence(nonce + ".w" + id.electionClock()), boot);
    current =
        new Session(
            id,
            core,
            new LocalRunners(engine, mailbox, loop, report -> reported(core, report)),
            new WorkerCounts(core, counts));
    links.startAnew();
    measuring.measureAnew();
    replicated.accept(core.state());
  }

  void receive(ForwarderEvent event) {
    step(new WorkerInput.GlobalEvent(event));
  }

  void receive(StateSnapshot snapshot) {
    step(new WorkerInput.SnapshotReceived(snapshot));
  }

  void receive(DownloadCommand command) {
    step(new WorkerInput.DownloadCommandReceived(command));
  }

  void connected(NodeId peer) {
    links.connected(peer);
    checkLinks();
  }

  void disconnected(NodeId peer) {
    links.disconnected(peer);
    checkLinks();
  }

  void planTick() {
    step(new WorkerInput.PlanTick());
  }

  /** A second has passed. */
  void measureTick() {
    if (current != null) {
      measuring.measure();
      checkLinks();
    }
  }

  private void checkLinks() {
    if (current != null) {
      links.check(current.core().state()).forEach(this::step);
    }
  }

  /** Tells every runner to stop; see {@link #isIdle}. */
  void stopRunners() {
    if (current != null) {
      current.runners().closeAll();
      stopping.add(current.runners());
      current = null;
    }
  }

  /** Returns whether no runner is left. */
  boolean isIdle() {
    stopping.removeIf(LocalRunners::isIdle);
    return stopping.isEmpty() && current == null;
  }

  private void reported(WorkerCore core, WorkerInput report) {
    if (current == null || current.core() != core) {
      return;
    }
    step(report);
    if (report instanceof WorkerInput.RunnerReported(var _, var _, RunnerStatus status)
        && (status instanceof RunnerStatus.RunnerLoaded || status.isTerminal())) {
      // After the report: only a later measurement ends what is reserved for the runner (D9).
      measuring.measureAnew();
    }
  }

  private void step(WorkerInput input) {
    Session session = current;
    if (session == null) {
      return;
    }
    for (WorkerOutput output : session.core().step(input)) {
      carryOut(session, output);
    }
    session.counts().update();
    replicated.accept(session.core().state());
  }

  private void carryOut(Session session, WorkerOutput output) {
    switch (output) {
      case WorkerOutput.EmitEvent emit -> outlet.local(emit.message());
      case WorkerOutput.SendCommand send -> outlet.command(send.message());
      case WorkerOutput.SendDownloadCommand send -> outlet.download(send.message());
      case WorkerOutput.ChunkOut chunk -> parts.chunks().accept(chunk.commandId(), chunk.chunk());
      case WorkerOutput.PerformDownload perform -> downloads.perform(perform.command());
      case WorkerOutput.EngineCall call -> session.runners().call(call);
    }
  }
}
