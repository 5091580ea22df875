package org.exojvm.core.engine.simulated;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.engine.RecordedRunner;
import org.exojvm.api.engine.RunnerFixtures;
import org.exojvm.api.engine.RunnerStatus.RunnerConnected;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.BoundInstance;
import org.exojvm.api.instance.Instance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Goal: simulated ranks need the rounds of the side channel, look at them, and do not wait long.
 */
class SimulatedSideChannelTest {

  private final VirtualTime time = new VirtualTime();
  private final SimulatedGroups groups =
      new SimulatedGroups(
          time,
          SimulatedTimings.INSTANT.withSideChannelRounds(2).withSideChannelMillis(5_000),
          new SimulationScript());
  private RecordedRunner first;
  private RecordedRunner second;

  @BeforeEach
  void bothConnect() {
    Instance ring = RunnerFixtures.ring(2);
    first = start(ring, 0);
    second = start(ring, 1);
    time.pass(1);
    first.runner().connect();
    second.runner().connect();
    time.pass(1);
  }

  private RecordedRunner start(Instance ring, int rank) {
    return RecordedRunner.start(
        new SimulatedEngine(groups),
        new BoundInstance(ring, RunnerFixtures.runner(rank), RunnerFixtures.node(rank)));
  }

  private static Bytes said(int round, int rank) {
    return Bytes.copyOf("attempt 0 round %d rank %d".formatted(round, rank).getBytes(UTF_8));
  }

  private static ImmutableMap<RunnerId, Bytes> round(int round) {
    return ImmutableMap.of(
        RunnerFixtures.runner(0), said(round, 0), RunnerFixtures.runner(1), said(round, 1));
  }

  private void deliver(long sequence, ImmutableMap<RunnerId, Bytes> gathered) {
    first.runner().deliver(sequence, gathered);
    second.runner().deliver(sequence, gathered);
    time.pass(1);
  }

  @Test
  void aGroupFormsAfterAllRounds() {
    assertThat(first.reports()).containsExactly("Idle", "Connecting", "round 0");
    deliver(0, round(0));
    assertThat(first.is(RunnerConnected.class)).isFalse();
    deliver(1, round(1));
    assertThat(first.is(RunnerConnected.class)).isTrue();
    assertThat(second.is(RunnerConnected.class)).isTrue();
  }

  @Test
  void aRoundThatIsOverOrNotBegunIsIgnored() {
    deliver(1, round(1));
    deliver(0, round(0));
    deliver(0, round(0));
    assertThat(first.reports()).containsExactly("Idle", "Connecting", "round 0", "round 1");
  }

  @Test
  void ranksOutOfOrderAndWhatWasSaidElsewhereAreNoticed() {
    first
        .runner()
        .deliver(
            0,
            ImmutableMap.of(
                RunnerFixtures.runner(1), said(0, 1), RunnerFixtures.runner(0), said(0, 0)));
    second.runner().deliver(0, round(1));
    time.pass(1);
    assertThat(first.is(RunnerFailed.class)).isTrue();
    assertThat(second.failureMessage()).contains("Round 0 of the side channel brought");
  }

  @Test
  void aRoundThatDoesNotComeIsGivenUp() {
    deliver(0, round(0));
    time.pass(5_000);
    assertThat(first.failureMessage())
        .isEqualTo(
            "Round 1 of the side channel did not come within 5000 ms. Maybe another rank has"
                + " died.");
  }
}
