package org.exojvm.core.election;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.exojvm.api.id.NodeId;

/** Goal: whatever happens, once it stops there is one master, and everybody follows it. */
class ElectionProperties {

  private static final long A_MINUTE = 60_000;

  @Property(tries = 300)
  void afterTheFaultsStopThereIsOneMasterAndEverybodyFollowsIt(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int nodes) {
    ElectionWorld world = new ElectionWorld(nodes, seed);
    for (int strike = 0; strike < 20; strike++) {
      strike(world);
      world.run(world.random.nextLong(20_000));
    }
    world.lossPercent = 0;
    world.longestDelayMillis = 5;
    world.cuts.clear();
    world.members.stream().filter(member -> !member.alive).forEach(ElectionWorld.Member::start);
    world.run(3 * A_MINUTE);
    assertOneMaster(world);
  }

  private static void strike(ElectionWorld world) {
    ElectionWorld.Member some = world.members.get(world.random.nextInt(world.members.size()));
    switch (world.random.nextInt(8)) {
      case 0 -> some.crash();
      case 1 -> {
        if (!some.alive) {
          some.start();
        }
      }
      case 2 -> {
        if (!some.paused && some.alive) {
          some.pause(world.random.nextLong(5_000));
        }
      }
      case 3 -> world.partition(side(world));
      case 4 -> world.cut(some.index, world.random.nextInt(world.members.size()));
      case 5 -> world.cuts.clear();
      case 6 -> world.lossPercent = world.random.nextInt(50);
      default -> world.longestDelayMillis = 1 + world.random.nextLong(3_000);
    }
  }

  private static Set<Integer> side(ElectionWorld world) {
    return world.members.stream()
        .map(member -> member.index)
        .filter(index -> world.random.nextBoolean())
        .collect(Collectors.toSet());
  }

  private static void assertOneMaster(ElectionWorld world) {
    assertThat(world.masters()).as(() -> String.join("\n", world.story)).hasSize(1);
    SessionId session = world.masters().getFirst().core.session();
    assertThat(world.members)
        .as(() -> String.join("\n", world.story))
        .allSatisfy(member -> assertThat(member.core.session()).isEqualTo(session));
  }

