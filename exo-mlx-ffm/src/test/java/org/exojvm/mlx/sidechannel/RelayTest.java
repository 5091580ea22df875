package org.exojvm.mlx.sidechannel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.exojvm.api.collection.Bytes;
import org.exojvm.mlx.deadline.ManualTimers;
import org.exojvm.mlx.group.JacclTopology;
import org.exojvm.mlx.sidechannel.SideChannelEnd.Gone;
import org.exojvm.mlx.sidechannel.SideChannelEnd.Lied;
import org.exojvm.mlx.sidechannel.SideChannelEnd.TimedOut;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Goal: the relay ends with a reason when a child or the control plane dies, stalls or lies. */
class RelayTest {

  /** All different, so that a test knows which wait it ends. */
  private static final SideChannelLimits LIMITS =
      SideChannelLimits.defaults()
          .with(SideChannelWait.ROUND_FROM_CHILD, Duration.ofSeconds(50))
          .with(SideChannelWait.ROUND_GATHERED, Duration.ofSeconds(45));

  private static final Bytes NOTHING = Bytes.copyOf(new byte[0]);

  private final ManualTimers timers = new ManualTimers();
  private final Crew crew = new Crew();
  private final MemoryRounds rounds = new MemoryRounds(2);

  @AfterEach
  void close() {
    crew.close();
  }

  @Test
  void aChildThatIsSilentInARoundIsGivenUp() throws Exception {
    RankRelay relay = relay(rounds.of(1));
    crew.owns(JacclModel.dial(relay.coordinator(), 1, 2));
    pass(SideChannelWait.ROUND_FROM_CHILD);
    assertThat(Crew.result(relay.end()))
        .isEqualTo(
            new TimedOut(
                SideChannelWait.ROUND_FROM_CHILD, 1, LIMITS.of(SideChannelWait.ROUND_FROM_CHILD)));
  }

  @Test
  void aRoundThatNobodyElseContributesToIsGivenUp() throws Exception {
    RankRelay relay = relay(rounds.of(1));
    JacclModel child = crew.owns(JacclModel.dial(relay.coordinator(), 1, 2));
    child.wire().write(Int32.encode(2));
    pass(SideChannelWait.ROUND_GATHERED);
    assertThat(Crew.result(relay.end()).text())
        .isEqualTo(
            "Rank 1: ROUND_GATHERED took more than 45000 ms;"
                + " look for the rank that has not contributed.");
  }

  @Test
  void aChildThatDiesInARoundEndsTheRelay() throws Exception {
    RankRelay relay = relay(rounds.of(1));
    JacclModel child = crew.owns(JacclModel.dial(relay.coordinator(), 1, 2));
    child.wire().write(new byte[] {2, 0});
    child.close();
    assertThat(Crew.result(relay.end()))
        .isEqualTo(
            new Gone(1, "its child broke off within a round: the stream ended after 2 of 4 bytes"));
  }

  @Test
  void aControlPlaneThatFailsEndsTheRelay() throws Exception {
    RankRelay relay = relay((_, _) -> CompletableFuture.failedFuture(new IOException("no master")));
    crew.owns(JacclModel.dial(relay.coordinator(), 1, 2)).wire().write(Int32.encode(2));
    assertThat(Crew.result(relay.end()).text())
        .isEqualTo("The side channel failed: the round failed: java.io.IOException: no master.");
  }

  @Test
  void aRoundThatComesBackWithOtherBytesIsRefused() throws Exception {
    RankRelay relay = relay(rounds.of(1, _ -> Bytes.copyOf(Int32.encode(9))));
    crew.owns(JacclModel.dial(relay.coordinator(), 1, 2)).wire().write(Int32.encode(2));
    var _ = rounds.contribute(0, 0, NOTHING);
    assertThat(Crew.result(relay.end()))
        .isEqualTo(new Lied(1, "round 0 came back with other bytes of its own"));
  }

  @Test
  void aRoundOfOtherRanksIsRefused() throws Exception {
    RankRelay relay =
        relay(
            (_, own) ->
                CompletableFuture.completedFuture(ImmutableMap.of(0, NOTHING, 1, own, 7, own)));
    crew.owns(JacclModel.dial(relay.coordinator(), 1, 2)).wire().write(Int32.encode(2));
    assertThat(Crew.result(relay.end()))
        .isEqualTo(new Lied(0, "round 0 has the ranks [0, 1, 7], not 2"));
  }

