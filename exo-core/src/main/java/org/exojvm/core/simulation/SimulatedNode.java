package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.command.Command;
import org.exojvm.core.command.ForwarderCommand;
import org.exojvm.core.election.ElectionInput;
import org.exojvm.core.election.ElectionView;
import org.exojvm.core.election.LogPosition;
import org.exojvm.core.election.SessionAnnouncement;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.state.State;
import org.exojvm.core.state.StateSnapshot;
import org.exojvm.core.worker.WorkerInput;
import org.jspecify.annotations.Nullable;

/**
 * One process on a machine: a worker, a candidate, and a master while it leads, on one log. Brings
 * each what comes in.
 */
final class SimulatedNode {

  private final SimulatedCluster cluster;
  private final Machine machine;
  private final NodeId id;
  private final long boot;
  private final NodeJournal journal;
  private final NodeRunners runners;
  private final ReplicaLaw.Replica replica;
  private final SimulatedWorker worker;
  private final Candidate election;
  private @Nullable SimulatedMaster master;
  private @Nullable SessionId obeyed;
  private long commandsSeen;
  private long sessions;
  private boolean alive = true;

  /**
   * Creates a process that goes on from what the disk of its machine holds.
   *
   * @param boot number of this start, higher than that of every earlier process with this id
   */
  SimulatedNode(SimulatedCluster cluster, Machine machine, NodeId id, long boot) {
    this.cluster = cluster;
    this.machine = machine;
    this.id = id;
    this.boot = boot;
    this.journal = new NodeJournal(cluster, machine, this);
    this.runners = new NodeRunners(cluster, machine, this);
    this.replica = cluster.laws().replicas().follow(id, journal.recovered());
    this.worker = new SimulatedWorker(cluster, machine, this, journal.recovered());
    this.election = new Candidate(cluster, machine, this);
  }

  NodeId id() {
    return id;
  }

  long boot() {
    return boot;
  }

  /** Returns the replica. */
  State state() {
    return worker.state();
  }

  /** Returns the state at the end of the log. */
  State logState() {
    return master == null ? worker.logState() : master.logState();
  }

  /** Returns how often the node has begun to obey a session. */
  long sessions() {
    return sessions;
  }

  /** Returns whether its worker knows enough of its session to plan. */
  boolean isPlanning() {
    return worker.isPlanning();
  }

  NodeRunners runners() {
    return runners;
  }

  NodeJournal journal() {
    return journal;
  }

  Candidate election() {
    return election;
  }

  /** Returns the mastership of this process, null while it leads none. */
  @Nullable SimulatedMaster master() {
    return master;
  }

  boolean isAlive() {
    return alive;
  }

  ElectionView electionView() {
    State log = logState();
    return new ElectionView(
        new LogPosition(log.sessions(), log.lastEventAppliedIdx() + 1),
        master == null ? 0 : master.members(),
        commandsSeen);
  }

  /** Ends the process; of what is not durable this much is on the disk. */
  void powerOff(int kept) {
    alive = false;
    if (master != null) {
      master.end();
    }
    journal.powerOff(logState(), kept);
    runners.powerOff();
  }

  void receive(Message message) {
    switch (message) {
      case Message.FromMaster(ForwarderEvent event, long hash) -> follow(event, hash);
      case Message.Snapshot(StateSnapshot snapshot) -> start(snapshot);
      case Message.Election(NodeId from, var said) ->
          election.take(new ElectionInput.MessageReceived(from, said));
      case Message.ToDownloader(var command) ->
          take(new WorkerInput.DownloadCommandReceived(command.command()));
      case Message.FromWorker(ForwarderEvent event) -> {
        if (master != null) {
          master.receive(event);
        }
      }
      case Message.ToMaster(var command) -> {
        commandsSeen++;
        if (master != null) {
          master.receive(command);
        }
      }
      case Message.Answer(ClientAnswer answer) -> cluster.workload().answered(answer);
    }
  }

