package org.exojvm.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.engine.RunnerFixtures;
import org.exojvm.api.id.RunnerId;
import org.exojvm.core.event.SideChannelEvent.JacclSideChannelData;
import org.exojvm.core.event.SideChannelEvent.JacclSideChannelGathered;
import org.exojvm.core.event.StreamEvent.TracesCollected;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Goal: runners reach each other through the master, each only its own attempt (D20). */
class SideChannelTest {

  private static final RunnerId RUNNER = RunnerFixtures.runner(0);
  private static final Bytes DATA = Bytes.copyOf(new byte[] {1, 2, 3});
  private static final ImmutableMap<RunnerId, Bytes> GATHERED = ImmutableMap.of(RUNNER, DATA);

  private final TestCluster cluster = new TestCluster(1);
  private final TestNode node = cluster.nodes.getFirst();

  @BeforeEach
  void create() {
    cluster.create(1);
    cluster.time.pass(1_000);
  }

  @Test
  void contributionCarriesTheInstanceAndTheAttempt() {
    node.step(new WorkerInput.SideChannelContributed(RUNNER, 0, 4, DATA));
    cluster.time.pass(10);
    assertThat(cluster.events(JacclSideChannelData.class))
        .singleElement()
        .isEqualTo(
            new JacclSideChannelData(
                cluster.events(JacclSideChannelData.class).findFirst().orElseThrow().eventId(),
                TestCluster.INSTANCE,
                RUNNER,
                4,
                DATA,
                0L));
  }

  @Test
  void contributionAndTraceOfAnotherAttemptAreStale() {
    node.step(new WorkerInput.SideChannelContributed(RUNNER, 1, 4, DATA));
    node.step(
        new WorkerInput.TracesRecorded(
            RUNNER, 1, RunnerFixtures.textTask("t", "?").taskId(), ImmutableList.of()));
    cluster.time.pass(10);
    assertThat(cluster.events(JacclSideChannelData.class)).isEmpty();
    assertThat(cluster.events(TracesCollected.class)).isEmpty();
    assertThat(node.core.staleReports()).isEqualTo(2);
  }

  @Test
  void roundIsDeliveredToTheRunnersOfItsAttemptOnly() {
    cluster.publish(
        new JacclSideChannelGathered(
            cluster.ids().nextEventId(), TestCluster.INSTANCE, 4, GATHERED, 0L));
    cluster.publish(
        new JacclSideChannelGathered(
            cluster.ids().nextEventId(), TestCluster.INSTANCE, 5, GATHERED, 1L));
    cluster.time.pass(10);
    assertThat(node.rounds)
        .containsExactly(new WorkerOutput.DeliverSideChannel(RUNNER, 4, GATHERED));
  }
}
