package org.exojvm.core.node;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.exojvm.api.engine.RunnerEngine;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.command.DownloadCommand;
import org.exojvm.core.election.SessionAnnouncement;
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
 * The shell of a worker: its core, and the runners, downloads, links and measurements around it.
 * Belongs to the loop. Without a session it waits; with a later one the core and its runners go on.
 */
final class WorkerShell {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerShell.class);

  private final NodeId node;
  private final String nonce;
  private final long boot;
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
  private final LongConsumer superseded;
  private @Nullable Work current;
  private @Nullable SessionId session;
  private boolean over;

  /** The core with its runners. */
  private record Work(WorkerCore core, LocalRunners runners, WorkerCounts counts) {}

  /**
   * Creates a worker without a session.
   *
   * @param nonce text no other start of a node has used
   * @param boot number of this start of the node, from 1
   * @param replicated takes the replica after every step
   * @param superseded hears when a later process speaks for the node, whose boot it is told
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
      Consumer<State> replicated,
      LongConsumer superseded) {
    this.node = node;
    this.nonce = nonce;
    this.boot = boot;
    this.engine = parts.engine();
    this.loop = loop;
    this.mailbox = mailbox;
    this.outlet = outlet;
    this.counts = counts;
    this.replicated = replicated;
    this.superseded = superseded;
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
                    mailbox.putReport(
                        () -> step(new WorkerInput.DownloadReported(EngineBounds.cut(progress)))));
  }

  /** Returns the session that is obeyed, null while there is none. */
  @Nullable SessionId session() {
    return session;
  }

  /** Obeys a session from now on. */
  void follow(SessionAnnouncement announcement) {
    if (over) {
      return;
    }
    session = announcement.session();
    LOG.info("Worker {} follows master {}.", node, session.masterNodeId());
    if (current == null) {
      WorkerCore core = new WorkerCore(node, session, new IdSequence(nonce + ".w"), boot);
      current =
          new Work(
              core,
              new LocalRunners(engine, mailbox, loop, report -> reported(core, report)),
              new WorkerCounts(core, counts));
      replicated.accept(core.state());
    } else {
      step(new WorkerInput.SessionAnnounced(announcement));
    }
    links.startAnew();
    measuring.measureAnew();
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
    over = true;
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
    Work work = current;
    if (work == null) {
      return;
    }
    for (WorkerOutput output : work.core().step(input)) {
      carryOut(work, output);
    }
    work.counts().update();
    replicated.accept(work.core().state());
  }

  private void carryOut(Work work, WorkerOutput output) {
    switch (output) {
      case WorkerOutput.EmitEvent emit -> outlet.local(emit.message());
      case WorkerOutput.SendCommand send -> outlet.command(send.message());
      case WorkerOutput.SendDownloadCommand send -> outlet.download(send.message());
      case WorkerOutput.ChunkOut(var command, var chunk, var to) ->
          outlet.output(to == null ? node : to, command, chunk);
      case WorkerOutput.PerformDownload perform -> downloads.perform(perform.command());
      case WorkerOutput.JournalEvents _, WorkerOutput.ReplaceJournal _ -> {
        // The one master of a fixed mastership is the one that keeps a log.
      }
      case WorkerOutput.Superseded(long by) -> {
        stopRunners();
        superseded.accept(by);
      }
      case WorkerOutput.EngineCall call -> work.runners().call(call);
    }
  }
}