  /** Another node has closed its connections and refuses new ones. */
  void gone(NodeId peer) {
    election.take(new ElectionInput.PeerGone(peer));
    if (master != null) {
      master.gone(peer);
    }
  }

  /** A client of this node asks something: the master it knows decides. */
  void ask(Command command) {
    NodeId to = election.master();
    if (to != null) {
      cluster.sendTo(machine, to, new Message.ToMaster(new ForwarderCommand(id, command)));
    }
  }

  /** Brings the worker something that happened, when the machine does not stand still. */
  void take(WorkerInput input) {
    machine.whenRunning(() -> perform(input));
  }

  private void perform(WorkerInput input) {
    if (alive) {
      worker.perform(input);
    }
  }

  /** The node is master from now on, behind what is in its log. */
  void lead(SessionId session) {
    State base = worker.logState();
    if (!journal.commit()) {
      return;
    }
    if (journal.durableIdx() != base.lastEventAppliedIdx()) {
      throw new BrokenRuleException(
          "S8",
          "Node %s leads from event %d on, and its journal ends at %d."
              .formatted(id, base.lastEventAppliedIdx(), journal.durableIdx()));
    }
    SimulatedMaster begun = new SimulatedMaster(cluster, machine, this, session, base);
    master = begun;
    begun.open();
    obey(begun.announcement());
  }

  /** The node is master no more; its worker goes on from the end of the log. */
  void stopLeading() {
    SimulatedMaster ended = master;
    if (ended != null) {
      State end = ended.resign();
      if (alive) {
        State before = worker.state();
        master = null;
        perform(new WorkerInput.Led(end));
        if (moved(before)) {
          runners.instancesChanged(before, state());
        }
      }
    }
  }

  /** The node obeys another session from now on. */
  void follow(SessionAnnouncement announcement) {
    obey(announcement);
  }

  private void obey(SessionAnnouncement announcement) {
    State before = worker.state();
    if (!announcement.session().equals(obeyed)) {
      replica.sessionChanged();
      obeyed = announcement.session();
      sessions++;
    }
    perform(new WorkerInput.SessionAnnounced(announcement));
    var _ = moved(before);
  }

  /** The journal takes nothing more, so somebody else must lead. */
  void journalFailed(String reason) {
    cluster.clock().after(1, () -> election.take(new ElectionInput.LeadingFailed(reason)));
  }

  /** The worker wants events in the log; while the node leads its master writes them. */
  void journal(ImmutableList<IndexedEvent> events) {
    if (master == null) {
      journal.follow(events);
    }
  }

  /** The worker wants another log. */
  void replaceJournal(State state) {
    if (master == null) {
      journal.replace(state);
    }
  }

  private void follow(ForwarderEvent event, long hash) {
    boolean isObeyed = event.session().equals(obeyed);
    if (isObeyed) {
      replica.received(event.originIdx(), hash);
    }
    State before = state();
    perform(new WorkerInput.GlobalEvent(event));
    State after = state();
    if (after.lastEventAppliedIdx() != before.lastEventAppliedIdx()) {
      requireObeyed(isObeyed, event.session());
      replica.advanced(after);
      runners.instancesChanged(before, after);
    }
  }

  private void start(StateSnapshot snapshot) {
    State before = state();
    perform(new WorkerInput.SnapshotReceived(snapshot));
    if (state().lastEventAppliedIdx() != before.lastEventAppliedIdx()) {
      requireObeyed(snapshot.session().equals(obeyed), snapshot.session());
      if (moved(before)) {
        runners.instancesChanged(before, state());
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // a state that is the same was not moved
  private boolean moved(State before) {
    State after = state();
    if (after != before) {
      replica.jumped(after);
    }
    return after != before;
  }

  private void requireObeyed(boolean isObeyed, SessionId session) {
    if (!isObeyed) {
      throw new BrokenRuleException(
          "D15",
          "Node %s has applied an event of session %s, and obeys %s."
              .formatted(id, session, obeyed));
    }
  }

  void pause() {
    worker.pause();
  }

  void goOn() {
    worker.goOn();
  }
}
