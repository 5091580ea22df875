package org.exojvm.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.reconcile.Fixtures.intent;
import static org.exojvm.core.reconcile.Fixtures.mesh;
import static org.exojvm.core.reconcile.Fixtures.ring;

import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.InstanceEvent.InstanceRetrying;
import org.exojvm.core.reconcile.TestCluster;
import org.junit.jupiter.api.Test;

/** D19: a link that flaps costs nothing, one that stays away or a node that left does. */
class D19FlappingLinksTest {

  private final TestCluster cluster =
      TestCluster.connected("a", "b").declare(intent("m")).place(ring("i", "m", "a", "b"));
  private final ManagerRun<InstanceHealthMemory> health =
      new ManagerRun<>(new InstanceHealthManager(InstanceHealthConfig.defaults()), cluster);

  @Test
  void aLinkThatIsBackAfterTwoTicksIsForgiven() {
    for (int flap = 0; flap < 5; flap++) {
      cluster.cut("a", "b");
      assertThat(health.ticks(2)).isEmpty();
      cluster.plug("a", "b");
      assertThat(health.tick()).isEmpty();
      assertThat(health.memory().brokenSinceTick()).isEmpty();
    }
  }

  @Test
  void aLinkThatIsAwayForThreeTicksEndsTheInstance() {
    cluster.cut("a", "b");
    assertThat(health.ticks(2)).isEmpty();
    assertThat(health.tick())
        .singleElement()
        .satisfies(
            event ->
                assertThat(((InstanceDeleted) event).failureError())
                    .isEqualTo("Network connection lost"));
    assertThat(cluster.instance("i")).isNull();
    assertThat(health.tick()).isEmpty();
    assertThat(health.memory().brokenSinceTick()).isEmpty();
  }

  @Test
  void aNodeThatLeftEndsTheInstanceAtOnce() {
    cluster.kill("b");
    assertThat(health.tick()).hasSize(1);
    assertThat(cluster.instance("i")).isNull();
  }

  @Test
  void anRdmaLinkIsGivenTheSamePatience() {
    cluster.delete("i").rdmaMesh("a", "b").place(mesh("j", "m", "a", "b"));
    assertThat(health.tick()).isEmpty();
    cluster.cut("a", "b").plug("a", "b");
    assertThat(health.ticks(2)).isEmpty();
    assertThat(health.tick()).hasSize(1);
  }

  @Test
  void runnersThatFailWhileALinkIsInDoubtWaitForTheVerdict() {
    cluster.cut("a", "b").fail("i", "connection reset");
    assertThat(health.ticks(2)).isEmpty();
    cluster.plug("a", "b");
    assertThat(health.tick()).singleElement().isInstanceOf(InstanceRetrying.class);
  }

  @Test
  void askedTwiceAtOneTickTheDoubtCountsOnce() {
    InstanceHealthManager manager = new InstanceHealthManager(InstanceHealthConfig.defaults());
    cluster.cut("a", "b");
    InstanceHealthMemory memory = manager.initialMemory();
    for (int i = 0; i < 10; i++) {
      Round<InstanceHealthMemory> round = manager.reconcile(cluster.state(), memory, health.now());
      assertThat(round.events()).isEmpty();
      memory = round.memory();
    }
  }

  @Test
  void nothingIsPlacedWhileABrokenInstanceIsStillThere() {
    IntentRun intents = new IntentRun(cluster);
    cluster.cut("a", "b");
    assertThat(intents.ticks(3)).isEmpty();
    intents.request("m");
    assertThat(intents.outstanding()).isEmpty();
    cluster.delete("i");
    intents.tick();
    intents.answerAll();
    assertThat(intents.instancesOf("m")).hasSize(1);
  }
}
