package org.exojvm.core.election;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.id.NodeId;
import org.junit.jupiter.api.Test;

/** Goal: see {@link MastershipContract}; and who shall be master is, where it loses nothing. */
class ElectedMastershipTest extends MastershipContract {

  private static final NodeId PREFERRED = NodeId.of("a");
  private static final NodeId RIVAL = NodeId.of("z");
  private static final ElectionView EMPTY = new ElectionView(LogPosition.empty(), 1, 0);

  @Override
  Mastership.Provider provider() {
    return Mastership.elected(ElectionConfig.defaults());
  }

  /** Lets a node stand in round 1 against a rival with a log of that length. */
  private static boolean wins(long seniority, long rivalsEvents) {
    Mastership node =
        Mastership.elected(ElectionConfig.defaults(), seniority).create(PREFERRED, true, 1);
    ImmutableList<ElectionOutput> begun = node.step(new ElectionInput.Begun(), EMPTY);
    SessionId wanted = SessionId.of(RIVAL, 1, 0);
    ImmutableList<SessionStart> history =
        rivalsEvents == 0 ? ImmutableList.of() : ImmutableList.of(new SessionStart(wanted, 0));
    node.step(
        new ElectionInput.MessageReceived(
            RIVAL,
            new ElectionMessage(
                1, 0, wanted, 0, ElectionStage.CAMPAIGNING, history, rivalsEvents, 0)),
        EMPTY);
    ElectionOutput.StartTimer campaign =
        begun.stream()
            .filter(ElectionOutput.StartTimer.class::isInstance)
            .map(ElectionOutput.StartTimer.class::cast)
            .findFirst()
            .orElseThrow();
    return node
        .step(new ElectionInput.TimerFired(campaign.timer(), campaign.number()), EMPTY)
        .stream()
        .anyMatch(ElectionOutput.Lead.class::isInstance);
  }

  @Test
  void amongEqualsThePreferredOneWinsAndNotTheHighestId() {
    assertThat(wins(0, 0)).isFalse();
    assertThat(wins(ElectionMessage.PREFERRED, 0)).isTrue();
  }

  @Test
  void whoKnowsMoreWinsOverThePreferredOne() {
    assertThat(wins(ElectionMessage.PREFERRED, 5)).isFalse();
  }
}
