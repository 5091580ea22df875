package org.exojvm.core.election;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import org.exojvm.api.id.NodeId;

/** Election cores on a virtual clock and network; masters write a log that followers copy. */
final class ElectionWorld {

  private record Due(long atMillis, long number, Runnable action) {}

  final List<Member> members = new ArrayList<>();
  final Random random;
  final Set<String> cuts = new HashSet<>();
  final List<String> story = new ArrayList<>();
  int lossPercent;
  long longestDelayMillis = 5;
  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(
          Comparator.<Due>comparingLong(Due::atMillis).thenComparingLong(Due::number));
  private long now;
  private long numbers;

  ElectionWorld(int nodes, long seed) {
    random = new Random(seed);
    for (int i = 0; i < nodes; i++) {
      members.add(new Member(i));
    }
    members.forEach(Member::start);
    after(1_000, this::work);
  }

  void after(long millis, Runnable action) {
    queue.add(new Due(now + millis, numbers++, action));
  }

  void run(long millis) {
    long end = now + millis;
    while (!queue.isEmpty() && queue.peek().atMillis() <= end) {
      Due due = queue.remove();
      now = due.atMillis();
      due.action().run();
    }
    now = end;
  }

  long now() {
    return now;
  }

  /** Every second a living master writes an event, and followers in reach copy its log. */
  private void work() {
    for (Member member : members) {
      if (member.alive && member.core.stage() == ElectionStage.LEADING) {
        member.write();
        members.forEach(member::copyTo);
      }
    }
    after(1_000, this::work);
  }

  List<Member> masters() {
    return members.stream()
        .filter(member -> member.alive && member.core.stage() == ElectionStage.LEADING)
        .toList();
  }

  boolean canHear(Member from, Member to) {
    return from.alive && to.alive && !cuts.contains(from.index + ">" + to.index);
  }

  void cut(int from, int to) {
    cuts.add(from + ">" + to);
  }

  void partition(Set<Integer> side) {
    for (Member a : members) {
      for (Member b : members) {
        if (side.contains(a.index) != side.contains(b.index)) {
          cut(a.index, b.index);
        }
      }
    }
  }

  final class Member {
    final int index;
    final NodeId id;
    LogPosition log = LogPosition.empty();
    boolean alive;
    boolean paused;
    ElectionCore core;
    private final List<ElectionInput> waiting = new ArrayList<>();
    private int nonces;
    private int lives;

    Member(int index) {
      this.index = index;
      this.id = NodeId.of("n" + index);
      this.core = fresh();
    }

    private ElectionCore fresh() {
      return new ElectionCore(id, ElectionConfig.defaults(), 0, () -> 1000 * lives + nonces++);
    }

    void start() {
      alive = true;
      lives++;
      core = fresh();
      for (Member peer : members) {
        if (peer != this && peer.alive) {
          take(new ElectionInput.PeerConnected(peer.id));
          peer.take(new ElectionInput.PeerConnected(id));
        }
      }
      take(new ElectionInput.Begun());
    }

    /** Loses power: the others find the connection closed and a new one refused after a second. */
    void crash() {
      alive = false;
      lives++;
      waiting.clear();
      int life = lives;
      for (Member peer : members) {
        if (peer != this) {
          after(
              1_000,
              () -> {
                if (!alive && lives == life) {
                  peer.take(new ElectionInput.PeerGone(id));
                }
              });
        }
      }
    }

    void pause(long millis) {
      paused = true;
      after(
          millis,
          () -> {
            paused = false;
            List<ElectionInput> missed = List.copyOf(waiting);
            waiting.clear();
            missed.forEach(this::take);
          });
    }

    void take(ElectionInput input) {
      if (!alive) {
        return;
      }
      if (paused) {
        waiting.add(input);
        return;
      }
      for (ElectionOutput output : core.step(input, new ElectionView(log, members(), 0))) {
        carryOut(output);
      }
    }

    private void carryOut(ElectionOutput output) {
      switch (output) {
        case ElectionOutput.Broadcast(ElectionMessage message) ->
            members.forEach(to -> send(message, to));
        case ElectionOutput.StartTimer(ElectionTimer timer, long number, long millis) -> {
          int life = lives;
          after(
              millis,
              () -> {
                if (life == lives) {
                  take(new ElectionInput.TimerFired(timer, number));
                }
              });
        }
        case ElectionOutput.Lead(SessionId session) -> {
          story.add(now + " " + id + " leads " + session.round());
          ImmutableList.Builder<SessionStart> history = ImmutableList.builder();
          history.addAll(log.history());
          history.add(new SessionStart(session, log.nextIdx()));
          log = new LogPosition(history.build(), log.nextIdx() + 1);
        }
        case ElectionOutput.Follow(SessionAnnouncement announcement) ->
            story.add(now + " " + id + " follows " + announcement.session().masterNodeId());
        case ElectionOutput.StopLeading(String reason) -> story.add(now + " " + id + " " + reason);
        case ElectionOutput.MasterLost(String reason) -> story.add(now + " " + id + " " + reason);
      }
    }

    private void send(ElectionMessage message, Member to) {
      if (to == this || random.nextInt(100) < lossPercent) {
        return;
      }
      after(
          1 + random.nextLong(longestDelayMillis),
          () -> {
            if (canHear(this, to)) {
              to.take(new ElectionInput.MessageReceived(id, message));
            }
          });
    }

    void write() {
      if (!paused) {
        log = new LogPosition(log.history(), log.nextIdx() + 1);
      }
    }

    private void copyTo(Member follower) {
      boolean follows =
          follower.core.stage() == ElectionStage.FOLLOWING
              && core.session() != null
              && core.session().equals(follower.core.session());
      if (follows && !paused && !follower.paused && canHear(this, follower)) {
        follower.log = log;
      }
    }

    private long members() {
      return ElectionWorld.this.members.stream()
          .filter(
              other ->
                  other == this
                      || (canHear(other, this)
                          && core.session() != null
                          && core.session().equals(other.core.session())))
          .count();
    }
  }
}
