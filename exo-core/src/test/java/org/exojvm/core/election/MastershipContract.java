package org.exojvm.core.election;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.exojvm.api.id.NodeId;
import org.junit.jupiter.api.Test;

/** Goal: whatever stands behind the seam keeps the promises of {@link Mastership}. */
abstract class MastershipContract {

  private static final NodeId MASTER = NodeId.of("m");
  private static final NodeId OTHER = NodeId.of("o");
  private static final ElectionView EMPTY = new ElectionView(LogPosition.empty(), 1, 0);
  private static final int TIMERS = 50;

  /** Returns what is tested, for a cluster in which {@code MASTER} may be master. */
  abstract Mastership.Provider provider();

  private Mastership of(NodeId node, boolean candidate, long boot) {
    return provider().create(node, candidate, boot);
  }

  /** Begins, and lets timers run out one after the other. */
  private static ImmutableList<ElectionOutput> begin(Mastership mastership) {
    List<ElectionOutput> all = new ArrayList<>(mastership.step(new ElectionInput.Begun(), EMPTY));
    int fired = 0;
    for (int at = 0; at < all.size() && fired < TIMERS; at++) {
      if (all.get(at) instanceof ElectionOutput.StartTimer(var timer, long number, long _)) {
        fired++;
        all.addAll(mastership.step(new ElectionInput.TimerFired(timer, number), EMPTY));
      }
    }
    return ImmutableList.copyOf(all);
  }

  private static ImmutableList<SessionId> led(Iterable<ElectionOutput> outputs) {
    ImmutableList.Builder<SessionId> led = ImmutableList.builder();
    for (ElectionOutput output : outputs) {
      if (output instanceof ElectionOutput.Lead(SessionId session)) {
        led.add(session);
      }
    }
    return led.build();
  }

  private static ElectionMessage leading(SessionId session) {
    return new ElectionMessage(
        session.round(),
        0,
        session,
        0,
        ElectionStage.LEADING,
        ImmutableList.of(new SessionStart(session, 0)),
        1,
        3);
  }

  @Test
  void aCandidateThatIsAloneLeadsOnceAndSaysSo() {
    ImmutableList<ElectionOutput> outputs = begin(of(MASTER, true, 7));
    assertThat(led(outputs))
        .singleElement()
        .satisfies(session -> assertThat(session.masterNodeId()).isEqualTo(MASTER));
    assertThat(outputs)
        .filteredOn(ElectionOutput.Broadcast.class::isInstance)
        .extracting(output -> ((ElectionOutput.Broadcast) output).message())
        .filteredOn(message -> message.stage() == ElectionStage.LEADING)
        .isNotEmpty()
        .allSatisfy(message -> assertThat(ElectionCore.isWhole(MASTER, message)).isTrue());
  }

  @Test
  void noSessionComesTwiceWhateverTheNodeRemembers() {
    Set<SessionId> all = new HashSet<>();
    for (long boot = 1; boot <= 20; boot++) {
      assertThat(all.addAll(led(begin(of(MASTER, true, (boot << Integer.SIZE) | boot * 31)))))
          .isTrue();
    }
  }

  @Test
  void aNodeThatIsNoCandidateNeverLeads() {
    assertThat(led(begin(of(OTHER, false, 1)))).isEmpty();
  }

  @Test
  void aMasterInReachIsFollowedByOneThatHasNone() {
    Mastership follower = of(OTHER, false, 1);
    begin(follower);
    follower.step(new ElectionInput.PeerConnected(MASTER), EMPTY);
    SessionId session = SessionId.of(MASTER, 5, 9);
    assertThat(follower.step(new ElectionInput.MessageReceived(MASTER, leading(session)), EMPTY))
        .contains(
            new ElectionOutput.Follow(
                new SessionAnnouncement(ImmutableList.of(new SessionStart(session, 0)))));
  }

  @Test
  void aSessionInTheNameOfAnotherIsNotFollowed() {
    Mastership follower = of(OTHER, false, 1);
    begin(follower);
    follower.step(new ElectionInput.PeerConnected(MASTER), EMPTY);
    ElectionMessage forged = leading(SessionId.of(NodeId.of("liar"), 5, 9));
    assertThat(follower.step(new ElectionInput.MessageReceived(MASTER, forged), EMPTY))
        .noneMatch(ElectionOutput.Follow.class::isInstance);
  }

  @Test
  void oneThatFailedLeadsNoMore() {
    Mastership mastership = of(MASTER, true, 7);
    assertThat(led(begin(mastership))).hasSize(1);
    ImmutableList<ElectionOutput> failed =
        mastership.step(new ElectionInput.LeadingFailed("The disk is full."), EMPTY);
    assertThat(failed).contains(new ElectionOutput.StopLeading("The disk is full."));
    for (ElectionTimer timer : ElectionTimer.values()) {
      for (long number = 1; number <= TIMERS; number++) {
        assertThat(led(mastership.step(new ElectionInput.TimerFired(timer, number), EMPTY)))
            .isEmpty();
      }
    }
  }
}