  @Property(tries = 50)
  void aMasterThatPausesForFiveSecondsStaysMaster(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 5) int nodes) {
    ElectionWorld world = new ElectionWorld(nodes, seed);
    world.run(A_MINUTE);
    assertOneMaster(world);
    SessionId before = world.masters().getFirst().core.session();
    for (int i = 0; i < 10; i++) {
      world.masters().getFirst().pause(5_000);
      world.run(10_000);
    }
    assertThat(world.masters().getFirst().core.session()).isEqualTo(before);
  }

  @Property(tries = 50)
  void aDeadMasterIsReplacedWithinASecondAndAHalf(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 5) int nodes) {
    ElectionWorld world = new ElectionWorld(nodes, seed);
    world.run(A_MINUTE);
    ElectionWorld.Member dead = world.masters().getFirst();
    dead.crash();
    world.run(1_500);
    assertThat(world.masters()).hasSize(1);
    dead.start();
    SessionId next = world.masters().getFirst().core.session();
    world.run(2_000);
    assertOneMaster(world);
    assertThat(world.masters().getFirst().core.session())
        .as("the master that came back does not take over")
        .isEqualTo(next);
  }

  @Property(tries = 50)
  void theSideWithMoreMembersKeepsItsMasterWhenASplitHeals(@ForAll long seed) {
    ElectionWorld world = new ElectionWorld(5, seed);
    world.run(A_MINUTE);
    ElectionWorld.Member master = world.masters().getFirst();
    SessionId serving = master.core.session();
    int lone = (master.index + 1) % 5;
    world.partition(Set.of(lone));
    world.run(10 * A_MINUTE);
    assertThat(world.masters()).hasSize(2);
    world.cuts.clear();
    world.run(A_MINUTE);
    assertOneMaster(world);
    assertThat(world.masters().getFirst().core.session()).isEqualTo(serving);
  }

  @Example
  void aMasterThatLiesAboutItsIndexIsLeftAgain() {
    ElectionWorld world = new ElectionWorld(2, 1);
    world.run(A_MINUTE);
    ElectionWorld.Member master = world.masters().getFirst();
    NodeId liar = NodeId.of("liar");
    SessionId boast = SessionId.of(liar, 1_000, 7);
    ElectionMessage lie =
        new ElectionMessage(
            1_000,
            0,
            boast,
            0,
            ElectionStage.LEADING,
            ImmutableList.of(new SessionStart(boast, 0)),
            Long.MAX_VALUE,
            1_000);
    master.take(new ElectionInput.PeerConnected(liar));
    for (int i = 0; i < 60; i++) {
      master.take(new ElectionInput.MessageReceived(liar, lie));
      world.run(1_000);
    }
    assertThat(world.masters()).isNotEmpty();
    assertThat(master.core.dropped()).as(() -> String.join("\n", world.story)).isPositive();
  }

  /** A clone of the master campaigns while the master leads, both under one id. */
  @Example
  void twoProcessesWithOneIdAreNotFollowedAndLeftWithoutEnd() {
    NodeId node = NodeId.of("a");
    NodeId twins = NodeId.of("b");
    ElectionCore core = new ElectionCore(node, ElectionConfig.defaults(), 0, () -> 1);
    ElectionView view = new ElectionView(LogPosition.empty(), 0, 0);
    core.step(new ElectionInput.Begun(), view);
    core.step(new ElectionInput.PeerConnected(twins), view);
    int followed = 0;
    for (int round = 0; round < 100; round++) {
      followed +=
          (int)
              core.step(new ElectionInput.MessageReceived(twins, leading(twins, 10)), view).stream()
                  .filter(ElectionOutput.Follow.class::isInstance)
                  .count();
      core.step(
          new ElectionInput.MessageReceived(
              twins, new ElectionMessage(20 + round, 0, SessionId.of(twins, 20 + round, 0), 0)),
          view);
    }
    assertThat(followed).isEqualTo(1);
  }

  /** Otherwise two masters, one of which does not see the other connected, talk for ever. */
  @Example
  void aMasterWithTheWeakerClaimAnswersNoStrongerOne() {
    NodeId node = NodeId.of("a");
    NodeId stronger = NodeId.of("b");
    ElectionCore core = new ElectionCore(node, ElectionConfig.defaults(), 0, () -> 1);
    ElectionView view = new ElectionView(LogPosition.empty(), 1, 0);
    long campaign =
        core.step(new ElectionInput.Begun(), view).stream()
            .filter(ElectionOutput.StartTimer.class::isInstance)
            .map(ElectionOutput.StartTimer.class::cast)
            .mapToLong(ElectionOutput.StartTimer::number)
            .findFirst()
            .orElseThrow();
    core.step(new ElectionInput.TimerFired(ElectionTimer.CAMPAIGN, campaign), view);
    assertThat(core.stage()).isEqualTo(ElectionStage.LEADING);
    assertThat(core.step(new ElectionInput.MessageReceived(stronger, leading(stronger, 10)), view))
        .isEmpty();
    core.step(new ElectionInput.PeerConnected(stronger), view);
    assertThat(core.step(new ElectionInput.MessageReceived(stronger, leading(stronger, 10)), view))
        .hasAtLeastOneElementOfType(ElectionOutput.StopLeading.class);
  }

  /** What is answered goes to all: fifty nodes that answer each other drown themselves. */
  @Example
  void manyThatCallAtOnceGetOneAnswerAndAnotherOneLater() {
    ElectionCore core = new ElectionCore(NodeId.of("a"), ElectionConfig.defaults(), 0, () -> 1);
    ElectionView view = new ElectionView(LogPosition.empty(), 0, 0);
    core.step(new ElectionInput.Begun(), view);
    core.step(call(NodeId.of("high"), 9), view);
    List<ElectionOutput> said = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      said.addAll(core.step(call(NodeId.of("low" + i), 1), view));
    }
    assertThat(said).filteredOn(ElectionOutput.Broadcast.class::isInstance).hasSize(1);
    ElectionOutput.StartTimer pause =
        said.stream()
            .filter(ElectionOutput.StartTimer.class::isInstance)
            .map(ElectionOutput.StartTimer.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(pause.timer()).isEqualTo(ElectionTimer.ANSWER);
    assertThat(core.step(new ElectionInput.TimerFired(pause.timer(), pause.number()), view))
        .filteredOn(ElectionOutput.Broadcast.class::isInstance)
        .hasSize(1);
  }

  private static ElectionInput call(NodeId from, long round) {
    return new ElectionInput.MessageReceived(
        from,
        new ElectionMessage(
            round,
            0,
            SessionId.of(from, round, 0),
            0,
            ElectionStage.CAMPAIGNING,
            ImmutableList.of(),
            0,
            0));
  }

  private static ElectionMessage leading(NodeId master, long round) {
    SessionId session = SessionId.of(master, round, 7);
    return new ElectionMessage(
        round,
        0,
        session,
        0,
        ElectionStage.LEADING,
        ImmutableList.of(new SessionStart(session, 0)),
        5,
        9);
  }

  @Example
  void aNodeThatOnlyFollowsNeverLeads() {
    NodeId node = NodeId.of("w");
    ElectionCore worker =
        new ElectionCore(node, ElectionConfig.defaults(), ElectionMessage.NO_CANDIDATE, () -> 1);
    ElectionView view = new ElectionView(LogPosition.empty(), 0, 0);
    assertThat(worker.step(new ElectionInput.Begun(), view))
        .filteredOn(ElectionOutput.Broadcast.class::isInstance)
        .hasSize(1);
    for (long number = 1; number < 10; number++) {
      worker.step(new ElectionInput.TimerFired(ElectionTimer.SEEK, number), view);
    }
    assertThat(worker.stage()).isEqualTo(ElectionStage.SEEKING);
  }
}
