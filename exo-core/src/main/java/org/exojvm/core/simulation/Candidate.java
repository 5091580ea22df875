package org.exojvm.core.simulation;

import org.exojvm.api.id.NodeId;
import org.exojvm.core.election.ElectionConfig;
import org.exojvm.core.election.ElectionCore;
import org.exojvm.core.election.ElectionInput;
import org.exojvm.core.election.ElectionOutput;
import org.exojvm.core.election.ElectionStage;
import org.exojvm.core.election.SessionId;
import org.jspecify.annotations.Nullable;

/** The shell of the election of one process: its timers, and what it wants told and done. */
final class Candidate {

  private final SimulatedCluster cluster;
  private final Machine machine;
  private final SimulatedNode node;
  private final ElectionCore core;
  private final ElectionStep step;
  private ElectionStage stage = ElectionStage.SEEKING;
  private long stageMillis;

  Candidate(SimulatedCluster cluster, Machine machine, SimulatedNode node) {
    this.cluster = cluster;
    this.machine = machine;
    this.node = node;
    this.core =
        new ElectionCore(node.id(), ElectionConfig.defaults(), 0, cluster::nextElectionNonce);
    this.step = cluster.seams().election(node.id(), core);
  }

  /** Brings the core something that happened, when the machine does not stand still. */
  void take(ElectionInput input) {
    machine.whenRunning(() -> perform(input));
  }

  private void perform(ElectionInput input) {
    if (node.isAlive()) {
      for (ElectionOutput output : step.step(input, node.electionView())) {
        if (node.isAlive()) {
          carryOut(output);
        }
      }
      if (core.stage() != stage) {
        stage = core.stage();
        stageMillis = cluster.clock().nowMillis();
      }
    }
  }

  private void carryOut(ElectionOutput output) {
    switch (output) {
      case ElectionOutput.Broadcast(var message) ->
          cluster.network().sendToOthers(machine.index, new Message.Election(node.id(), message));
      case ElectionOutput.StartTimer(var timer, long number, long millis) ->
          cluster.clock().after(millis, () -> take(new ElectionInput.TimerFired(timer, number)));
      case ElectionOutput.Lead(SessionId session) -> {
        note("leads session " + session.round());
        node.lead(session);
      }
      case ElectionOutput.StopLeading(String reason) -> {
        note("leads no more: " + reason);
        node.stopLeading();
      }
      case ElectionOutput.Follow(var announcement) -> {
        note(
            "follows %s, session %d"
                .formatted(announcement.session().masterNodeId(), announcement.session().round()));
        node.follow(announcement);
      }
      case ElectionOutput.MasterLost(String reason) -> note("has no master: " + reason);
    }
  }

  private void note(String what) {
    cluster.laws().note("%s on machine %d %s".formatted(node.id(), machine.index, what));
  }

  ElectionStage stage() {
    return core.stage();
  }

  /** Returns since when the node has been about what it is about. */
  long stageMillis() {
    return stageMillis;
  }

  /** Returns the session that the node leads or obeys, null while it has no master. */
  @Nullable SessionId session() {
    return core.session();
  }

  /** Returns the master that the node leads as or obeys, null while it has none. */
  @Nullable NodeId master() {
    SessionId session = core.session();
    return session == null ? null : session.masterNodeId();
  }

  @Override
  public String toString() {
    return core.stage() + " " + core.session();
  }
}
