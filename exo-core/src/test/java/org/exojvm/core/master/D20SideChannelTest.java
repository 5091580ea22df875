package org.exojvm.core.master;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.engine.RunnerFixtures;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.InstanceEvent;
import org.exojvm.core.event.SideChannelEvent.JacclSideChannelData;
import org.exojvm.core.event.SideChannelEvent.JacclSideChannelGathered;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * D20: a round of the side channel is gathered from all ranks of one attempt, in their order; what
 * is left over of an earlier attempt never completes a later round.
 */
class D20SideChannelTest {

  private static final InstanceId INSTANCE = RunnerFixtures.ring(3).instanceId();

  private final Indexer indexer = new Indexer(State.empty());
  private final IdSequence ids = new IdSequence("t");
  private final SideChannelRounds rounds = new SideChannelRounds(indexer, ids);

  @BeforeEach
  void create() {
    indexer.index(new InstanceEvent.InstanceCreated(ids.nextEventId(), RunnerFixtures.ring(3)));
    indexer.takeOutputs();
  }

  @Test
  void roundIsGatheredWhenAllHaveContributedInTheOrderOfTheirRanks() {
    contribute(2, 0L, 7, 1);
    contribute(0, 0L, 7, 1);
    assertThat(gathered()).isEmpty();
    contribute(1, 0L, 7, 1);
    JacclSideChannelGathered round = gathered().getFirst();
    assertThat(round.gatheredData().keySet())
        .containsExactly(
            RunnerFixtures.runner(0), RunnerFixtures.runner(1), RunnerFixtures.runner(2));
    assertThat(round.sequence()).isEqualTo(7);
    assertThat(round.attempt()).isZero();
    assertThat(rounds.openRounds()).isZero();
  }

  @Test
  void contributionsThemselvesAreIndexed() {
    contribute(2, 0L, 7, 1);
    assertThat(events(JacclSideChannelData.class)).hasSize(1);
  }

  @Test
  void roundsOfDifferentSequenceDoNotMix() {
    contribute(0, 0L, 1, 1);
    contribute(1, 0L, 1, 1);
    contribute(2, 0L, 2, 1);
    assertThat(gathered()).isEmpty();
    assertThat(rounds.openRounds()).isEqualTo(2);
  }

  @Test
  void lateContributionOfAnEarlierAttemptIsIgnored() {
    retry();
    contribute(0, 1L, 1, 1);
    contribute(1, 1L, 1, 1);
    contribute(2, 0L, 1, 1);
    assertThat(incidents()).containsExactly(Incident.SIDE_CHANNEL_DROPPED);
    contribute(2, 1L, 1, 1);
    assertThat(gathered()).hasSize(1);
  }

  @Test
  void contributionLeftOverAtARetryNeverCompletesTheNextRound() {
    contribute(0, null, 1, 1);
    contribute(1, null, 1, 1);
    retry();
    contribute(2, null, 1, 1);
    assertThat(gathered()).isEmpty();
    rounds.tick();
    assertThat(rounds.openRounds()).isEqualTo(1);
  }

  @Test
  void roundGoesWithItsInstance() {
    contribute(0, 0L, 1, 1);
    indexer.index(new InstanceEvent.InstanceDeleted(ids.nextEventId(), INSTANCE, null));
    rounds.tick();
    assertThat(rounds.openRounds()).isZero();
    contribute(1, 0L, 1, 1);
    assertThat(rounds.openRounds()).isZero();
  }

  @Test
  void roundThatWaitsTooLongIsDroppedWithAnIncident() {
    contribute(0, 0L, 1, 1);
    for (int i = 1; i < SideChannelRounds.DEADLINE_TICKS; i++) {
      rounds.tick();
    }
    assertThat(rounds.openRounds()).isEqualTo(1);
    rounds.tick();
    assertThat(rounds.openRounds()).isZero();
    assertThat(incidents()).containsExactly(Incident.SIDE_CHANNEL_DROPPED);
  }

  @Test
  void roundThatGrowsTooLargeIsDroppedWithAnIncident() {
    contribute(0, 0L, 1, SideChannelRounds.MAX_ROUND_BYTES);
    assertThat(incidents()).isEmpty();
    contribute(1, 0L, 1, 1);
    assertThat(incidents()).containsExactly(Incident.SIDE_CHANNEL_DROPPED);
    assertThat(rounds.openRounds()).isZero();
  }

  @Test
  void oldestRoundMakesRoomWhenTooManyAreOpen() {
    for (int sequence = 0; sequence <= SideChannelRounds.MAX_OPEN_ROUNDS; sequence++) {
      contribute(0, 0L, sequence, 1);
    }
    assertThat(rounds.openRounds()).isEqualTo(SideChannelRounds.MAX_OPEN_ROUNDS);
    contribute(1, 0L, 1, 1);
    contribute(2, 0L, 1, 1);
    assertThat(gathered()).hasSize(1);
  }

  @Test
  void nodeSpeaksForItsOwnRunnerOnly() {
    rounds.contributed(NodeId.of("impostor"), data(0, 0L, 1, 1));
    assertThat(rounds.openRounds()).isZero();
    assertThat(incidents()).containsExactly(Incident.SIDE_CHANNEL_DROPPED);
  }

  private void retry() {
    indexer.index(
        new InstanceEvent.InstanceRetrying(
            ids.nextEventId(), INSTANCE, MetaInstanceId.of("m"), "failed"));
    indexer.takeOutputs();
  }

  private void contribute(int rank, @Nullable Long attempt, long sequence, int bytes) {
    rounds.contributed(RunnerFixtures.node(rank), data(rank, attempt, sequence, bytes));
  }

  private JacclSideChannelData data(int rank, @Nullable Long attempt, long sequence, int bytes) {
    return new JacclSideChannelData(
        ids.nextEventId(),
        INSTANCE,
        RunnerFixtures.runner(rank),
        sequence,
        Bytes.copyOf(new byte[bytes]),
        attempt);
  }

  private ImmutableList<JacclSideChannelGathered> gathered() {
    return events(JacclSideChannelGathered.class);
  }

  private <E extends Event> ImmutableList<E> events(Class<E> kind) {
    return indexer.takeOutputs().stream()
        .filter(MasterOutput.EventIndexed.class::isInstance)
        .map(output -> ((MasterOutput.EventIndexed) output).event().event())
        .filter(kind::isInstance)
        .map(kind::cast)
        .collect(ImmutableList.toImmutableList());
  }

  private ImmutableList<Incident> incidents() {
    return indexer.takeOutputs().stream()
        .filter(MasterOutput.IncidentNoted.class::isInstance)
        .map(output -> ((MasterOutput.IncidentNoted) output).what())
        .collect(ImmutableList.toImmutableList());
  }
}