  @Test
  void aContributionOfAnotherLengthIsRefused() throws Exception {
    RankRelay relay = relay(rounds.of(1));
    crew.owns(JacclModel.dial(relay.coordinator(), 1, 2)).wire().write(Int32.encode(2));
    var _ = rounds.contribute(0, 0, NOTHING);
    var _ = rounds.contribute(1, 0, Bytes.copyOf(new byte[400]));
    assertThat(Crew.result(relay.end())).isEqualTo(new Lied(0, "it contributed 400 bytes, not 4"));
  }

  @Test
  void aListThatNoGroupHasIsRefusedBeforeAnythingIsAllocated() throws Exception {
    RankRelay relay = relay(rounds.of(1));
    crew.owns(JacclModel.dial(relay.coordinator(), 1, 2)).wire().write(Int32.encode(2));
    var _ = rounds.contribute(0, 0, NOTHING);
    var _ = rounds.contribute(1, 0, Bytes.copyOf(Int32.encode(Integer.MAX_VALUE)));
    assertThat(Crew.result(relay.end()))
        .isEqualTo(new Lied(0, "a list of 2147483647 addresses in a MESH of 2"));
  }

  @Test
  void aCoordinatorThatAnswersWithOtherBytesIsRefused() throws Exception {
    CoordinatorRelay relay = coordinator();
    JacclModel child = crew.owns(JacclModel.listen(relay.coordinator(), 2));
    relay.connect();
    var _ = rounds.contribute(0, 1, Bytes.copyOf(Int32.encode(2)));
    child.accept();
    child.wire().readFully(Int32.BYTES);
    child.wire().write(new byte[] {2, 0, 0, 0, 3, 0, 0, 0});
    assertThat(Crew.result(relay.end()))
        .isEqualTo(new Lied(0, "its child answered with other bytes than it was sent"));
  }

  @Test
  void aCoordinatorThatNeverListensOrNeverAnswersIsGivenUp() throws Exception {
    CoordinatorRelay deaf = coordinator();
    deaf.connect();
    timers.awaitArmed(LIMITS.dialPause());
    pass(SideChannelWait.CHILD_LISTENS);
    assertThat(Crew.result(deaf.end()))
        .isEqualTo(
            new TimedOut(
                SideChannelWait.CHILD_LISTENS, 0, LIMITS.of(SideChannelWait.CHILD_LISTENS)));

    CoordinatorRelay mute = coordinator();
    JacclModel child = crew.owns(JacclModel.listen(mute.coordinator(), 2));
    mute.connect();
    var _ = rounds.contribute(0, 1, Bytes.copyOf(Int32.encode(2)));
    child.accept();
    child.wire().readFully(Int32.BYTES);
    pass(SideChannelWait.ROUND_FROM_CHILD);
    assertThat(Crew.result(mute.end()))
        .isEqualTo(
            new TimedOut(
                SideChannelWait.ROUND_FROM_CHILD, 0, LIMITS.of(SideChannelWait.ROUND_FROM_CHILD)));
  }

  @Test
  void oneRoundMoreThanJacclHasIsALie() throws Exception {
    CoordinatorRelay first = coordinator();
    JacclModel zero = crew.owns(JacclModel.listen(first.coordinator(), 2));
    first.connect();
    RankRelay relay = relay(rounds.of(1));
    JacclModel one = crew.owns(JacclModel.dial(relay.coordinator(), 1, 2));
    Future<?> forming = crew.run(() -> zero.form(JacclTopology.MESH, 1));
    one.form(JacclTopology.MESH, 1);
    Crew.result(forming);
    one.wire().write(new byte[] {1});
    assertThat(Crew.result(relay.end()))
        .isEqualTo(new Lied(1, "its child made one more round than JACCL has"));
  }

  private RankRelay relay(RoundExchange exchange) throws IOException {
    RankRelay relay =
        crew.owns(RankRelay.listen(1, 2, JacclTopology.MESH, exchange, LIMITS, timers));
    relay.connect();
    return relay;
  }

  private CoordinatorRelay coordinator() throws IOException {
    return crew.owns(CoordinatorRelay.prepare(2, JacclTopology.MESH, rounds.of(0), LIMITS, timers));
  }

  private void pass(SideChannelWait wait) throws InterruptedException {
    timers.awaitArmed(LIMITS.of(wait));
    timers.advance(LIMITS.of(wait));
  }
}
