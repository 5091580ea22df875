package org.exojvm.core.simulation;

import org.exojvm.api.id.NodeId;
import org.exojvm.core.election.SessionAnnouncement;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.state.State;
import org.exojvm.core.state.StateSnapshot;
import org.exojvm.core.worker.WorkerInput;
import org.jspecify.annotations.Nullable;

/**
 * One process on a machine: finds its session, and brings its worker what happens. The one on the
 * first machine also brings the master what comes in.
 */
final class SimulatedNode {

  private static final long ASK_MILLIS = 1_000;

  private final SimulatedCluster cluster;
  private final Machine machine;
  private final NodeId id;
  private final long boot;
  private final NodeRunners runners;
  private final ReplicaLaw.Replica replica;
  private @Nullable SessionId session;
  private @Nullable SimulatedWorker worker;
  private long lastAskedMillis = -ASK_MILLIS;
  private boolean alive = true;

  /**
   * Creates a process.
   *
   * @param boot number of this start, higher than that of every earlier process with this id
   */
  SimulatedNode(SimulatedCluster cluster, Machine machine, NodeId id, long boot) {
    this.cluster = cluster;
    this.machine = machine;
    this.id = id;
    this.boot = boot;
    this.runners = new NodeRunners(cluster, machine, this);
    this.replica = cluster.laws().replicas().follow(id);
    askUntilTold();
  }

  NodeId id() {
    return id;
  }

  long boot() {
    return boot;
  }

  /** Returns the replica, empty while there is no session yet. */
  State state() {
    return worker == null ? State.empty() : worker.state();
  }

  NodeRunners runners() {
    return runners;
  }

  boolean isAlive() {
    return alive;
  }

  void powerOff() {
    alive = false;
    runners.powerOff();
  }

  void receive(Message message) {
    switch (message) {
      case Message.FromMaster(ForwarderEvent event, long hash) -> follow(event, hash);
      case Message.Snapshot(StateSnapshot snapshot) -> start(snapshot);
      case Message.Session(SessionAnnouncement announcement) -> follow(announcement);
      case Message.ToDownloader(var command) ->
          take(new WorkerInput.DownloadCommandReceived(command.command()));
      case Message.FromWorker(ForwarderEvent event) -> cluster.seat().receive(event);
      case Message.ToMaster(var command) -> cluster.seat().receive(command);
      case Message.AskSession(int from) -> cluster.seat().asked(from);
    }
  }

  /** Brings the core something that happened, when the machine does not stand still. */
  void take(WorkerInput input) {
    machine.whenRunning(() -> perform(input));
  }

  private void perform(WorkerInput input) {
    if (alive && worker != null) {
      worker.perform(input);
    }
  }

  private void askUntilTold() {
    if (alive && worker == null) {
      machine.whenRunning(this::ask);
      cluster.clock().after(ASK_MILLIS, this::askUntilTold);
    }
  }

  private void ask() {
    if (alive) {
      lastAskedMillis = cluster.clock().nowMillis();
      cluster.sendToMaster(machine, new Message.AskSession(machine.index));
    }
  }

  private boolean isNews(SessionId offered) {
    return session == null || offered.electionClock() > session.electionClock();
  }

  private void follow(SessionAnnouncement announcement) {
    if (!isNews(announcement.session())) {
      return;
    }
    session = announcement.session();
    if (worker == null) {
      worker = new SimulatedWorker(cluster, machine, this, session);
      return;
    }
    State before = state();
    perform(new WorkerInput.SessionAnnounced(announcement));
    if (state().lastEventAppliedIdx() < before.lastEventAppliedIdx()) {
      replica.beginsAnew();
    }
  }

  private void follow(ForwarderEvent event, long hash) {
    if (event.session().equals(session)) {
      replica.received(event.originIdx(), hash);
    } else if (isNews(event.session())
        && cluster.clock().nowMillis() - lastAskedMillis >= ASK_MILLIS) {
      ask();
    }
    State before = state();
    perform(new WorkerInput.GlobalEvent(event));
    State after = state();
    if (after.lastEventAppliedIdx() > before.lastEventAppliedIdx()) {
      replica.applied(after);
      runners.instancesChanged(before, after);
    }
  }

  private void start(StateSnapshot snapshot) {
    State before = state();
    perform(new WorkerInput.SnapshotReceived(snapshot));
    State after = state();
    if (after.lastEventAppliedIdx() > before.lastEventAppliedIdx()) {
      replica.replaced(snapshot.state(), after);
      runners.instancesChanged(before, after);
    }
  }

  void pause() {
    if (worker != null) {
      worker.pause();
    }
  }

  void goOn() {
    if (worker != null) {
      worker.goOn();
    }
  }
}
