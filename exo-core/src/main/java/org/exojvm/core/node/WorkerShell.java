package org.exojvm.core.node;

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
  private final RunnerEngine engine;
  private final Outlet outlet;
  private final Consumer<State> replicated;
  private final PeerLinks links;
  private final Measuring measuring;
  private final Downloads downloads;
  private final WorkerCore core;
  private final LocalRunners runners;
  private final WorkerCounts counted;
  private final LongConsumer superseded;
  private final @Nullable Keeping keeping;
  private @Nullable SessionId session;
  private boolean over;

  /**
   * Creates a worker without a session.
   *
   * @param core its core
   * @param part what it offers, nothing on a node without that role
   * @param keeping keeps the log of the node, null when it has none
   * @param replicated takes the replica after every step
   * @param superseded hears when a later process speaks for the node, whose boot it is told
   */
  WorkerShell(
      NodeId node,
      WorkerCore core,
      WorkerPart part,
      PeerAddresses addresses,
      NodeLoop loop,
      Mailbox mailbox,
      ExecutorService threads,
      Counts counts,
      Outlet outlet,
      @Nullable Keeping keeping,
      Consumer<State> replicated,
      LongConsumer superseded) {
    this.node = node;
    this.core = core;
    this.engine = part.engine();
    this.outlet = outlet;
    this.keeping = keeping;
    this.replicated = replicated;
    this.superseded = superseded;
    this.counted = new WorkerCounts(core, counts);
    this.runners = new LocalRunners(engine, mailbox, loop, this::reported);
    this.links = new PeerLinks(node, addresses);
    this.measuring =
        new Measuring(
            part.probe(), threads, mailbox, counts, info -> step(new WorkerInput.Measured(info)));
    this.downloads =
        part.downloads()
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

  /** Returns the replica of what the master has told. */
  State state() {
    return core.state();
  }

  /** Returns what the log of the node holds, while it is no master. */
  State logState() {
    return core.logState();
  }

  /** Obeys a session from now on. */
  void follow(SessionAnnouncement announcement) {
    if (over) {
      return;
    }
    session = announcement.session();
    LOG.info("Node {} follows master {}.", node, session.masterNodeId());
    if (keeping != null) {
      keeping.follow(session);
    }
    step(new WorkerInput.SessionAnnounced(announcement));
    links.startAnew();
    checkLinks();
    measuring.measureAnew();
  }

  /** The node was master until now, and its log ends with this state. */
  void led(State logState) {
    step(new WorkerInput.Led(logState));
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
    if (session != null) {
      measuring.measure();
      checkLinks();
    }
  }

  private void checkLinks() {
    if (session != null) {
      links.check(core.state()).forEach(this::step);
    }
  }

  /** Tells every runner to stop; see {@link #isIdle}. */
  void stopRunners() {
    over = true;
    runners.closeAll();
  }

  /** Returns whether no runner is left. */
  boolean isIdle() {
    return over && runners.isIdle();
  }

  private void reported(WorkerInput report) {
    step(report);
    if (report instanceof WorkerInput.RunnerReported(var _, var _, RunnerStatus status)
        && (status instanceof RunnerStatus.RunnerLoaded || status.isTerminal())) {
      // After the report: only a later measurement ends what is reserved for the runner (D9).
      measuring.measureAnew();
    }
  }

  private void step(WorkerInput input) {
    if (over) {
      return;
    }
    for (WorkerOutput output : core.step(input)) {
      carryOut(output);
    }
    counted.update();
    replicated.accept(core.state());
  }

  private void carryOut(WorkerOutput output) {
    switch (output) {
      case WorkerOutput.EmitEvent emit -> outlet.local(emit.message());
      case WorkerOutput.SendCommand send -> outlet.command(send.message());
      case WorkerOutput.SendDownloadCommand send -> outlet.download(send.message());
      case WorkerOutput.ChunkOut(var command, var chunk, var to) ->
          outlet.output(to == null ? node : to, command, chunk);
      case WorkerOutput.PerformDownload perform -> downloads.perform(perform.command());
      case WorkerOutput.JournalEvents written -> {
        Keeping keeper = keeper();
        if (keeper != null) {
          keeper.write(written);
        }
      }
      case WorkerOutput.ReplaceJournal written -> {
        Keeping keeper = keeper();
        if (keeper != null) {
          keeper.write(written);
        }
      }
      case WorkerOutput.Superseded(long by) -> {
        stopRunners();
        superseded.accept(by);
      }
      case WorkerOutput.EngineCall call -> runners.call(call);
    }
  }

  /** A master writes its log before it tells anybody, itself included. */
  private @Nullable Keeping keeper() {
    return session != null && session.masterNodeId().equals(node) ? null : keeping;
  }
}
