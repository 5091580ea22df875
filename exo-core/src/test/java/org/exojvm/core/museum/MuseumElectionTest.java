package org.exojvm.core.museum;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.election.ElectionConfig;
import org.exojvm.core.election.ElectionCore;
import org.exojvm.core.election.ElectionInput;
import org.exojvm.core.election.ElectionMessage;
import org.exojvm.core.election.ElectionOutput;
import org.exojvm.core.election.ElectionStage;
import org.exojvm.core.election.ElectionTimer;
import org.exojvm.core.election.ElectionView;
import org.exojvm.core.election.LogPosition;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.election.SessionStart;
import org.junit.jupiter.api.Test;

/**
 * #2197: the election clock of the reference lives in memory. A node that was started anew began at
 * 0, its proposals were too old for anybody to look at, and the cluster was stuck.
 */
class MuseumElectionTest {

  private static final long LATE_ROUND = 57;

  private final List<Peer> peers = new ArrayList<>();

  /** A node with what it hears and the timers it waits for. */
  private static final class Peer {
    final NodeId id;
    final ElectionCore core;
    final ArrayDeque<ElectionInput> inbox = new ArrayDeque<>();
    final Map<ElectionTimer, Long> timers = new EnumMap<>(ElectionTimer.class);
    LogPosition log;

    Peer(String name, LogPosition log) {
      this.id = NodeId.of(name);
      this.core = new ElectionCore(id, ElectionConfig.defaults(), 0, () -> 7);
      this.log = log;
    }
  }

  @Test
  void aNodeThatForgotTheRoundFollowsTheMasterOfALaterOne() {
    Peer master = start("a", loggedIn(LATE_ROUND));
    campaignsEnd();
    assertThat(master.core.stage()).isEqualTo(ElectionStage.LEADING);
    Peer back = start("b", LogPosition.empty());
    assertThat(back.core.stage()).isEqualTo(ElectionStage.FOLLOWING);
    assertThat(back.core.session()).isEqualTo(master.core.session());
  }

  @Test
  void aNodeThatForgotTheRoundElectsWithTheOthers() {
    Peer knows = start("a", loggedIn(LATE_ROUND));
    Peer forgot = start("b", LogPosition.empty());
    campaignsEnd();
    assertThat(knows.core.stage()).isEqualTo(ElectionStage.LEADING);
    assertThat(forgot.core.session()).isEqualTo(knows.core.session());
  }

  @Test
  void aClusterThatIsStartedAnewGoesOnCountingWhereItsLogEnds() {
    Peer all = start("a", loggedIn(LATE_ROUND));
    campaignsEnd();
    assertThat(Objects.requireNonNull(all.core.session()).round()).isGreaterThan(LATE_ROUND);
  }

  private static LogPosition loggedIn(long round) {
    SessionId session = SessionId.of(NodeId.of("z"), round, 1);
    return new LogPosition(ImmutableList.of(new SessionStart(session, 0)), 10);
  }

  private Peer start(String name, LogPosition log) {
    Peer started = new Peer(name, log);
    for (Peer other : peers) {
      other.inbox.add(new ElectionInput.PeerConnected(started.id));
      started.inbox.add(new ElectionInput.PeerConnected(other.id));
    }
    peers.add(started);
    started.inbox.addFirst(new ElectionInput.Begun());
    deliver();
    return started;
  }

  private void campaignsEnd() {
    for (Peer peer : peers) {
      Long number = peer.timers.get(ElectionTimer.CAMPAIGN);
      if (number != null) {
        peer.inbox.add(new ElectionInput.TimerFired(ElectionTimer.CAMPAIGN, number));
      }
    }
    deliver();
  }

  private void deliver() {
    boolean quiet;
    do {
      quiet = true;
      for (Peer peer : peers) {
        ElectionInput next = peer.inbox.poll();
        if (next != null) {
          quiet = false;
          peer.core.step(next, new ElectionView(peer.log, 1, 0)).forEach(o -> carryOut(peer, o));
        }
      }
    } while (!quiet);
  }

  private void carryOut(Peer peer, ElectionOutput output) {
    switch (output) {
      case ElectionOutput.Broadcast(ElectionMessage message) -> tellOthers(peer, message);
      case ElectionOutput.StartTimer(ElectionTimer timer, long number, long _) ->
          peer.timers.put(timer, number);
      case ElectionOutput.Lead(SessionId session) ->
          peer.log =
              new LogPosition(
                  ImmutableList.<SessionStart>builder()
                      .addAll(peer.log.history())
                      .add(new SessionStart(session, peer.log.nextIdx()))
                      .build(),
                  peer.log.nextIdx() + 1);
      case ElectionOutput.StopLeading _, ElectionOutput.Follow _, ElectionOutput.MasterLost _ -> {
        // The stage of the core says it.
      }
    }
  }

  private void tellOthers(Peer from, ElectionMessage message) {
    for (Peer other : peers) {
      if (other != from) {
        other.inbox.add(new ElectionInput.MessageReceived(from.id, message));
      }
    }
  }
}
